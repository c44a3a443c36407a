// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// A line on standard error that says how far a run is, where that is a screen.
final class Progress: Sendable {
    private let what: String
    private let isShown: Bool
    private let shown = Mutex(-1)

    init(_ what: String, isQuiet: Bool) {
        self.what = what
        isShown = Terminal.errorIsScreen && !isQuiet
    }

    func update(_ done: Int, _ total: Int) {
        guard isShown, total > 0 else { return }
        let percent = done * 100 / total
        shown.withLock { last in
            guard percent > last else { return }
            last = percent
            Progress.draw("\r\(what) \(percent) %")
        }
    }

    func finish() {
        if isShown { Progress.draw("\r\u{1B}[K") }
    }

    private static func draw(_ text: String) {
        var output = FileOutput(descriptor: 2)
        output.write(text)
        output.finish()
    }
}
