// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// All documents of one resource, joined.
struct JoinedResource {
    var type: Symbol
    var region: Symbol
    var id: Word
    var arn: Word
    var name: Word
    var created: Word
    var tags: Word
    var configuration: Word
    var supplementary: Word
    var relationships: Word
    /// Where its first document is from, and where the others are.
    var origin: Origin
    var otherOrigins: [Origin] = []
}
