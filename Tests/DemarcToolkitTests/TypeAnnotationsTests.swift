// SPDX-License-Identifier: Apache-2.0
import DemarcEngine
import DemarcLanguage
import DemarcRules
import DemarcSnapshot
import DemarcTestSupport
import DemarcToolkit
import Testing

/// The annotations of resource types: sound files that hold what rules read.
@Suite struct TypeAnnotationsTests {
    private let plugin: Plugin
    private let files: [(name: String, text: String)]
    /// The fields of each class with their types.
    private let classes: [String: [String: [String]]]

    init() throws {
        plugin = try PluginLoader.load(folder: Folders.inProject("Plugins/aws"))
        files = TypeAnnotations(try PropertyCatalogue(plugins: [plugin])).files
        classes = try Self.parse(files.map(\.text).joined(separator: "\n"))
    }

    private static func parse(_ text: String) throws -> [String: [String: [String]]] {
        var classes: [String: [String: [String]]] = [:]
        var name = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.split(separator: " ").map(String.init)
            if line.hasPrefix("---@class ") {
                name = words[1].hasSuffix(":") ? String(words[1].dropLast()) : words[1]
                #expect(classes[name] == nil, "\(name) twice")
                classes[name] = [:]
            } else if line.hasPrefix("---@field ") {
                let key = words[1].hasSuffix("?") ? String(words[1].dropLast()) : words[1]
                classes[name]?[key] = words[2].split(separator: "|").map { $0.hasSuffix("[]") ? String($0.dropLast(2)) : String($0) }
            } else if line.isEmpty {
                name = ""
            }
        }
        return classes
    }

    @Test func `every file is Lua, one for each service, and every class that a field names is there`() throws {
        #expect(files.count > 130 && Set(files.map(\.name)).count == files.count)
        for file in files { #expect(throws: Never.self, "\(file.name)") { try SyntaxTree(parsing: Array(file.text.utf8)) } }
        let plain: Set<String> = ["string", "integer", "number", "boolean", "any", "table"]
        for (name, fields) in classes where name.contains(".") && !name.hasPrefix("demarc.R") && !name.hasPrefix("demarc.S") {
            for type in fields.values.joined() where !plain.contains(type) && !type.hasPrefix("table<") {
                #expect(classes[type] != nil, "\(name): \(type)")
            }
        }
    }

    /// Whether the classes have `path` of `type`, whatever the case of first letters.
    private func has(_ path: [String], of type: String) -> Bool {
        var names = [TypeAnnotations.className(of: type)]
        for part in path {
            let fields = names.compactMap { classes[$0] }
            names = [part, part.prefix(1).uppercased() + part.dropFirst(), part.prefix(1).lowercased() + part.dropFirst()]
                .flatMap { key in fields.flatMap { $0[key] ?? [] } }
            if names.isEmpty { return false }
        }
        return true
    }

    @Test func `they hold every path of the public schemas that a shipped rule reads`() throws {
        let catalogue = try PropertyCatalogue(plugins: [plugin])
        var read: Set<String> = []
        for path in [Folders.inProject("Snapshots/example-org"), Folders.inProject("Plugins/aws/fixtures")] {
            let snapshot = try SnapshotLoader.load(paths: [path], options: LoadOptions(asOf: Instant("2026-11-02T06:00:00Z")))
            for account in snapshot.accounts { read.formUnion(try reads(account)) }
        }
        var checked = 0
        for entry in read.sorted() {
            let parts = entry.split(separator: " ").map(String.init)
            let path = parts[1].split(separator: ".").map { String($0.prefix { $0 != "[" }) }
            guard ["configuration", "supplementaryConfiguration"].contains(path[0]), catalogue[parts[0]]?.at(path) != nil else { continue }
            #expect(has(path, of: parts[0]), "\(entry)")
            checked += 1
        }
        #expect(checked > 60, "\(checked) of \(read.count)")
        #expect(!has(["configuration", "metadataOptions", "httpToken"], of: "AWS::EC2::Instance"))
    }

    /// What the shipped rules read of an account, as "type path".
    private func reads(_ account: Account) throws -> Set<String> {
        var read: Set<String> = []
        let evaluator = try Evaluator(plugin: plugin, selected: RuleSet(plugins: [plugin], choice: RuleSet.Choice()).selected)
        for rule in plugin.rules {
            for subjects in subjects(of: rule, account) {
                let found = try evaluator.record(rule.id, over: subjects, at: 0, of: account) { answers in
                    (0..<answers.readCount).compactMap { answers.read($0) }.compactMap { read in
                        read.isQuery ? nil : read.resource.map { "\(account.resource($0).type) \(read.path)" }
                    }
                }
                read.formUnion(found)
            }
        }
        return read
    }

    private func subjects(of rule: Rule, _ account: Account) -> [Evaluator.Subjects] {
        switch rule.subject {
        case .account: [.account]
        case .organization: [.organization]
        case .region: account.regions.indices.map { .region($0) }
        case .resources(let types): types.flatMap { account.resources(of: $0).map { .resources($0..<$0 + 1) } }
        }
    }

    @Test func `what a snapshot teaches is in them: names, no values`() throws {
        var catalogue = try PropertyCatalogue(plugins: [plugin])
        catalogue.learn(try SnapshotLoader.load(paths: [Folders.inProject("Snapshots/example-org")]))
        let text = TypeAnnotations(catalogue).files.map(\.text).joined()
        #expect(text.contains("---@field securityGroups? AWS.EC2.Instance.configuration.securityGroups[]\n"))
        #expect(text.contains("---@field metadataOptions? AWS.EC2.Instance.configuration.metadataOptions\n"))
        for value in ["111111111111", "quote-api", "periwinkle"] { #expect(!text.contains(value), "\(value)") }
    }

    @Test func `every name of a rule's environment is in the annotations of the language`() throws {
        let settings = String(decoding: try Folders.bytes(Folders.inProject(".luacheckrc")), as: UTF8.self)
        let own = try #require(settings.split(separator: "stds.demarc").last?.split(separator: "std =").first)
        let names = own.split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
        #expect(names.count > 20)
        let text = try #require(files.first { $0.name == "rules.lua" }?.text)
        for name in names {
            #expect(["function \(name)(", "\n\(name) = ", "function \(name)."].contains { text.contains($0) }, "\(name)")
        }
    }

    @Test func `every function of the library's page is in them with its parameters`() throws {
        let page = String(decoding: try Folders.bytes(Folders.inProject("Sources/Demarc/Demarc.docc/Library.md")), as: UTF8.self)
        let headings = page.split(separator: "\n").filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
        let text = try #require(files.first { $0.name == "rules.lua" }?.text)
        #expect(headings.count > 25)
        for heading in headings { #expect(text.contains("function \(heading) end\n"), "\(heading)") }
    }
}
