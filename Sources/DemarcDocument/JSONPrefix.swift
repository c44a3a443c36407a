// SPDX-License-Identifier: Apache-2.0

/// Looks through the plain members at the beginning of an object for a list.
@safe struct JSONPrefix {
    private let text: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { unsafe self.text = text }

    /// The first list under one of `names`: its name, and what follows its bracket.
    mutating func list(_ names: [String]) -> (name: String, start: Int)? {
        guard take(UInt8(ascii: "{")) else { return nil }
        while let name = string() {
            guard take(UInt8(ascii: ":")) else { return nil }
            if take(UInt8(ascii: "[")) { return names.contains(name) ? (name, place) : nil }
            guard skipPlain(), take(UInt8(ascii: ",")) else { return nil }
        }
        return nil
    }

    private var byte: UInt8? { unsafe place < text.count ? text[place] : nil }

    private mutating func take(_ wanted: UInt8) -> Bool {
        while let byte, byte <= 0x20 { place += 1 }
        guard byte == wanted else { return false }
        place += 1
        return true
    }

    /// What stands between two quotes, as it stands there.
    private mutating func string() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = place
        while let byte, byte != UInt8(ascii: "\"") { place += byte == UInt8(ascii: "\\") ? 2 : 1 }
        guard byte != nil else { return nil }
        place += 1
        return unsafe String(decoding: text[start..<place - 1], as: UTF8.self)
    }

    private mutating func skipPlain() -> Bool {
        if string() != nil { return true }
        let start = place
        while let byte, !",]}[{".utf8.contains(byte) { place += 1 }
        return place > start
    }
}
