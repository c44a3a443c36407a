// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Which account a folder is about, by the answer of `aws sts get-caller-identity` that a collector saved in it.
///
/// Most answers name no account, and some collectors call their folders by the account's name.
struct CallerIdentities {
    private static let operation = "get-caller-identity"

    private var accounts: [ExactText: String] = [:]

    /// What the identities among `entries` say; what is wrong with one is told when its file's turn comes.
    init(_ entries: [FileTree.Entry]) throws(DocumentError) {
        let parser = try JSONParser()
        for case .file(let path) in entries where path.contains(CallerIdentities.operation) && CallerIdentities.isIdentity(path) {
            guard let input = try? InputFile(path), let text = try? input.stream().text(size: input.textSize) else { continue }
            let account = try? parser.parse(text) { (tree) throws(DocumentError) in tree.root["Account"]?.string }
            if let account = account ?? nil, PathFacts.isAccount(account) { add(account, at: path) }
        }
    }

    /// Notes that the identity in the file at `path` is `account`; a folder with two identities is about neither.
    private mutating func add(_ account: String, at path: String) {
        let folder = ExactText(CallerIdentities.folder(of: path))
        accounts[folder] = accounts[folder, default: account] == account ? account : ""
    }

    /// The account of the nearest folder above `path` that is about one.
    func account(at path: String) -> String? {
        var folder = path[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            if let account = accounts[ExactText(String(folder))] { return account.isEmpty ? nil : account }
        }
        return nil
    }

    /// Whether the file at `path` holds such an answer.
    private static func isIdentity(_ path: String) -> Bool {
        let facts = PathFacts(path)
        return facts.operation == operation && !facts.isError
    }

    /// The folder that holds the account's regions: above the file, its service and its region.
    private static func folder(of path: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        if parts.last == "sts" { parts.removeLast() }
        if let last = parts.last, last == "global" || PathFacts.isRegion(String(last)) { parts.removeLast() }
        return parts.joined(separator: "/")
    }
}
