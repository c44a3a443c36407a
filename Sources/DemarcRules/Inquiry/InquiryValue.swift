// SPDX-License-Identifier: Apache-2.0
internal import CArena
public import DemarcDocument

/// What a line of Lua gave: a value of the script's, or a word of the account it was asked about.
public indirect enum InquiryValue: Sendable, Equatable {
    case nothing
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    /// A value of a document.
    case document(Word)
    /// A resource, by its index in the account.
    case resource(Int)
    /// A region, by its index.
    case region(Int)
    case account
    /// A verdict with its message.
    case verdict(Verdict?, InquiryValue)
    case function
    /// A table, its pairs in the order of the keys; whether there were more.
    case table([[InquiryValue]], isCutShort: Bool)
    /// What an iterator gave, time after time; whether there was more.
    case rows([[InquiryValue]], isCutShort: Bool)

    /// The values in bytes as query.c writes them; nil where they are none.
    static func values(_ bytes: [UInt8]) -> [InquiryValue]? {
        var reader = Reader(bytes: bytes[...])
        return reader.list()
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>

        mutating func list() -> [InquiryValue]? {
            guard let count: UInt32 = number() else { return nil }
            var values: [InquiryValue] = []
            for _ in 0..<count {
                guard let value = value() else { return nil }
                values.append(value)
            }
            return values
        }

        private mutating func value() -> InquiryValue? {
            guard let letter = bytes.popFirst() else { return nil }
            switch letter {
            case UInt8(ascii: "n"): return .nothing
            case UInt8(ascii: "t"): return .boolean(true)
            case UInt8(ascii: "f"): return .boolean(false)
            case UInt8(ascii: "i"): return number().map { .integer($0) }
            case UInt8(ascii: "d"): return number().map { (bits: UInt64) in .number(Double(bitPattern: bits)) }
            case UInt8(ascii: "s"): return text()
            case UInt8(ascii: "w"): return number().map { InquiryValue(word: $0) }
            case UInt8(ascii: "v"): return verdict()
            case UInt8(ascii: "F"): return .function
            case UInt8(ascii: "{"): return pairs()
            case UInt8(ascii: "*"): return rows()
            default: return nil
            }
        }

        private mutating func text() -> InquiryValue? {
            guard let length: UInt32 = number(), bytes.count >= Int(length) else { return nil }
            defer { bytes = bytes.dropFirst(Int(length)) }
            return .text(String(decoding: bytes.prefix(Int(length)), as: UTF8.self))
        }

        private mutating func verdict() -> InquiryValue? {
            guard let kind: UInt32 = number(), let message = value() else { return nil }
            return .verdict(UInt8(exactly: kind).flatMap(Verdict.init(rawValue:)), message)
        }

        private mutating func pairs() -> InquiryValue? {
            var pairs: [[InquiryValue]] = []
            while let letter = bytes.first {
                if let isCutShort = Self.end(letter) {
                    bytes = bytes.dropFirst()
                    return .table(pairs, isCutShort: isCutShort)
                }
                guard let key = value(), let value = value() else { return nil }
                pairs.append([key, value])
            }
            return nil
        }

        private mutating func rows() -> InquiryValue? {
            var rows: [[InquiryValue]] = []
            while let letter = bytes.popFirst() {
                if let isCutShort = Self.end(letter) { return .rows(rows, isCutShort: isCutShort) }
                guard let row = list() else { return nil }
                rows.append(row)
            }
            return nil
        }

        private static func end(_ letter: UInt8) -> Bool? {
            letter == UInt8(ascii: "+") ? true : letter == UInt8(ascii: ".") ? false : nil
        }

        private mutating func number<Number: FixedWidthInteger>() -> Number? {
            let size = Number.bitWidth / 8
            guard bytes.count >= size else { return nil }
            defer { bytes = bytes.dropFirst(size) }
            return bytes.prefix(size).reversed().reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
        }
    }

    private init(word: UInt64) {
        switch (Int32(carena_tag(word)), Int32(carena_count(word))) {
        case (Int32(CARENA_RESOURCE), _): self = .resource(Int(carena_index(word)))
        case (Int32(CARENA_SCOPE), Int32(CARENA_REGION)): self = .region(Int(carena_index(word)))
        case (Int32(CARENA_SCOPE), _): self = .account
        default: self = .document(Word(bits: word))
        }
    }
}
