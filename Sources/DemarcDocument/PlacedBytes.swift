// SPDX-License-Identifier: Apache-2.0

/// The bytes of a text one after another, of which no more than a block is held, and where each stands.
@safe final class PlacedBytes {
    /// A byte, and how many come before it.
    struct Spot {
        let offset: Int
        /// Nil at the end of the text.
        let byte: UInt8?
    }

    /// A place as people count.
    struct Place {
        let line: Int
        let column: Int
        let byte: UInt8?
    }

    private let source: TextStream.Source
    private let block: UnsafeMutableBufferPointer<UInt8>
    private var count = 0
    private var place = 0
    /// Where in the text the block begins, and which line that is, and where this begins.
    private var offset = 0
    private var line = 1
    private var lineStart = 0
    private var check = UTF8Check()
    /// The first bytes that are not UTF-8.
    private(set) var notText: Place?

    /// The bytes that `source` gives.
    init(_ source: @escaping TextStream.Source) throws(DocumentError) {
        unsafe self.source = source
        unsafe block = .allocate(capacity: TextStream.blockSize)
        try fill()
    }

    deinit { unsafe block.deallocate() }

    /// The byte that is next; nil at the end.
    @inline(__always) var byte: UInt8? { unsafe place < count ? block[place] : nil }

    /// Whether the text begins like UTF-16 does.
    var isWide: Bool { unsafe count >= 2 && (block[0] == 0xFF && block[1] == 0xFE || block[0] == 0xFE && block[1] == 0xFF) }

    /// Goes on to the next byte.
    @inline(__always) func advance() throws(DocumentError) {
        place += 1
        if place >= count { try fill() }
    }

    /// Reads what is left: what is wrong with where the bytes come from comes before what is wrong with them.
    func finish() throws(DocumentError) {
        while count > 0 { try fill() }
    }

    /// Where the next byte is.
    var spot: Spot { Spot(offset: offset + place, byte: byte) }

    /// The place of `spot`, which is in the line of the next byte.
    func place(of spot: Spot) -> Place {
        let (line, start) = lines(before: place)
        return Place(line: line, column: spot.offset - start + 1, byte: spot.byte)
    }

    /// The line in which `place` of the block is, and where it begins in the text.
    private func lines(before place: Int) -> (number: Int, start: Int) {
        var (line, start) = (line, lineStart)
        for index in 0..<min(place, count) where unsafe block[index] == 0x0A {
            line += 1
            start = offset + index + 1
        }
        return (line, start)
    }

    private func fill() throws(DocumentError) {
        (line, lineStart) = lines(before: count)
        offset += count
        count = 0
        place = 0
        count = unsafe try source(block)
        guard notText == nil else { return }
        let fault = unsafe count > 0 ? check.fault(in: UnsafeBufferPointer(rebasing: block[..<count]), at: offset) : check.unfinished
        guard let fault else { return }
        // A character that begins in the block before is the last in it: no line ends in between.
        let (line, start) = lines(before: max(fault.offset - offset, 0))
        notText = Place(line: line, column: fault.offset - start + 1, byte: fault.byte)
    }
}
