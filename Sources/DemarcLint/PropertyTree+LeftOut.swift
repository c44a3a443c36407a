// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules

extension PropertyTree {
    /// Whether it is an IAM policy, of which an example shows little of what it may hold.
    var isPolicy: Bool { spelling(of: "Statement") != nil }

    /// Whether a document may have the property `name` though nothing shows it: the public schemas leave out tags and policies throughout.
    static func leavesOut(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["tags", "taglist", "tagset", "document"].contains(name)
            || ["policy", "policies", "policydocument", "policytext"].contains { name.hasSuffix($0) }
    }
}
