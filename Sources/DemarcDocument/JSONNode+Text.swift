// SPDX-License-Identifier: Apache-2.0

extension JSONNode {
    /// Whether the value is a text that is a JSON document, a text in quotes, or a plain value spelled as JSON.
    public var looksLikeJSON: Bool {
        guard isString else { return false }
        let bytes = unsafe utf8
        guard let first = unsafe bytes.first(where: { $0 > 0x20 }) else { return false }
        if first == UInt8(ascii: "\"") { return true }
        if unsafe EmbeddedDocuments.beginsLikeJSON(bytes) { return true }
        return ["true", "false", "null"].contains { unsafe bytes.elementsEqual($0.utf8) }
    }
}
