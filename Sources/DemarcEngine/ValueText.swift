// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// Writes a value of an arena as one line of JSON for people.
public enum ValueText {
    /// JSON of the value at `path`, cut after about `limit` characters; an unknown as `unknown(cause)`, a secret as `"[redacted]"`.
    public static func json(_ value: Value, at path: String, limit: Int = .max) -> String {
        var text = ""
        write(value, path, limit: limit, depth: 0, to: &text)
        return text
    }

    private static func write(_ value: Value, _ path: String, limit: Int, depth: Int, to text: inout String) {
        if isLonger(text, than: limit) || depth > 64 {
            if !text.hasSuffix("…") { text += "…" }
            return
        }
        if isScalar(value) && SecretPaths.hides(path) {
            text += "\"[redacted]\""
        } else if let string = value.string {
            text += quoted(isLonger(string, than: limit) ? String(string.prefix(limit)) + "…" : string)
        } else if let boolean = value.boolean {
            text += boolean ? "true" : "false"
        } else if let integer = value.integer {
            text += "\(integer)"
        } else if let double = value.double {
            text += double.isFinite ? "\(double)" : "null"
        } else if let cause = value.word.cause {
            text += "unknown(\(cause.name))"
        } else if value.word.isArray {
            list(value.elements.enumerated().map { ("", "\(path)[\($0)]", $1) }, "[", "]", limit, depth, &text)
        } else if value.word.isObject {
            list(value.members.map { (quoted($0.name) + ": ", "\(path).\($0.name)", $0.value) }, "{", "}", limit, depth, &text)
        } else if let first = value.documents.first, value.documents.count > 1 {
            write(first, path, limit: limit, depth: depth + 1, to: &text)
        } else {
            text += "null"
        }
    }

    /// Characters are counted only where there may be too many.
    private static func isLonger(_ text: String, than limit: Int) -> Bool { text.utf8.count > limit && text.count > limit }

    private static func isScalar(_ value: Value) -> Bool { value.string != nil || value.double != nil || value.boolean != nil }

    private static func list(
        _ items: [(label: String, path: String, value: Value)], _ open: String, _ close: String, _ limit: Int, _ depth: Int, _ text: inout String
    ) {
        text += open
        for (place, item) in items.enumerated() {
            if place > 0 { text += ", " }
            if isLonger(text, than: limit) {
                text += "…"
                break
            }
            text += item.label
            write(item.value, item.path, limit: limit, depth: depth + 1, to: &text)
        }
        text += close
    }

    /// A text in quotes, escaped as JSON; control characters never come out raw.
    public static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = []
        quote(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds a text in quotes, escaped as JSON; control characters, and what some readers take for the end of a line, never come out raw.
    public static func quote(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { unsafe quote($0, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func quote(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var (plain, place) = (0, 0)
        while place < text.count {
            let (count, value) = unsafe special(text, place)
            place += max(count, 1)
            guard count > 0 else { continue }
            unsafe bytes.append(contentsOf: text[plain..<place - count])
            bytes.append(contentsOf: escape(value))
            plain = place
        }
        unsafe bytes.append(contentsOf: text[plain...])
    }

    /// How many bytes a character at `place` has that is to be escaped, and which it is; none where it stands as it is.
    @inline(__always) private static func special(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> (count: Int, value: UInt32) {
        let byte = unsafe text[place]
        switch byte {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: return (1, UInt32(byte))
        case 0xC2 where unsafe text[place + 1] < 0xA0: return unsafe (2, UInt32(text[place + 1]))
        case 0xE2 where unsafe text[place + 1] == 0x80 && text[place + 2] & 0xFE == 0xA8: return unsafe (3, 0x2000 | UInt32(text[place + 2]) & 0x3F)
        default: return (0, 0)
        }
    }

    private static func escape(_ value: UInt32) -> [UInt8] {
        switch value {
        case 0x22: return Array("\\\"".utf8)
        case 0x5C: return Array("\\\\".utf8)
        case 0x0A: return Array("\\n".utf8)
        case 0x0D: return Array("\\r".utf8)
        case 0x09: return Array("\\t".utf8)
        default:
            let digits = String(value, radix: 16)
            return Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
        }
    }
}
