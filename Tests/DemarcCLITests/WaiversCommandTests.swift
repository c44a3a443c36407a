// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// `demarc waivers`: every waiver of a configuration and where it stands.
@Suite struct WaiversCommandTests {
    /// Four networks, of 2026-03-02: the first passes, the last is not known, those between fail.
    private func run(
        _ waivers: [String], _ options: [String] = [], command: String = "waivers", before: (_ folder: String) throws -> Void = { _ in }
    ) throws -> Command {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule(
                "vpc",
                check: """
                    if it.id == "vpc-1" then return pass() end
                    if it.id == "vpc-4" then return unknown "nobody looked" end
                    return fail "it is open"
                    """)
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(4))
            try Folders.write("return demarc {\n  waivers = {\n\(waivers.map { "    \($0),\n" }.joined())  },\n}\n", to: "\(folder)/demarc.lua")
            try before(folder)
            return try Command.demarc([command, snapshot.path, "--plugin", plugin.path] + options, in: folder)
        }
    }

    private static func waiver(_ scope: String, rule: String = "t.s.vpc", expires: String = "2026-12-31") -> String {
        #"{ rule = "\#(rule)", scope = { \#(scope) }, reason = "Known and small.", owner = "team-net", expires = "\#(expires)" }"#
    }

    private struct Document: Decodable {
        struct Waiver: Decodable, Equatable {
            let state: String?
            let line: Int
            let failures: Int
            let remarks: [String]
            let resources: [String]
        }
        let schema: String?
        let waivers: [Waiver]
    }

    private func waivers(_ command: Command) throws -> [Document.Waiver] { try JSONDecoder().decode(Document.self, from: command.output).waivers }

    /// A waiver, its state and the exit code of a file with it alone.
    static let states: [(waiver: String, state: String, status: Int32)] = [
        (waiver(#"resources = "vpc-2""#), "in-force", 0), (waiver(#"resources = "vpc-2""#, expires: "2026-03-20"), "expiring", 0),
        (waiver(#"resources = "vpc-2""#, expires: "2026-03-01"), "expired", 1), (waiver(#"resources = "vpc-1""#), "unused", 1),
        (waiver(#"resources = "vpc-4""#), "unsettled", 0), (waiver(#"accounts = "999988887777""#), "not-asked", 0),
        (waiver(#"resources = "*""#), "broad", 1),
    ]

    @Test("a state and its exit code", arguments: states)
    func state(waiver: String, state: String, status: Int32) throws {
        let command = try run([waiver], ["--format", "json"])
        #expect(command.status == status && command.errors.isEmpty, "\(command.errors)")
        #expect(try waivers(command).map(\.state) == [state])
    }

    @Test func `all of them stand in the order of the file, and say what a scan says`() throws {
        let all = Self.states.map(\.waiver)
        let command = try run(all, ["--format", "json"])
        #expect(try command.status == 1 && waivers(command).map(\.state) == Self.states.map(\.state))
        #expect(try waivers(command).map(\.line) == Array(3...9))
        let scanned = try waivers(run(all, ["--format", "json", "--quiet"], command: "scan"))
        #expect(try waivers(command).map(\.remarks) == scanned.map(\.remarks) && waivers(command).map(\.failures) == scanned.map(\.failures))
    }

    @Test func `a person sees each with its place, its reason and what to look at`() throws {
        let command = try run([Self.states[0].waiver, Self.waiver(#"resources = "vpc-3", regions = { "us-*" }"#, expires: "2026-03-02")])
        let expected = """
            demarc.lua: 2 waivers, as of 2026-03-02T00:00:00Z

            STATE     UNTIL       FAILURES  LINE  RULE, WHERE
            in-force  2026-12-31         1     3  t.s.vpc
                      resources vpc-2
                      Known and small. (team-net)
            expiring  2026-03-02         1     4  t.s.vpc
                      regions us-*; resources vpc-3
                      Known and small. (team-net)
                      expires today

            1 in-force, 1 expiring

            """
        #expect(command.text == expected && command.status == 0 && command.errors.isEmpty, "\(command.text)\(command.errors)")
        let none = try run([])
        #expect(none.text == "demarc.lua: 0 waivers, as of 2026-03-02T00:00:00Z\n" && none.status == 0)
    }

    @Test func `--as-of asks how they will stand`() throws {
        let waivers = [Self.states[0].waiver]
        #expect(try run(waivers, ["--as-of", "2026-12-15T00:00:00Z"]).text.contains("\nexpiring  2026-12-31 "))
        let later = try run(waivers, ["--as-of", "2027-01-01T00:00:00Z"])
        #expect(later.status == 1 && later.text.contains("expired: 1 failure of it count again"), "\(later.text)")
    }

    @Test func `what nobody can say is exit code 3, and a rule that broke 4`() throws {
        let waivers = [Self.states[0].waiver]
        let damaged = try run(waivers) { try Folders.write("rubbish", to: "\($0)/snapshot/rubbish.json") }
        #expect(damaged.status == 3 && damaged.errors.split(separator: "\n").count == 1 && damaged.text.contains("in-force"))
        let broken = try run(waivers) { try Folders.write("return rule {", to: "\($0)/t/rules/s/broken.lua") }
        #expect(broken.status == 4 && broken.text.contains("in-force"))
        let wrong = try run(["{}"])
        #expect(wrong.status == 2 && wrong.text.isEmpty && wrong.errors.hasPrefix("demarc: demarc.lua:3: waivers[1].rule: found nothing"))
    }

    @Test func `without a configuration there is nothing to show`() throws {
        let command = try run([], before: { try FileManager.default.removeItem(atPath: "\($0)/demarc.lua") })
        #expect(command.status == 2 && command.text.isEmpty)
        #expect(command.errors == "demarc: there is no demarc.lua in this folder; name the organisation's configuration with --config\n")
    }

    @Test func `without a time nobody knows, and that is exit code 3`() throws {
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            try plugin.rule("account", resource: #""account""#, check: #"return fail "so it is""#)
            try Folders.write(
                #"{"Accounts":[{"Id":"111122223333","Name":"a","Status":"ACTIVE"}]}"#,
                to: "\(folder)/s/111122223333/global/organizations/list-accounts.json")
            let waiver = Self.waiver(#"accounts = "111122223333""#, rule: "t.s.account")
            try Folders.write("return demarc { waivers = { \(waiver) } }", to: "\(folder)/demarc.lua")
            let words = ["waivers", "\(folder)/s", "--plugin", plugin.path]
            let undated = try Command.demarc(words, in: folder)
            #expect(undated.status == 3 && undated.text.contains("\nundated  ") && undated.text.contains("the time of the snapshot is not known\n"))
            #expect(try Command.demarc(words + ["--as-of", "2026-05-05T00:00:00Z"], in: folder).status == 0)
        }
    }
}
