// SPDX-License-Identifier: Apache-2.0

/// What the answer of one `aws` command is about.
struct Operation: Sendable {
    /// The command, such as `ec2` and `describe-vpcs`.
    let service: String
    let name: String
    let yield: Yield

    /// What an answer gives.
    enum Yield: Sendable {
        /// All resources of a type.
        case resources(Listing)
        /// One fact about the account or region: the answer itself, or what stands at `path` of it.
        case fact(type: String, path: [String])
        /// A document that belongs to a resource another answer lists.
        case part(Part)
        /// Resources of several types.
        case several([Listing])
        /// The account's regions.
        case regions
        /// The organisation's accounts.
        case accounts
        /// Known, and nothing that a rule reads.
        case nothing(String)
    }

    /// How a list of resources is laid out.
    struct Listing: Sendable {
        var type: String
        /// Where the list stands: `Reservations.Instances` goes through both lists.
        var path: [String]
        /// The member with the id; nil where the elements are the ids.
        var id: String?
        var arn: String?
        var name: String?
        var created: String?
        /// The member with the tags; nil where the answer carries none.
        var tags: String?
        /// The member with the region, where the answer lists resources of others.
        var region: String?
        /// Whether the answer gives no more than a sliver of each resource.
        var isOpen = false
        /// Makes the ARN of what has none in the answer, from its id.
        var arnPrefix: String?
    }

    /// How a document that belongs to a resource is laid out.
    struct Part: Sendable {
        var type: String
        /// Where in the answer the document stands; empty for the whole of it.
        var path: [String] = []
        var target: ResourcePart.Target
        /// Under which name the document goes, where the target's own has one level more.
        var member: String?
        /// Members of which the answer has at least one, where the whole of it is the document.
        var members: [String] = []
        /// Whether the command writes nothing where there is nothing; of most, AWS says so by an error.
        var mayBeEmpty = false
    }

    /// The types the answer says something about.
    var types: [String] {
        switch yield {
        case .resources(let listing): [listing.type]
        case .fact(let type, _): [type]
        case .part(let part): [part.type]
        case .several(let listings): listings.map(\.type)
        case .regions, .accounts, .nothing: []
        }
    }

    /// The types of which the answer lists all.
    var listedTypes: [String] {
        if case .part = yield { [] } else { types }
    }
}
