// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// The manual's table of limits: each is where the page says, and is told in the page's words.
@Suite struct LimitPageTests {
    /// What passes each limit, and what stays just within it; nil where the other suites hold that.
    private static let checks: [String: (beyond: String, within: String?)] = [
        "instructions": ("while true do end", nil),
        "time": ("local a, b = ('a'):rep(1e6) .. 'b', ('a'):rep(1e6) .. 'c' while true do local x = a < b end", nil),
        "memory": ("local t = {} while true do t = { t } end", nil),
        "a text": ("local s = ('a'):rep((1 << 20) + 1e5) return pass()", "local s = ('a'):rep(1 << 20) return pass()"),
        "findings": (findings(101, "'x'"), findings(100, "'x'")), "their size": (findings(17, "('x'):rep(4000)"), findings(16, "('x'):rep(4000)")),
        "a pattern": ("('a'):rep(300):find(('a?'):rep(201)) return pass()", "('a'):rep(300):find(('a?'):rep(199)) return pass()"),
        "its captures": ("('a'):find(('()'):rep(33)) return pass()", "('a'):find(('()'):rep(32)) return pass()"),
        "calls through functions such as `any` and `gsub`": (nested(300), nested(150)),
        "a path of `find`": (path(1025), path(1024)),
    ]

    private static func findings(_ count: Int, _ message: String) -> String {
        "local f = {} for i = 1, \(count) do f['k' .. i] = fail(\(message)) end return findings(f)"
    }

    private static func nested(_ depth: Int) -> String {
        "local function f(n) return n == 0 or any({ n - 1 }, f) end return f(\(depth)) and pass()"
    }

    private static func path(_ length: Int) -> String {
        "it.region:find('AWS::EC2::VPC', 'configuration.' .. ('x'):rep(\(length) - 14), 'x') return pass()"
    }

    /// The rows of the page's table, by the limit's name.
    private static func rows() throws -> [String: [String]] {
        let text = String(decoding: try Folders.bytes(Folders.inProject("Sources/Demarc/Demarc.docc/Debugging.md")), as: UTF8.self)
        let section = try #require(text.split(separator: "## ").first { $0.hasPrefix("Stopped: ") })
        let rows = section.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
            line.split(separator: "|").map { $0.trimming { $0 == " " } }
        }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0) })
    }

    @Test(arguments: checks.keys.sorted())
    func eachLimitIsToldSo(name: String) throws {
        let row = try #require(try Self.rows()[name], "no row for \(name)")
        let check = try #require(Self.checks[name])
        let said = row[2].trimming { $0 == "`" }
        try LimitTests.inSnapshot(check.beyond) { evaluator, subjects, account in
            // Nobody watches here: the count is on from the beginning.
            let answer = try evaluator.record("t.s.hostile", over: subjects, at: 0, of: account) { $0.answer(0) }
            #expect(answer?.verdict == .error && answer?.message.contains(said) == true, "\(String(describing: answer))")
        }
        guard let within = check.within else { return }
        for answer in try Asked.all(within) { #expect(!answer.hasPrefix("error: "), "\(answer.prefix(200))") }
    }

    @Test func `figures are the machine's`() throws {
        let rows = try Self.rows(), limits = Machine.Limits()
        #expect(rows["instructions"]?[1] == "20,000,000 of a check; as many to load a file")
        #expect(limits.instructions == 20_000_000 && limits.loadInstructions == limits.instructions)
        #expect(rows["memory"]?[1] == "\(limits.memory >> 20) MiB" && rows["a text"]?[1] == "\(limits.text >> 20) MiB")
        #expect(rows["a file of a rule"]?[1] == "\(limits.source >> 10) KiB" && rows["what a file declares"]?[1] == "200,000 keys and values")
        #expect(limits.values == 200_000)
        #expect(rows.count == Self.checks.count + 3, "a row without a test: \(rows.keys)")
    }

    @Test func `a message is cut, and a file that is too large is told`() throws {
        let answer = try Asked.one("return fail(('x'):rep(5000))")
        #expect(answer == "fail: " + String(repeating: "x", count: 4 << 10))
        let rows = try Self.rows()
        let sound = PluginFolder.source(check: "return pass()"), length = 262_145 - sound.utf8.count
        let large = try LoadedPlugin.complaint("rules/s/large.lua", sound + String(repeating: " ", count: length))
        #expect(rows["a file of a rule"].map { large.contains($0[2].trimming { $0 == "`" }) } == true, "\(large)")
        let values = PluginFolder.source(
            check: "return pass()", more: "extra = (function() local t = {} for i = 1, 100001 do t[i] = i end return t end)(),")
        let many = try LoadedPlugin.complaint("rules/s/many.lua", values)
        #expect(rows["what a file declares"].map { many.contains($0[2].trimming { $0 == "`" }) } == true, "\(many)")
    }
}

extension Substring {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> String { String(self).trimming(isBlank) }
}

extension String {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> String {
        String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
