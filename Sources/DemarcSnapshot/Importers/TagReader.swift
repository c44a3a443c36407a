// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Turns AWS's lists of tags into the one shape rules see: an object of exact keys.
enum TagReader {
    /// `[{Key, Value}]`, `[{key, value}]`, `[{TagKey, TagValue}]` or an object of keys and values; an unknown for anything else.
    static func object(_ node: JSONNode?, _ arena: ArenaBuilder) throws(DocumentError) -> Word {
        guard let node, !node.isNull else { return .emptyObject }
        if node.isObject { return try arena.copyExact(node) }
        guard node.isArray else { return arena.unknown(.undecodable, "the tags are not a list") }
        var members: [(name: String, value: Word)] = []
        for tag in node.elements {
            guard let key = (tag["Key"] ?? tag["key"] ?? tag["TagKey"])?.string else {
                return arena.unknown(.undecodable, "a tag has no key")
            }
            let value = tag["Value"] ?? tag["value"] ?? tag["TagValue"]
            members.append((key, try value.map { (node) throws(DocumentError) in try arena.copy(node) } ?? .null))
        }
        return arena.object(members).exact
    }
}
