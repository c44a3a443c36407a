// SPDX-License-Identifier: Apache-2.0

/// Appends numbers and texts to bytes that a `ByteReader` reads.
enum ByteWriter {
    /// Bytes of a number.
    static let numberSize = 4
    /// What stands for the length of a text, or for a number, that is not there.
    static let none = Int(UInt32.max)

    static func append(_ number: Int, to bytes: inout [UInt8]) { append(UInt32(truncatingIfNeeded: number), to: &bytes) }

    /// A number of up to 64 bits, or none.
    static func append(integer: Int?, to bytes: inout [UInt8]) {
        bytes.append(integer == nil ? 0 : 1)
        if let integer { append(UInt64(bitPattern: Int64(integer)), to: &bytes) }
    }

    static func append(_ text: String?, to bytes: inout [UInt8]) {
        guard let text else { return append(none, to: &bytes) }
        append(text.utf8.count, to: &bytes)
        append(plain: text, to: &bytes)
    }

    /// The text that `write` adds.
    static func append(text write: (inout [UInt8]) -> Void, to bytes: inout [UInt8]) {
        let place = bytes.count
        append(0, to: &bytes)
        write(&bytes)
        set(bytes.count - place - numberSize, at: place, of: &bytes)
    }

    /// The text alone.
    static func append(plain text: String, to bytes: inout [UInt8]) {
        let isDone: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe bytes.append(contentsOf: $0) }
        if isDone == nil { bytes.append(contentsOf: text.utf8) }
    }

    private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    /// Writes `number` over the one at `start`.
    static func set(_ number: Int, at start: Int, of bytes: inout [UInt8]) {
        let number = UInt32(truncatingIfNeeded: number).littleEndian
        unsafe bytes.withUnsafeMutableBytes { unsafe $0.storeBytes(of: number, toByteOffset: start, as: UInt32.self) }
    }
}

/// Reads what a `ByteWriter` wrote, one value after another; of texts where they stand.
struct ByteReader {
    let bytes: [UInt8]
    var place: Int

    mutating func byte() -> UInt8 {
        defer { place += 1 }
        return bytes[place]
    }

    mutating func number() -> Int { Int(read(UInt32.self)) }

    /// A number that may be `ByteWriter.none`.
    mutating func optionalNumber() -> Int? {
        let number = number()
        return number == ByteWriter.none ? nil : number
    }

    mutating func optionalInteger() -> Int? { byte() == 0 ? nil : Int(Int64(bitPattern: read(UInt64.self))) }

    mutating func text(count: Int) -> Range<Int> {
        defer { place += count }
        return place..<place + count
    }

    mutating func text() -> Range<Int>? { optionalNumber().map { text(count: $0) } }

    private mutating func read<Number: FixedWidthInteger>(_ type: Number.Type) -> Number {
        defer { place += MemoryLayout<Number>.size }
        return unsafe bytes.withUnsafeBytes { unsafe Number(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Number.self)) }
    }
}
