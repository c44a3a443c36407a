// SPDX-License-Identifier: Apache-2.0
public import DemarcSnapshot

/// What tells one snapshot from another for a comparison of costs: its size, its time and the names in it.
public struct SnapshotIdentity: Codable, Sendable, Equatable, CustomStringConvertible {
    public var accounts: Int
    public var resources: Int
    /// "Now" of the snapshot; ages, and so verdicts, depend on it.
    public var asOf: String?
    /// A hash of every account, type, region and id.
    public var names: String

    /// The identity of `snapshot`.
    public init(_ snapshot: Snapshot) {
        accounts = snapshot.accounts.count
        resources = snapshot.accounts.reduce(0) { $0 + $1.resourceCount }
        asOf = snapshot.asOf.map { "\($0)" }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        for account in snapshot.accounts {
            add(account.id)
            for index in 0..<account.resourceCount {
                let resource = account.resource(index)
                add(resource.type)
                add(resource.region)
                add(resource.id)
            }
        }
        names = String(hash, radix: 16)
    }

    /// Its size and time in words.
    public var description: String {
        "\(resources) resource\(resources == 1 ? "" : "s") in \(accounts) account\(accounts == 1 ? "" : "s")"
            + (asOf.map { " as of \($0)" } ?? "") + ", names \(names)"
    }
}
