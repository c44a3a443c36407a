// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Says whether a document can be the answer of a command: what is something else must not count as "there is none".
struct AnswerShape {
    /// Members that may stand beside what an answer is about.
    private static let beside: Set<String> = [
        "NextToken", "nextToken", "Marker", "NextMarker", "IsTruncated", "MaxItems", "MaxResults", "ResponseMetadata", "Owner", "Prefix",
        "ContinuationToken",
    ]
    /// Members of which an error is made.
    private static let ofError: Set<String> = [
        "message", "Message", "__type", "code", "Code", "error", "Error", "errorCode", "errorMessage", "RequestId", "requestId",
    ]

    /// Null means something here: the region in which buckets began.
    private static let nullable = ["LocationConstraint"]

    private let names: [String]
    private let root: JSONNode

    init?(_ root: JSONNode?) {
        guard let root, root.isObject else { return nil }
        self.root = root
        names = root.members.map(\.name)
    }

    /// What is wrong with the answer as a whole; nil where nothing is.
    var fault: String? {
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) { return "found \(twice) twice, expected it once" }
        if !names.isEmpty && names.allSatisfy(AnswerShape.ofError.contains) {
            return "found an error (\(names.joined(separator: ", "))), expected an answer"
        }
        return nil
    }

    /// What is wrong with the answer as one that has a list called `name`, where it may have others called `siblings`.
    func fault(list name: String, siblings: [String]) -> String? {
        if let value = root[name], !value.isNull { return value.isArray ? nil : "found \(name) that is not a list" }
        return fault(missing: name, siblings)
    }

    /// What is wrong with the answer as one that has a member called `name`.
    func fault(member name: String) -> String? {
        if let value = root[name], !value.isNull { return nil }
        return fault(missing: name, [])
    }

    /// What is wrong with the answer as a document of one resource: where there is none AWS says so by an error, not by an answer without it.
    func fault(part: Operation.Part) -> String? {
        let wanted = part.path.first.map { [$0] } ?? part.members
        if wanted.contains(where: { root[$0].map { !$0.isNull } ?? false }) { return nil }
        let others = names.filter { !wanted.contains($0) && !AnswerShape.beside.contains($0) }
        if others.isEmpty && (part.mayBeEmpty || wanted == AnswerShape.nullable && !names.isEmpty) { return nil }
        let found = others.isEmpty ? "an empty answer" : "an object with \(others.prefix(4).joined(separator: ", "))"
        return "found \(found), expected \(wanted.joined(separator: " or "))"
    }

    /// Without a member an answer says that there is none, if it says nothing else.
    private func fault(missing name: String, _ siblings: [String]) -> String? {
        let others = names.filter { $0 != name && !siblings.contains($0) && !AnswerShape.beside.contains($0) }
        return others.isEmpty ? nil : "found an object with \(others.prefix(4).joined(separator: ", ")), expected \(name)"
    }
}
