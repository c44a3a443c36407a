// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials

/// Loads plugins from folders. The folder is the registry: nothing is listed anywhere.
public enum PluginLoader {
    /// The version of the rule API that plugins are written for.
    public static let api = 1

    /// The plugin in `folder`, with every file that loads; what does not is among its errors.
    public static func load(folder: String) throws(RuleError) -> Plugin {
        let machine = try Machine()
        var folder = folder
        while folder.count > 1 && folder.hasSuffix("/") { folder.removeLast() }
        let manifest = "\(folder)/plugin.lua"
        let source = try read(manifest)
        let handle = try machine.load(source, kind: "plugin", file: manifest)
        let reader = try FieldReader(
            machine.export(handle, file: manifest), path: "", file: manifest, source: source,
            allowed: ["name", "version", "api", "title", "license", "example"])
        guard let version = reader.value("api")?.asNumber, version == Double(api) else {
            throw reader.error("api", found: reader.value("api")?.kind ?? "nothing", expected: "\(api), the version of the rule API")
        }
        var plugin = Plugin(name: try reader.text("name"), version: try reader.text("version"), folder: folder, isExample: try reader.flag("example"))
        try loadLibraries(&plugin, machine)
        loadFiles(&plugin, machine)
        return plugin
    }

    /// A rule that has no file: `source` as if it stood in `plugin`.
    public static func rule(_ source: [UInt8], id: String, in plugin: Plugin) throws(RuleError) -> Rule {
        let machine = try Machine()
        for library in plugin.libraries { try machine.add(library: library.name, source: library.source) }
        let handle = try machine.load(source, kind: "rule", file: id)
        return try RuleReader.rule(machine.export(handle, file: id), id: id, plugin: plugin.name, file: id, source: source)
    }

    /// The plugin folders in `path`: itself, or those directly below it.
    public static func folders(in path: String) -> [String] {
        if exists("\(path)/plugin.lua") { return [path] }
        return names(in: path).map { "\(path)/\($0)" }.filter { exists("\($0)/plugin.lua") }
    }

    private static func loadLibraries(_ plugin: inout Plugin, _ machine: Machine) throws(RuleError) {
        for name in names(in: "\(plugin.folder)/lib") where name.hasSuffix(".lua") {
            let source = try read("\(plugin.folder)/lib/\(name)")
            let module = "\(plugin.name).\(name.dropLast(4))"
            try machine.add(library: module, source: source)
            plugin.libraries.append((module, source))
        }
    }

    private static func loadFiles(_ plugin: inout Plugin, _ machine: Machine) {
        let folder = plugin.folder
        for name in names(in: "\(folder)/fixtures") where name.hasSuffix(".json") {
            let type = name.dropLast(5).split(separator: "--", omittingEmptySubsequences: false).joined(separator: "::")
            attempt(&plugin) { (plugin) throws(RuleError) in plugin.fixtures[type] = try read("\(folder)/fixtures/\(name)") }
        }
        for service in names(in: "\(folder)/rules") {
            for name in names(in: "\(folder)/rules/\(service)") where name.hasSuffix(".lua") {
                attempt(&plugin) { (plugin) throws(RuleError) in
                    let file = "\(folder)/rules/\(service)/\(name)"
                    guard isName(service) && isName(String(name.dropLast(4))) else {
                        throw .unreadable(path: file, reason: "found a name that is no part of an id, expected letters, digits, - and _")
                    }
                    let id = "\(plugin.name).\(service).\(name.dropLast(4))"
                    let (value, source) = try export(file, "rule", machine)
                    plugin.rules.append(try RuleReader.rule(value, id: id, plugin: plugin.name, file: file, source: source))
                }
            }
        }
        forEachFile(&plugin, "packs", "pack", machine) { (plugin, name, file, value, source) throws(RuleError) in
            plugin.packs.append(try PackReader.pack(value, name: name, plugin: plugin.name, file: file, source: source))
        }
        forEachFile(&plugin, "services", "service", machine) { (plugin, name, file, value, source) throws(RuleError) in
            plugin.services.append(try ServiceReader.service(value, id: name, plugin: plugin.name, file: file, source: source))
        }
        if exists("\(folder)/layers.lua") {
            attempt(&plugin) { (plugin) throws(RuleError) in
                let (value, source) = try export("\(folder)/layers.lua", "layers", machine)
                plugin.layers = try ServiceReader.layers(value, file: "\(folder)/layers.lua", source: source)
            }
        }
        if exists("\(folder)/artifacts.lua") {
            attempt(&plugin) { (plugin) throws(RuleError) in
                let (value, source) = try export("\(folder)/artifacts.lua", "artifacts", machine)
                plugin.artifacts = try ServiceReader.artifacts(value, file: "\(folder)/artifacts.lua", source: source)
            }
        }
    }

    /// Whether a folder or a file can be a part of a rule's id, which dots divide and options name.
    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
    }

    private static func forEachFile(
        _ plugin: inout Plugin, _ folder: String, _ kind: String, _ machine: Machine,
        _ body: (inout Plugin, _ name: String, _ file: String, LuaValue, [UInt8]) throws(RuleError) -> Void
    ) {
        for name in names(in: "\(plugin.folder)/\(folder)") where name.hasSuffix(".lua") {
            attempt(&plugin) { (plugin) throws(RuleError) in
                let file = "\(plugin.folder)/\(folder)/\(name)"
                let (value, source) = try export(file, kind, machine)
                try body(&plugin, String(name.dropLast(4)), file, value, source)
            }
        }
    }

    private static func export(_ file: String, _ kind: String, _ machine: Machine) throws(RuleError) -> (LuaValue, [UInt8]) {
        let source = try read(file)
        let handle = try machine.load(source, kind: kind, file: file)
        return (try machine.export(handle, file: file), source)
    }

    /// One bad file is an error of the plugin; the others load.
    private static func attempt(_ plugin: inout Plugin, _ body: (inout Plugin) throws(RuleError) -> Void) {
        do {
            try body(&plugin)
        } catch {
            plugin.errors.append(error)
        }
    }

    private static func read(_ path: String) throws(RuleError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, reason: "found no readable file, expected Lua")
        }
        return Array(data)
    }

    private static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// The names in a folder, ascending, hidden ones left out; none where there is no folder.
    private static func names(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }
}
