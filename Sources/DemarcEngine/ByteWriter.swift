// SPDX-License-Identifier: Apache-2.0

/// Appends numbers and texts to bytes that a `ByteReader` reads.
enum ByteWriter {
    /// Bytes of a number.
    static let numberSize = 4
    /// What stands for the length of a text that is not there.
    static let none = Int(UInt32.max)

    static func append(_ number: Int, to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    static func append(_ text: String?, to bytes: inout [UInt8]) {
        append(text?.utf8.count ?? none, to: &bytes)
        if let text { bytes.append(contentsOf: text.utf8) }
    }

    /// Writes `number` over the one at `start`.
    static func set(_ number: Int, at start: Int, of bytes: inout [UInt8]) {
        for place in 0..<numberSize { bytes[start + place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
    }
}

/// Reads what a `ByteWriter` wrote, one value after another.
struct ByteReader {
    let bytes: [UInt8]
    var place: Int

    mutating func byte() -> UInt8 {
        defer { place += 1 }
        return bytes[place]
    }

    mutating func number() -> Int {
        defer { place += ByteWriter.numberSize }
        return Int(bytes[place]) | Int(bytes[place + 1]) << 8 | Int(bytes[place + 2]) << 16 | Int(bytes[place + 3]) << 24
    }

    mutating func text(count: Int) -> String {
        defer { place += count }
        return String(decoding: bytes[place..<place + count], as: UTF8.self)
    }

    mutating func text() -> String? {
        let count = number()
        return count == ByteWriter.none ? nil : text(count: count)
    }
}
