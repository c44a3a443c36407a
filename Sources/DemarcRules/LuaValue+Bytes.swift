// SPDX-License-Identifier: Apache-2.0

/// Reads and writes values as the bridge's export.c lays them out.
extension LuaValue {
    /// The value in `bytes`; nil where they are not what the bridge writes.
    init?(bytes: [UInt8]) {
        var reader = Reader(bytes: bytes[...])
        guard let value = reader.value() else { return nil }
        self = value
    }

    /// The value as bytes for the bridge.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .null, .function, .verdict, .absent: bytes.append(UInt8(ascii: "n"))
        case .boolean(let value): bytes.append(UInt8(ascii: value ? "t" : "f"))
        case .integer(let value):
            bytes.append(UInt8(ascii: "i"))
            LuaValue.append(UInt64(bitPattern: value), 8, to: &bytes)
        case .number(let value):
            bytes.append(UInt8(ascii: "d"))
            LuaValue.append(value.bitPattern, 8, to: &bytes)
        case .text(let text):
            bytes.append(UInt8(ascii: "s"))
            LuaValue.append(UInt64(text.utf8.count), 4, to: &bytes)
            bytes.append(contentsOf: text.utf8)
        case .table(let list, let fields):
            bytes.append(UInt8(ascii: "{"))
            LuaValue.append(UInt64(list.count + fields.count), 4, to: &bytes)
            for (place, value) in list.enumerated() {
                LuaValue.integer(Int64(place + 1)).write(to: &bytes)
                value.write(to: &bytes)
            }
            for field in fields {
                LuaValue.text(field.name).write(to: &bytes)
                field.value.write(to: &bytes)
            }
        }
    }

    private static func append(_ value: UInt64, _ count: Int, to bytes: inout [UInt8]) {
        for place in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * place))) }
    }

    private struct Reader {
        var bytes: ArraySlice<UInt8>

        mutating func take(_ count: Int) -> UInt64? {
            guard bytes.count >= count else { return nil }
            var value: UInt64 = 0
            for (place, byte) in bytes.prefix(count).enumerated() { value |= UInt64(byte) << UInt64(8 * place) }
            bytes = bytes.dropFirst(count)
            return value
        }

        mutating func value() -> LuaValue? {
            guard let letter = bytes.popFirst() else { return nil }
            switch letter {
            case UInt8(ascii: "n"): return .null
            case UInt8(ascii: "t"): return .boolean(true)
            case UInt8(ascii: "f"): return .boolean(false)
            case UInt8(ascii: "i"): return take(8).map { .integer(Int64(bitPattern: $0)) }
            case UInt8(ascii: "d"): return take(8).map { .number(Double(bitPattern: $0)) }
            case UInt8(ascii: "s"): return text().map { .text($0) }
            case UInt8(ascii: "F"): return take(4).map { .function(line: Int($0)) }
            case UInt8(ascii: "a"): return .absent
            case UInt8(ascii: "v"):
                guard let kind = take(4), let message = value() else { return nil }
                return .verdict(kind: Int(kind), message: message.text ?? "")
            case UInt8(ascii: "{"): return table()
            default: return nil
            }
        }

        private mutating func text() -> String? {
            guard let count = take(4), bytes.count >= count else { return nil }
            defer { bytes = bytes.dropFirst(Int(count)) }
            return String(decoding: bytes.prefix(Int(count)), as: UTF8.self)
        }

        private mutating func table() -> LuaValue? {
            guard let count = take(4) else { return nil }
            var list: [LuaValue] = []
            var fields: [LuaValue.Field] = []
            for _ in 0..<count {
                guard let key = value(), let element = value() else { return nil }
                if case .integer(let place) = key, place == Int64(list.count + 1) {
                    list.append(element)
                } else if case .text(let name) = key {
                    fields.append(LuaValue.Field(name: name, value: element))
                } else {
                    fields.append(LuaValue.Field(name: "[\(key.described)]", value: element))
                }
            }
            return .table(list: list, fields: fields)
        }
    }
}
