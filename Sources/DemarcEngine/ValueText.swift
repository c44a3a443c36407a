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
        if text.count > limit || depth > 64 {
            if !text.hasSuffix("…") { text += "…" }
            return
        }
        if isScalar(value) && SecretPaths.hides(path) {
            text += "\"[redacted]\""
        } else if let string = value.string {
            text += quoted(string.count > limit ? String(string.prefix(limit)) + "…" : string)
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

    private static func isScalar(_ value: Value) -> Bool { value.string != nil || value.double != nil || value.boolean != nil }

    private static func list(
        _ items: [(label: String, path: String, value: Value)], _ open: String, _ close: String, _ limit: Int, _ depth: Int, _ text: inout String
    ) {
        text += open
        for (place, item) in items.enumerated() {
            if place > 0 { text += ", " }
            if text.count > limit {
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
        if isPlain(text) { return "\"\(text)\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || (0x2028...0x2029).contains(scalar.value) {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// Whether a text stands between quotes as it is.
    public static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    }
}
