// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// A file on its way into a snapshot.
struct ImportedFile {
    /// Which file it is.
    struct Identity {
        /// Its number among the snapshot's sources.
        let source: Int
        /// The path as the user gave it.
        let path: String
        /// What the path says.
        let facts: PathFacts
        /// The account that an identity saved beside it names.
        let caller: String?
    }

    private let identity: Identity
    /// The text, unpacked; empty where a list is read element by element.
    var text = TextBuffer(copying: [])
    /// The tree, where the text is JSON and was parsed whole; valid while this file is read.
    var tree: JSONTree?
    /// Where the tree's values stand in the text.
    var places: JSONPlaces?
    /// Decodes documents in texts.
    let embedded: EmbeddedDocuments

    init(_ identity: Identity, embedded: EmbeddedDocuments) {
        self.identity = identity
        self.embedded = embedded
    }

    var source: Int { identity.source }
    var path: String { identity.path }
    var facts: PathFacts { identity.facts }
    var caller: String? { identity.caller }

    /// The outermost value.
    var root: JSONNode? { tree?.root }

    /// The origin of a document in this file.
    func origin(_ pointer: Word, _ span: ByteSpan? = nil) -> Origin {
        Origin(source: source, pointer: pointer, span: span ?? ByteSpan(offset: 0, length: text.count))
    }

    /// The account: the path's, else the one that the document names, else the caller's.
    var account: String? { facts.account ?? root.flatMap { AccountFinder.account(in: $0) } ?? caller }
}

/// Finds which account a document is about, where its path does not say.
enum AccountFinder {
    static func account(in node: JSONNode, depth: Int = 0) -> String? {
        if depth > 8 { return nil }
        for (name, value) in node.members {
            guard let text = value.string else { continue }
            if ["OwnerId", "Account", "AccountId", "awsAccountId", "accountId"].contains(name), PathFacts.isAccount(text) { return text }
            if let account = accountOfARN(text) { return account }
        }
        // Only then what is below: a role's trust policy names other accounts than the role's own ARN does.
        for (_, value) in node.members {
            if let found = account(in: value, depth: depth + 1) { return found }
        }
        for element in node.elements.prefix(64) {
            if let found = account(in: element, depth: depth + 1) { return found }
        }
        return nil
    }

    /// The fifth part of an ARN, where it is an account.
    static func accountOfARN(_ text: String) -> String? {
        guard text.hasPrefix("arn:") else { return nil }
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6 else { return nil }
        let account = String(parts[4])
        return PathFacts.isAccount(account) ? account : nil
    }
}
