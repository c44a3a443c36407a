// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc packs`: what packs there are.
enum PacksCommand: Command {
    static let name = "packs"
    static let summary = "List packs, or the requirements of those named."
    static let operands = "[PACK...]"
    static let options = [Session.pluginOption, Session.colourOption]

    static func run(_ arguments: Arguments) throws -> Int32 {
        let style = Session.style(arguments)
        let plugins = try Session.plugins(arguments)
        let packs = plugins.flatMap(\.packs).sorted { $0.id < $1.id }
        var output = FileOutput(descriptor: 1)
        if arguments.positional.isEmpty {
            let width = packs.map(\.name.count).max() ?? 0
            for pack in packs {
                output.write("\(style.fit(pack.name, width))  \(pack.version)  \(pack.title) (\(pack.requirements.count) requirements)\n")
            }
        }
        for name in arguments.positional {
            var choice = RuleSet.Choice()
            choice.pack = name
            guard let pack = try RuleSet(plugins: plugins, choice: choice).packs.first else { continue }
            output.write(style.paint("\(pack.title) \(pack.version)", .heading) + "\n")
            for requirement in pack.requirements {
                output.write("\(style.fit(requirement.id, 6)) \(requirement.title) (\(requirement.party.rawValue))\n")
                for rule in requirement.rules { output.write("       \(rule)\n") }
                if let manual = requirement.manual { output.write(style.wrap("by hand: \(manual)", indent: 7) + "\n") }
            }
        }
        try output.conclude()
        return ExitCode.clean
    }
}
