// SPDX-License-Identifier: Apache-2.0
internal import DemarcEngine

/// Writes JSON value by value: on one line, or every member and element on a line of its own.
struct JSONWriter {
    private static let step = 2

    private var bytes: [UInt8] = []
    private let isIndented: Bool
    /// How many objects and lists are open.
    private var depth = 0
    /// Whether something was written in the innermost of them.
    private var isFilled = false
    private var isAfterKey = false

    /// A writer of documents, of about `size` bytes.
    init(isIndented: Bool, reserving size: Int = 0) {
        self.isIndented = isIndented
        bytes.reserveCapacity(size)
    }

    /// A writer of elements of the list that `writer` has begun, of about `size` bytes.
    ///
    /// - Parameter isFirst: whether they are the list's first.
    init(following writer: JSONWriter, isFirst: Bool, reserving size: Int) {
        self.init(isIndented: writer.isIndented, reserving: size)
        depth = writer.depth
        isFilled = !isFirst
    }

    /// What was written since this was last asked.
    mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// Notes that another writer wrote in the innermost list or object.
    mutating func noteElements() { isFilled = true }

    mutating func beginObject() { begin(UInt8(ascii: "{")) }
    mutating func endObject() { end(UInt8(ascii: "}")) }
    mutating func beginList() { begin(UInt8(ascii: "[")) }
    mutating func endList() { end(UInt8(ascii: "]")) }

    /// Ends a document that others follow.
    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        isFilled = false
    }

    /// The name of the member that comes; it needs no escape.
    mutating func key(_ name: StaticString) {
        separate()
        let text = unsafe UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        bytes.append(addingCapacity: text.count + 4) { room in
            room.append(UInt8(ascii: "\""))
            for place in 0..<text.count { unsafe room.append(text[place]) }
            room.append(UInt8(ascii: "\""))
            room.append(UInt8(ascii: ":"))
            if isIndented { room.append(UInt8(ascii: " ")) }
        }
        isAfterKey = true
    }

    /// The name of the member that comes.
    mutating func key(_ name: String) {
        separate()
        QuotedText.append(name, to: &bytes)
        bytes.append(contentsOf: (isIndented ? ": " : ":").utf8)
        isAfterKey = true
    }

    mutating func null() { plain("null") }
    mutating func flag(_ value: Bool) { plain(value ? "true" : "false") }

    mutating func number(_ value: Int) {
        separate()
        bytes.append(contentsOf: String(value).utf8)
    }

    /// A number, or null.
    mutating func number(_ value: Int?) {
        if let value { number(value) } else { null() }
    }

    mutating func text(_ text: String) {
        separate()
        QuotedText.append(text, to: &bytes)
    }

    /// A text, or null.
    mutating func text(_ text: String?) {
        if let text { self.text(text) } else { null() }
    }

    /// The text at `range` of `text`.
    mutating func text(_ text: [UInt8], _ range: Range<Int>) {
        separate()
        QuotedText.append(text, range, to: &bytes)
    }

    /// The text at `range` of `text`, or null.
    mutating func text(_ text: [UInt8], _ range: Range<Int>?) {
        if let range { self.text(text, range) } else { null() }
    }

    private mutating func plain(_ text: StaticString) {
        separate()
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        depth += 1
        isFilled = false
    }

    private mutating func end(_ bracket: UInt8) {
        depth -= 1
        if isFilled { breakLine() }
        bytes.append(bracket)
        isFilled = true
    }

    /// Parts what comes from what was written before it.
    @inline(__always) private mutating func separate() {
        if isAfterKey {
            isAfterKey = false
        } else if depth > 0 {
            if isFilled { bytes.append(UInt8(ascii: ",")) }
            breakLine()
        }
        isFilled = true
    }

    private mutating func breakLine() {
        guard isIndented else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * JSONWriter.step))
    }
}

extension JSONWriter {
    /// A member that is a text, or null.
    mutating func member(_ name: StaticString, _ text: String?) {
        key(name)
        self.text(text)
    }

    /// A member that is a number, or null.
    mutating func member(_ name: StaticString, _ number: Int?) {
        key(name)
        self.number(number)
    }

    /// A member that is the text at `range` of `text`, or null.
    mutating func member(_ name: StaticString, _ text: [UInt8], _ range: Range<Int>?) {
        key(name)
        self.text(text, range)
    }
}
