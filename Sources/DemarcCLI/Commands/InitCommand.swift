// SPDX-License-Identifier: Apache-2.0
internal import Demarc
internal import FoundationEssentials

/// `demarc init`: a new plugin.
enum InitCommand: Command {
    static let name = "init"
    static let summary = "Make a new plugin: a manifest, a first rule with examples, and what stands around it."
    static let operands = "[FOLDER]"
    static let options = [
        Option(name: "name", value: "NAME", help: "what its rules' ids begin with (default: the folder's name)"),
        Option(name: "title", value: "TEXT", help: "what it is, in a sentence"), Session.quietOption,
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.positional.count <= 1 else { throw UsageError("expected at most one folder") }
        let folder = arguments.positional.first ?? "."
        let last = folder.split(separator: "/").last.map(String.init)
        let proposal = last == nil || last == "." || last == ".." ? here : last ?? here
        let questions = Questions(arguments)
        let name =
            try arguments.value("name") ?? (RuleName.isName(proposal) ? proposal : questions.text("name", "name of the plugin", proposal: proposal))
        guard RuleName.isName(name) else {
            throw UsageError("found \"\(name)\" for the plugin's name, expected lower case letters, digits and single dashes; give one with --name")
        }
        let title = try questions.text("title", "what it is, in a sentence", proposal: "What \(name) asks of its AWS accounts")
        let files = PluginScaffold(name: name, title: title).files
        try NewFiles.write(files.map { (folder == "." ? $0.path : "\(folder)/\($0.path)", $0.text) })
        try makeExecutable(folder == "." ? "ci.sh" : "\(folder)/ci.sh")
        _ = try TypesCommand.write(PropertyCatalogue(plugins: PluginPlaces.around([])), to: folder == "." ? "types" : "\(folder)/types")
        if arguments.has("quiet") { return ExitCode.clean }
        var output = FileOutput(descriptor: 1)
        output.write("the plugin \(name) in \(folder): \(files.count) files, and types for your editor\n")
        let go = folder == "." ? "" : "cd \(folder) && "
        output.write("next: \(go)demarc test, then demarc rule new \(name).SERVICE.CONDITION --from SNAPSHOT RESOURCE\n")
        try output.conclude()
        return ExitCode.clean
    }

    private static var here: String { FileManager.default.currentDirectoryPath.split(separator: "/").last.map(String.init) ?? "" }

    private static func makeExecutable(_ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
}
