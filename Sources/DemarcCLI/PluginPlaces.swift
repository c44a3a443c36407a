// SPDX-License-Identifier: Apache-2.0
internal import Demarc

#if canImport(Glibc)
internal import Glibc
#endif

/// The places where plugins are looked for.
enum PluginPlaces {
    /// What plugins are looked for to do.
    enum Purpose {
        /// To run their rules, or to show them.
        case run
        /// To write and to test their rules.
        case write
    }

    /// The places in their order: the first that holds a plugin is taken.
    static func all(to purpose: Purpose = .run) -> [String] {
        var places: [String] = []
        if let path = unsafe getenv("DEMARC_PLUGINS") { places += unsafe String(cString: path).split(separator: ":").map(String.init) }
        // Whoever writes a plugin stands in its folder, whatever plugins he runs otherwise.
        if Session.exists("plugin.lua") { places.insert(".", at: purpose == .write ? 0 : places.count) }
        places.append("Plugins")
        let parts = program.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 2 { places.append(parts.dropLast(2).joined(separator: "/") + "/share/demarc") }
        // A program that runs where it was built finds what it was built with.
        if let build = parts.lastIndex(of: ".build") { places.append(parts[..<build].joined(separator: "/") + "/Plugins") }
        return places + ["/usr/share/demarc"]
    }

    /// The path that is scanned and that the place `place` of this folder lies in: what is judged must not bring its judge.
    static func scanned(_ paths: [String], holding place: String) -> String? {
        guard let place = path(place) else { return nil }
        return paths.first { scanned in
            path(scanned).map { place == $0 || place.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") } ?? false
        }
    }

    /// `path` from the root, links followed.
    private static func path(_ path: String) -> String? {
        guard let path = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    /// `plugins` and those of other names in all places: their types are known, their rules do not run.
    static func around(_ plugins: [Plugin]) -> [Plugin] {
        var known = plugins
        for folder in all().flatMap({ PluginLoader.folders(in: $0) }) {
            guard let plugin = try? PluginLoader.load(folder: folder), !known.contains(where: { $0.name == plugin.name }) else { continue }
            known.append(plugin)
        }
        return known
    }

    /// The path of this program, links followed.
    private static var program: String { path("/proc/self/exe") ?? "" }
}
