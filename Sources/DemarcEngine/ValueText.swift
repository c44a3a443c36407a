// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// Writes a value of an arena as one line of JSON for people.
public struct ValueText {
    private static let greatestDepth = 64

    /// Where the value that is written stands.
    private var path: [UInt8]
    private let limit: Int
    /// What was written, from `start` on.
    private var bytes: [UInt8]
    private let start: Int

    /// JSON of the value at `path`, cut after about `limit` characters; an unknown as `unknown(cause)`, a secret as `"[redacted]"`.
    public static func json(_ value: Value, at path: String, limit: Int = .max) -> String {
        var bytes: [UInt8] = []
        var path = path
        path.withUTF8 { unsafe append(value, at: $0, limit: limit, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds the same.
    static func append(_ value: Value, at path: UnsafeBufferPointer<UInt8>, limit: Int, to bytes: inout [UInt8]) {
        if appendPlain(value, isHidden: { unsafe SecretPaths.hides(path) }, limit, &bytes) { return }
        var text = unsafe ValueText(path: Array(path), limit: limit, bytes: bytes, start: bytes.count)
        bytes = []
        text.write(value, depth: 0)
        bytes = text.bytes
    }

    /// Adds a value that holds no others; whether it was one.
    private static func appendPlain(_ value: Value, isHidden: () -> Bool, _ limit: Int, _ bytes: inout [UInt8]) -> Bool {
        let word = value.word
        if word.isArray || word.isObject || word.isJoined { return false }
        if let cause = word.cause {
            bytes.append(contentsOf: "unknown(\(cause.name))".utf8)
        } else if word.isNull {
            bytes.append(contentsOf: "null".utf8)
        } else if isHidden() {
            bytes.append(contentsOf: "\"[redacted]\"".utf8)
        } else {
            let isText: Void? = unsafe value.withUTF8 { unsafe append($0, limit, &bytes) }
            if isText == nil { bytes.append(contentsOf: plain(value).utf8) }
        }
        return true
    }

    private static func append(_ text: UnsafeBufferPointer<UInt8>, _ limit: Int, _ bytes: inout [UInt8]) {
        guard text.count > limit else { return unsafe QuotedText.append(text, to: &bytes) }
        let string = unsafe String(decoding: text, as: UTF8.self)
        QuotedText.append(string.count > limit ? string.prefix(limit) + "…" : string, to: &bytes)
    }

    private static func plain(_ value: Value) -> String {
        if let boolean = value.boolean { return boolean ? "true" : "false" }
        if let integer = value.integer { return "\(integer)" }
        if let double = value.double, double.isFinite { return "\(double)" }
        return "null"
    }

    private mutating func write(_ value: Value, depth: Int) {
        if isLong || depth > ValueText.greatestDepth {
            if !bytes[start...].reversed().starts(with: "…".utf8.reversed()) { add("…") }
            return
        }
        let isHidden = { [path] in unsafe path.withUnsafeBufferPointer { unsafe SecretPaths.hides($0) } }
        if ValueText.appendPlain(value, isHidden: isHidden, limit, &bytes) { return }
        if value.word.isArray {
            list(value.elements.enumerated().map { ("", "[\($0)]", $1) }, "[", "]", depth)
        } else if value.word.isObject {
            list(value.members.map { (QuotedText.of($0.name) + ": ", ".\($0.name)", $0.value) }, "{", "}", depth)
        } else if let first = value.documents.first {
            write(first, depth: depth + 1)
        }
    }

    private mutating func list(_ items: [(label: String, step: String, value: Value)], _ open: String, _ close: String, _ depth: Int) {
        add(open)
        for (place, item) in items.enumerated() {
            if place > 0 { add(", ") }
            if isLong {
                add("…")
                break
            }
            add(item.label)
            let above = path.count
            path.append(contentsOf: item.step.utf8)
            write(item.value, depth: depth + 1)
            path.removeLast(path.count - above)
        }
        add(close)
    }

    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Whether more was written than is to be; characters are counted only where there may be too many.
    private var isLong: Bool { bytes.count - start > limit && String(decoding: bytes[start...], as: UTF8.self).count > limit }
}
