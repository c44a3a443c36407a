// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcRules
internal import DemarcSnapshot

/// Puts the words of an example together, one after another.
struct ExampleBuilder {
    /// What AWS Config calls what an example gives a shorter name.
    private static let names = ["id": "resourceId", "region": "awsRegion", "name": "resourceName", "created": "resourceCreationTime", "arn": "ARN"]
    /// Everything that is read of an item.
    private static let itemNames =
        ["configuration", "supplementaryConfiguration", "tags", "id", "name", "arn", "region", "created", "relationships", "type"]
        + names.values.filter { $0 != "ARN" }.sorted()

    private let rule: Rule
    private let fixtures: [String: [UInt8]]
    private let variation: ExampleSnapshot.Variation
    private let builder = SnapshotBuilder()
    private let account: AccountBuilder
    private let source: Int
    private var asOf = ExampleSnapshot.asOf
    private var count = 0
    private var covered: [(type: String, region: String?, state: Coverage)] = []
    private(set) var regions: [String] = []
    private(set) var subjectType: String?
    private(set) var subjectID: String?
    private var subjectRegion = ""

    init(rule: Rule, fixtures: [String: [UInt8]], variation: ExampleSnapshot.Variation) {
        self.rule = rule
        self.fixtures = fixtures
        self.variation = variation
        account = builder.account(ExampleSnapshot.account)
        source = builder.begin(Source(path: "the example"))
    }

    func wrong(_ example: Example, _ found: String, expected: String) -> RuleError {
        .field(file: rule.file, line: nil, field: "examples.\(example.verdict.name).\(example.name)", found: found, expected: expected)
    }

    /// Refuses a name that nothing reads: an example that sets it proves nothing.
    func demand(_ names: [String], among allowed: [String], of what: String, _ example: Example) throws(RuleError) {
        guard let stranger = names.first(where: { !allowed.contains($0) }) else { return }
        let meant = Suggestion.of(stranger, among: allowed).map { "; did you mean \"\($0)\"?" } ?? ""
        throw wrong(example, "\"\(stranger)\" of \(what)", expected: "one of \(allowed.joined(separator: ", "))\(meant)")
    }

    mutating func add(_ word: Example.Word, _ example: Example) throws(RuleError) {
        switch word {
        case .asOf(let time): asOf = time
        case .organization(let facts): try setOrganization(facts, example)
        case .parameters: break
        case .none(let type, let region): covered.append((type, region, .complete))
        case .denied(let type): covered.append((type, nil, .denied(code: "AccessDenied")))
        case .with(let type, let patch): add(try item(type, patch, example), type)
        case .it(let patch): try addSubject(patch, example)
        }
    }

    func setOrganization(_ facts: OrganizationFacts) { builder.organization = facts }

    private mutating func addSubject(_ patch: LuaValue, _ example: Example) throws(RuleError) {
        if rule.subject == .organization { return try setOrganization(patch, example) }
        guard case .resources(let types) = rule.subject else {
            regions += patch["regions"]?.list.compactMap(\.text) ?? []
            if let name = patch["name"]?.text { account.name = name }
            return
        }
        let type = patch["type"]?.text ?? types[0]
        let item = try item(type, patch, example)
        subjectType = type
        subjectID = item["resourceId"]?.text ?? ""
        subjectRegion = item["awsRegion"]?.text ?? "us-east-1"
        add(item, type)
    }

    /// The fixture of `type` with `patch` laid over it.
    private func item(_ type: String, _ patch: LuaValue, _ example: Example) throws(RuleError) -> LuaValue {
        guard let fixture = fixtures[type] else {
            let file = "fixtures/\(type.split(separator: ":").joined(separator: "--")).json"
            throw wrong(example, "no fixture of \(type)", expected: "\(file), an item as AWS Config writes it, here or in a plugin beside this one")
        }
        if case .table(_, let fields) = patch {
            let names = fields.map { $0.name == "ARN" ? "arn" : $0.name.prefix(1).lowercased() + $0.name.dropFirst() }
            try demand(names, among: ExampleBuilder.itemNames, of: "a resource", example)
        }
        return try FixtureReader.item(fixture, type: type, rule: rule).merged(with: normalised(patch))
    }

    private mutating func add(_ item: LuaValue, _ type: String) {
        let arena = account.arena
        let region = item["awsRegion"]?.text ?? "us-east-1"
        let id = item["resourceId"]?.text ?? ""
        let vocabulary = builder.vocabulary
        count += 1
        var draft = ResourceDraft(
            type: vocabulary.symbol(type), region: vocabulary.symbol(region), id: arena.string(id), shape: .config,
            origin: Origin(source: source, pointer: arena.string("/\(count)"), span: ByteSpan(offset: 0, length: 0)))
        draft.arn = word(item["ARN"] ?? item["arn"])
        draft.name = word(item["resourceName"])
        draft.created = word(item["resourceCreationTime"])
        draft.tags = item["tags"].map { word($0, keepsCase: true) }?.exact ?? .emptyObject
        draft.configuration = word(item["configuration"])
        draft.supplementary = word(item["supplementaryConfiguration"])
        draft.relationships = word(item["relationships"])
        account.add(draft)
        covered.append((type, region, .complete))
    }

    /// The short names an example may use, as AWS Config spells them.
    private func normalised(_ patch: LuaValue) -> LuaValue {
        guard case .table(let list, let fields) = patch else { return patch }
        return .table(list: list, fields: fields.map { LuaValue.Field(name: ExampleBuilder.names[$0.name] ?? $0.name, value: $0.value) })
    }

    /// Adds what has nothing to do with the subject: a resource of a type nobody asks for, and another one of the subject's type.
    mutating func addStranger(_ example: Example) throws(RuleError) {
        let vocabulary = builder.vocabulary
        var draft = ResourceDraft(
            type: vocabulary.symbol("Stranger::Example::Thing"), region: vocabulary.symbol("us-east-1"), id: account.arena.string("stranger"),
            shape: .config, origin: Origin(source: source, pointer: account.arena.string("/stranger"), span: ByteSpan(offset: 0, length: 0)))
        draft.configuration = account.arena.object([("enabled", .yes), ("state", account.arena.string("available"))])
        account.add(draft)
        guard let type = subjectType else { return }
        let fixture = try item(type, .table(list: [], fields: [LuaValue.Field(name: "region", value: .text(subjectRegion))]), example)
        add(fixture.replacing(fixture["resourceId"]?.text ?? "", with: "another"), type)
    }

    mutating func finish() throws(RuleError) -> Snapshot {
        let vocabulary = builder.vocabulary
        if regions.isEmpty { regions = ["us-east-1"] }
        let seen = Set(covered.compactMap(\.region).filter { $0 != "global" }).union(regions)
        for region in seen { account.list(region: vocabulary.symbol(region), isEnabled: true) }
        for entry in covered {
            let isGlobal = fixtures[entry.type].map { String(decoding: $0, as: UTF8.self).contains("\"awsRegion\": \"global\"") } ?? false
            for region in entry.region.map({ [$0] }) ?? (isGlobal ? ["global"] : seen.sorted()) {
                account.cover(vocabulary.symbol(entry.type), in: vocabulary.symbol(region), entry.state)
            }
        }
        return builder.finish(asOf: Instant(asOf))
    }

    private func word(_ value: LuaValue?, keepsCase: Bool = false) -> Word {
        let arena = account.arena
        switch value {
        case nil, .null?, .function?, .absent?: return .null
        case .boolean(let flag)?: return variation.spellsTruths ? arena.string("\(flag)") : arena.boolean(flag)
        case .integer(let number)?: return arena.integer(number)
        case .number(let number)?: return arena.double(number)
        case .text(let text)?: return arena.string(text)
        case .verdict(_, let message)?: return arena.unknown(Cause(name: message) ?? .notCollected, "said by the example")
        case .table(let list, let fields)?:
            if fields.isEmpty { return list.isEmpty ? .emptyObject : arena.array(list.map { word($0, keepsCase: keepsCase) }) }
            return arena.object(
                fields.map { (variation.swapsCase && !keepsCase ? ExampleBuilder.swapped($0.name) : $0.name, word($0.value, keepsCase: keepsCase)) })
        }
    }

    private static func swapped(_ name: String) -> String {
        guard let first = name.first else { return name }
        return (first.isLowercase ? first.uppercased() : first.lowercased()) + name.dropFirst()
    }
}
