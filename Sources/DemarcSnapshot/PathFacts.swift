// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// What a file's path says: the layouts of delivery buckets and of collectors put account, region and command there.
struct PathFacts: Sendable {
    /// Twelve digits.
    var account: String?
    /// A region, or "global".
    var region: String?
    /// The `aws` command, such as `ec2` and `describe-vpcs`.
    var service: String?
    var operation: String?
    /// What the command was asked about, where its answer is one of many.
    var key: String?
    /// Whether the file holds what the command wrote to standard error.
    var isError = false

    init(_ path: String) {
        let parts = path.split(separator: "/").map(String.init)
        account = parts.last(where: PathFacts.isAccount) ?? PathFacts.accountInName(parts.last ?? "")
        let place = parts.lastIndex { PathFacts.isRegion($0) || $0 == "global" }
        region = place.map { parts[$0] } ?? PathFacts.regionInName(parts.last ?? "")
        guard var file = parts.last else { return }
        for suffix in [".gz", ".json", ".error", ".err"] where file.hasSuffix(suffix) {
            file.removeLast(suffix.count)
            if suffix.hasPrefix(".err") { isError = true }
        }
        let folders = parts.dropLast().suffix(place.map { parts.count - 2 - $0 } ?? 2)
        readCommand(Array(folders) + [file])
    }

    /// Finds the command in the last names of a path: `ec2/describe-vpcs`, `ec2/op/key`, `ec2-describe-vpcs`, `ec2-op/key`.
    private mutating func readCommand(_ names: [String]) {
        if names.count >= 3, Operations.services.contains(names[names.count - 3]), PathFacts.isOperation(names[names.count - 2]) {
            set(names[names.count - 3], names[names.count - 2], key: names[names.count - 1])
        } else if names.count >= 2, Operations.services.contains(names[names.count - 2]), PathFacts.isOperation(names[names.count - 1]) {
            set(names[names.count - 2], names[names.count - 1], key: nil)
        } else if names.count >= 2, let (service, operation) = PathFacts.command(names[names.count - 2]) {
            set(service, operation, key: names[names.count - 1])
        } else if let last = names.last, let (service, operation) = PathFacts.command(last) {
            set(service, operation, key: nil)
        }
    }

    private mutating func set(_ service: String, _ operation: String, key: String?) {
        self.service = service
        self.operation = operation
        self.key = key.map { PercentEncoding.decode($0) }
    }

    /// `ec2-describe-vpcs` as service and operation.
    private static func command(_ name: String) -> (String, String)? {
        for service in Operations.services where name.hasPrefix(service + "-") {
            let operation = String(name.dropFirst(service.count + 1))
            if isOperation(operation) { return (service, operation) }
        }
        return nil
    }

    /// Verbs that commands which tell something begin with.
    private static let verbs: Set<String> = [
        "batch", "check", "describe", "download", "estimate", "evaluate", "export", "filter", "generate", "get", "head", "list", "lookup", "poll",
        "preview", "query", "read", "receive", "scan", "search", "select", "simulate", "test", "validate", "verify", "view",
    ]

    /// Whether `name` is spelled like a command that tells something: `describe-vpcs`, and not `codebuild-template`.
    private static func isOperation(_ name: String) -> Bool {
        guard let dash = name.firstIndex(of: "-") else { return false }
        return verbs.contains(String(name[..<dash]))
    }

    static func isAccount(_ text: String) -> Bool { text.utf8.count == 12 && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }

    /// Whether `text` is spelled like a region: `us-east-1`, `us-gov-west-1`, `ap-southeast-2`.
    static func isRegion(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let number = parts.last, let area = parts.first, area.utf8.count == 2 else { return false }
        return number.utf8.count <= 2 && !number.isEmpty && number.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            && parts.dropLast().allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A } }
    }

    private static func accountInName(_ name: String) -> String? {
        name.split { $0 == "_" || $0 == "-" || $0 == "." }.map(String.init).first(where: isAccount)
    }

    private static func regionInName(_ name: String) -> String? {
        name.split { $0 == "_" || $0 == "." }.map(String.init).first(where: isRegion)
    }
}
