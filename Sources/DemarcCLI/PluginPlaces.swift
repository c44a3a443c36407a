// SPDX-License-Identifier: Apache-2.0
internal import Demarc

#if canImport(Glibc)
internal import Glibc
#endif

/// The places where plugins are looked for.
enum PluginPlaces {
    /// The places in their order: the first that holds a plugin is taken.
    static var all: [String] {
        var places: [String] = []
        if let path = unsafe getenv("DEMARC_PLUGINS") { places += unsafe String(cString: path).split(separator: ":").map(String.init) }
        // Whoever writes a plugin stands in its folder.
        if Session.exists("plugin.lua") { places.append(".") }
        places.append("Plugins")
        let parts = program.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 2 { places.append(parts.dropLast(2).joined(separator: "/") + "/share/demarc") }
        // A program that runs where it was built finds what it was built with.
        if let build = parts.lastIndex(of: ".build") { places.append(parts[..<build].joined(separator: "/") + "/Plugins") }
        return places + ["/usr/share/demarc"]
    }

    /// `plugins` and those of other names in all places: their types are known, their rules do not run.
    static func around(_ plugins: [Plugin]) -> [Plugin] {
        var all = plugins
        for folder in self.all.flatMap({ PluginLoader.folders(in: $0) }) {
            guard let plugin = try? PluginLoader.load(folder: folder), !all.contains(where: { $0.name == plugin.name }) else { continue }
            all.append(plugin)
        }
        return all
    }

    /// The path of this program, links followed.
    private static var program: String {
        guard let path = unsafe realpath("/proc/self/exe", nil) else { return "" }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }
}
