// SPDX-License-Identifier: Apache-2.0
internal import Demarc
internal import FoundationEssentials

/// `demarc types`: what an editor needs to complete and check rules.
enum TypesCommand: Command {
    static let name = "types"
    static let summary = "Write annotations of resource types and of the language of rules for the Lua language server."
    static let operands = ""
    static let options = [
        Option(name: "snapshot", value: "SNAPSHOT", help: "learn properties from it too; names only, no values", repeats: true),
        Option(name: "output", value: "FOLDER", help: "where the files go (default: types)"), Session.pluginOption, Session.quietOption,
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        if let word = arguments.positional.first { throw UsageError("found \"\(word)\", expected no operand; a snapshot stands behind --snapshot") }
        var catalogue = try PropertyCatalogue(plugins: PluginPlaces.around(Session.plugins(arguments)))
        let paths = arguments.all("snapshot")
        if !paths.isEmpty { catalogue.learn(try Session.snapshot(paths, arguments)) }
        let folder = arguments.value("output") ?? "types"
        let count = try write(catalogue, to: folder)
        var notes = ["\(catalogue.types.count) resource types, \(count) files in \(folder)"]
        if !Session.exists(".luarc.json") {
            try NewFiles.write([(".luarc.json", EditorSettings.text(types: [folder]))])
            notes.append(".luarc.json, which tells the Lua language server of them")
        }
        if arguments.has("quiet") { return ExitCode.clean }
        var output = FileOutput(descriptor: 1)
        for note in notes { output.write(note + "\n") }
        try output.conclude()
        return ExitCode.clean
    }

    /// Writes the annotations into `folder`, over earlier ones and nothing else; how many files they are.
    static func write(_ catalogue: PropertyCatalogue, to folder: String) throws -> Int {
        let files = TypeAnnotations(catalogue).files.map { ("\(folder)/\($0.name)", $0.text) }
        for (path, _) in files where Session.exists(path) && !isOurs(path) {
            throw UsageError("\(path) was not written by demarc types; nothing was written")
        }
        try NewFiles.replace(files)
        return files.count
    }

    private static func isOurs(_ path: String) -> Bool {
        FileManager.default.contents(atPath: path)?.starts(with: TypeAnnotations.mark.utf8) == true
    }
}
