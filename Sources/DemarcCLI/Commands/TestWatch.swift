// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc test --watch`: runs the examples again whenever a file of the plugins changes, and shows what is different then.
struct TestWatch {
    private let session: TestSession
    private let text: ExampleText
    private var before: [PluginTrial] = []

    init(_ session: TestSession, _ style: TextStyle) {
        self.session = session
        text = ExampleText(style: style)
    }

    /// Goes on until somebody presses Ctrl-C.
    mutating func run() throws -> Int32 {
        Interrupt.take()
        let folders = try session.folders()
        while !Interrupt.isSet {
            // What changes while the examples run must not be missed.
            let watch = try FolderWatch(folders)
            try look()
            if !watch.wait(isCancelled: { Interrupt.isSet }) { break }
        }
        return ExitCode.clean
    }

    /// Runs what is not as it was; files that are being worked on may well be broken for a while.
    private mutating func look() throws {
        do {
            let now = try session.run(before: before) { Interrupt.isSet }
            if Interrupt.isSet { return }
            var output = FileOutput(descriptor: 1)
            text.write(now, since: before, to: &output)
            try output.conclude()
            before = now
        } catch let error as RuleError {
            Terminal.say("demarc: \(SafeText.message("\(error)"))")
        }
    }
}
