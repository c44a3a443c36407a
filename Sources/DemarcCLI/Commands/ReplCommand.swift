// SPDX-License-Identifier: Apache-2.0
internal import Demarc
internal import Dispatch
internal import FoundationEssentials
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#endif

/// `demarc repl`: a conversation about a snapshot.
enum ReplCommand: Command {
    static let name = "repl"
    static let summary = "Ask a snapshot one line of Lua at a time, and try a check on it."
    static let operands = "SNAPSHOT..."
    static let options = [Session.pluginOption, Session.configurationOption, Session.asOfOption, Session.quietOption]

    static func run(_ arguments: Arguments) throws -> Int32 {
        let named = try Session.plugins(arguments, over: arguments.positional)
        let configuration = try Session.configuration(arguments, over: arguments.positional)
        // What would be wrong with it in a scan is wrong here.
        if let configuration { _ = try Session.rules(arguments, named, configuration) }
        let plugins = PluginPlaces.around(named)
        let snapshot = try Session.snapshot(arguments.positional, arguments, configuration)
        let width = Terminal.style("never").width
        guard let session = try ReplSession(snapshot: snapshot, plugins: plugins, width: width) else {
            throw UsageError("found no AWS account in \(arguments.positional.joined(separator: " "))")
        }
        let interrupt = LineInterrupt()
        session.onStart = interrupt.arm
        return try withExtendedLifetime(interrupt) {
            if isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 {
                return try talk(session, snapshot, plugins, configuration, isQuiet: arguments.has("quiet"))
            }
            return try answer(session)
        }
    }

    /// With a person at the terminal.
    private static func talk(
        _ session: ReplSession, _ snapshot: Snapshot, _ plugins: [Plugin], _ configuration: Configuration?, isQuiet: Bool
    ) throws -> Int32 {
        // Properties are learned when they are asked for.
        var completer: ReplCompleter?
        let editor = LineEditor { line in
            if completer == nil {
                var catalogue = (try? PropertyCatalogue(plugins: plugins)) ?? PropertyCatalogue()
                catalogue.learn(snapshot)
                completer = ReplCompleter(session: session, snapshot: snapshot, catalogue: catalogue)
            }
            return completer?.complete(line) ?? (0, [])
        }
        guard let editor else { return try answer(session) }
        if let path = historyPath() { editor.keepHistory(at: path) }
        if !isQuiet {
            let resources = snapshot.accounts.map(\.resourceCount).reduce(0, +)
            let greeting = "\(snapshot.accounts.count) accounts, \(resources) resources; :help helps, Tab completes, Ctrl-D ends"
            try show([greeting] + (configuration.map { ["configured by \(SafeText.name($0.file))"] } ?? []))
        }
        while true {
            switch editor.read(prompt: "\(session.place)> ") {
            case .interrupted: continue
            case .end:
                try show([""])
                return ExitCode.clean
            case .line(let line):
                let reply = session.respond(to: line)
                try show(reply.lines)
                if reply.isEnd { return ExitCode.clean }
            }
        }
    }

    /// With lines from a pipe or a file: answers on standard output, what is wrong on standard error.
    private static func answer(_ session: ReplSession) throws -> Int32 {
        var isWrong = false
        while let line = readLine() {
            let reply = session.respond(to: line)
            if reply.isWrong { reply.lines.forEach { Terminal.say("demarc: \($0)") } } else { try show(reply.lines) }
            isWrong = isWrong || reply.isWrong
            if reply.isEnd { break }
        }
        return isWrong ? ExitCode.usage : ExitCode.clean
    }

    private static func show(_ lines: [String]) throws {
        var output = FileOutput(descriptor: STDOUT_FILENO)
        for line in lines { output.write(line + "\n") }
        try output.conclude()
    }

    /// Where lines are kept from one conversation to the next; nil where there is no home.
    private static func historyPath() -> String? {
        let environment = ProcessInfo.processInfo.environment
        guard let state = environment["XDG_STATE_HOME"] ?? environment["HOME"].map({ "\($0)/.local/state" }) else { return nil }
        let folder = "\(state)/demarc"
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return Session.exists(folder) ? "\(folder)/repl-history" : nil
    }
}

/// Ctrl-C while a line runs: ends the line, not the conversation.
private final class LineInterrupt {
    private final class Target: Sendable {
        let stop = Mutex<InquiryStop?>(nil)
    }

    private let target = Target()
    private let source: any DispatchSourceSignal

    init() {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "demarc.repl.interrupt"))
        source.setEventHandler { [target] in target.stop.withLock { $0 }?.request() }
        source.resume()
    }

    /// What the next Ctrl-C ends.
    func arm(_ stop: InquiryStop) { target.stop.withLock { $0 = stop } }
}
