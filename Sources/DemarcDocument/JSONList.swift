// SPDX-License-Identifier: Apache-2.0
internal import CSimdjson

/// One long list of a document, read piece by piece and by several threads at once, so that reading it stays in the processor's cache
/// however long it is.
///
/// A thread reads the next block of the text while another finds out which elements of the block before are whole, and others parse theirs.
public final class JSONList: Sendable {
    /// The name of the list in the outermost object.
    public let name: String
    /// The text up to the list's first element.
    private let head: [UInt8]
    /// Whether one thread reads it, with one piece.
    public let isAlone: Bool
    /// The text, read from by the thread that has the lock of `progress`.
    private nonisolated(unsafe) let stream: TextStream
    private let progress: Guarded<Progress>
    private let cut: Guarded<JSONListCut>

    /// How many blocks of the text were read.
    private struct Progress {
        var blocks = 0
        var isAtEnd = false
    }

    /// The list under one of `names` in the outermost object of the stream's text, where only plain values stand before it; the stream is
    /// then the list's alone.
    ///
    /// - Parameter isAlone: whether one thread reads it, with one piece.
    public static func find(_ names: [String], in stream: TextStream, isAlone: Bool = false) -> JSONList? {
        let found = unsafe stream.withBeginning { piece in
            var prefix = unsafe JSONPrefix(piece)
            return prefix.list(names).map { ($0.name, unsafe Array(piece[..<$0.start])) }
        }
        guard let (name, head) = found else { return nil }
        stream.skip(head.count)
        return JSONList(name, head, stream, isAlone)
    }

    private init(_ name: String, _ head: [UInt8], _ stream: TextStream, _ isAlone: Bool) {
        self.name = name
        self.head = head
        self.isAlone = isAlone
        unsafe self.stream = stream
        progress = Guarded(Progress())
        cut = Guarded(JSONListCut(offset: head.count, isAlone: isAlone))
    }

    /// Bytes of the text, as far as they were read.
    public var textCount: Int { cut.withLock { $0.textCount } }

    /// Makes `piece` the next piece; false where there is none, or nobody needs one any more.
    public func next(_ piece: JSONListPiece) throws(DocumentError) -> Bool {
        cut.withLock { $0.settle(piece) }
        while true {
            let block = try progress.withLock { (progress) throws(DocumentError) -> (number: Int, isLast: Bool)? in
                guard !progress.isAtEnd else { return nil }
                progress.isAtEnd = try unsafe piece.fill(from: stream)
                progress.blocks += 1
                return (progress.blocks - 1, progress.isAtEnd)
            }
            guard let block else { return false }
            if try cut.withLock(when: { $0.blocks == block.number }, { (cut) throws(DocumentError) in try cut.take(piece, isLast: block.isLast) }) {
                return true
            }
        }
    }

    /// Says that the list can't be read: nobody gets a piece any more.
    public func giveUp() {
        cut.withLock { $0.isDamaged = true }
        progress.withLock { $0.isAtEnd = true }
    }

    /// The document with the list emptied, when every piece was read; nil where it is damaged, and a parse of the whole is to say how.
    public func rest() -> TextBuffer? {
        cut.withLock { cut in cut.isDamaged || !cut.isEnded ? nil : TextBuffer(copying: head + cut.carry) }
    }
}
