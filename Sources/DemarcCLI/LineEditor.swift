// SPDX-License-Identifier: Apache-2.0
internal import CLineEditor

#if canImport(Glibc)
internal import Glibc
#endif

/// Lines that a person types at the terminal, with editing, history and completion.
@safe final class LineEditor {
    /// What a person did.
    enum Input {
        case line(String)
        /// Ctrl-C.
        case interrupted
        /// Ctrl-D.
        case end
    }

    private let complete: (String) -> (start: Int, words: [String])
    private var editor: OpaquePointer?

    /// An editor of standard input; nil where it is no terminal.
    init?(complete: @escaping (String) -> (start: Int, words: [String])) {
        self.complete = complete
        guard isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 else { return nil }
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe editor = CLineEditor_create(
            { context, line, length in
                let editor = unsafe Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
                let text = unsafe String(decoding: UnsafeRawBufferPointer(start: line, count: length), as: UTF8.self)
                let (start, words) = editor.complete(text)
                return unsafe words.isEmpty ? nil : strdup("\(start)\n" + words.joined(separator: "\n"))
            }, context)
        if unsafe editor == nil { return nil }
    }

    deinit {
        if let editor = unsafe editor { unsafe CLineEditor_destroy(editor) }
    }

    /// Keeps what is typed in the file at `path`.
    func keepHistory(at path: String) {
        if let editor = unsafe editor { unsafe CLineEditor_keep_history(editor, path) }
    }

    /// Asks for a line.
    func read(prompt: String) -> Input {
        guard let editor = unsafe editor else { return .end }
        var line: UnsafePointer<CChar>?
        let status = unsafe prompt.withCString { unsafe CLineEditor_read(editor, $0, &line) }
        if status == Int32(CLINEEDITOR_INTERRUPTED) { return .interrupted }
        guard status == Int32(CLINEEDITOR_LINE), let line = unsafe line else { return .end }
        return .line(unsafe String(cString: line))
    }
}
