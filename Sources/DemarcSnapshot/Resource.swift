// SPDX-License-Identifier: Apache-2.0
internal import CArena
public import DemarcDocument

/// One resource of an account: its identity, its documents and where they were read.
public struct Resource: Sendable {
    /// The account it belongs to.
    public let account: Account
    /// Its place among the account's resources.
    public let index: Int

    private var record: carena_resource { unsafe account.view.pointee.resources[index] }
    private func text(_ bits: UInt64) -> String? { account.arena.value(Word(bits: bits)).string }

    /// The id in AWS Config's spelling.
    public var id: String { text(record.id) ?? "" }
    /// The ARN, where a source gives it.
    public var arn: String? { text(record.arn) }
    /// The name, where a source gives it.
    public var name: String? { text(record.name) }
    /// The type, such as `AWS::EC2::VPC`.
    public var type: String { account.types[Int(record.type)] }
    /// The region, or "global".
    public var region: String { account.regions[Int(record.region)].id }
    /// The configuration; joined where several sources have one.
    public var configuration: Value { account.arena.value(Word(bits: record.configuration)) }
    /// The supplementary configuration; joined where several sources have one.
    public var supplementaryConfiguration: Value { account.arena.value(Word(bits: record.supplementary)) }
    /// The tags.
    public var tags: Value { account.arena.value(Word(bits: record.tags)) }
    /// Where the documents were read, best first.
    public var origins: ArraySlice<Origin> {
        account.origins[Int(record.origin)..<Int(record.origin) + Int(record.documents)]
    }
}
