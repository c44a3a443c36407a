// SPDX-License-Identifier: Apache-2.0
import DemarcSnapshot
import DemarcTestSupport
import Foundation
import Testing

@testable import DemarcRules

/// Checks that do all they can without an instruction: each ends by a limit that its answer names, soon and in little memory.
@Suite(.serialized) struct LimitTests {
    static let instructions = "rules/s/hostile.lua:10: stopped: it ran longer than its budget of instructions"
    static let time = "rules/s/hostile.lua: stopped: it took longer than its budget of time"
    static let text = "rules/s/hostile.lua:10: stopped: it used more than its budget of memory for one text"
    static let memory = "rules/s/hostile.lua: stopped: it used more than its budget of memory"
    private static let lists = "local t, u = {}, {} for i = 1, 1e5 do t[i] = i * 7919 % 100003 u[i] = i end"
    private static let texts = "local a, b = ('a'):rep(1e6) .. 'b', ('a'):rep(1e6) .. 'c'"

    /// A check and the end of what it answers.
    static let vectors: [(check: String, says: String)] = [
        ("\(texts) while true do local x = a < b end", time), ("\(texts) while true do local x = a == b end", time),
        ("\(lists) while true do table.sort(t) end", instructions), ("\(lists) while true do list.sort(t) end", instructions),
        ("\(lists) while true do table.sort(u, function() return true end) end", instructions),
        ("\(lists) while true do table.insert(t, 1, table.remove(t, 1)) end", instructions),
        ("\(lists) while true do set.equal(t, u) end", instructions), ("\(lists) while true do select('#', table.unpack(t)) end", instructions),
        ("\(lists) while true do table.insert(t, 1.0, table.remove(t, '1')) end", instructions),
        ("while true do select('#', table.unpack({}, '1', 1e5)) end", instructions),
        ("local t = {} for i = 2, 1e5 do t[i] = '' end while true do table.concat(t, '', 2.0, '100000') end", instructions),
        ("local t = {} for i = 1, 1e5 do t[i] = '' end while true do table.concat(t) end", instructions),
        ("\(lists) while true do select('#', table.pack(table.unpack(t)).n) end", instructions),
        ("local s, r = ('a'):rep(16384), ('%0'):rep(60) while true do pcall(string.gsub, s, '.+', r) end", instructions),
        ("local s, r = ('a'):rep(16384), ('%1'):rep(60) while true do pcall(string.gsub, s, '(.+)', r) end", instructions),
        ("local s = ('1'):rep(1e6) while true do tonumber(s, 10) end", instructions),
        ("local s = ('1'):rep(1e6) local t = {} for i = 1, 1e5 do t[i] = s end while true do list.map(t, math.floor) end", time),
        ("\(texts) local t = {} for i = 1, 1e5 do t[i] = a end while true do list.contains(t, b) end", instructions),
        ("local r = ('b'):rep(1e6) while true do pcall(string.gsub, 'aaaaaaaaaaaaaaaaaaaa', 'a', r) end", instructions),
        ("local s = ('a'):rep(1e6) while true do matches(s, 'b$') end", instructions),
        ("\(texts) while true do text.split(a, ('a'):rep(5e5) .. 'b') end", instructions),
        (
            "local t = {} for i = 1, 50000 do t[i] = ('%012d'):format(i) end"
                + " while true do iam.accounts({ Statement = { Effect = 'Allow', Principal = { AWS = t }, Action = '*' } }) end", instructions
        ),
        ("local i = 0 while true do i = i + 1 it.region:find('AWS::EC2::VPC', 'configuration.k' .. i, 'x') end", instructions),
        ("local s = ('a'):rep(15e6) for i = 1, 100 do matches(s, 'b$') end return pass()", text),
        ("local s = 'x' while true do s = s .. s end", text), ("local t = {} while true do t[#t + 1] = 1 end", memory),
        ("local t = {} while true do t = { t } end", memory),
    ]

    @Test(arguments: vectors)
    func `it ends within two seconds`(check: String, says: String) throws {
        try Self.inSnapshot(check) { evaluator, subjects, account in
            let start = Self.threadSeconds
            let answer = try evaluator.record("t.s.hostile", over: subjects, at: 0, of: account) { $0.answer(0) }
            #expect(Self.threadSeconds - start < 2)
            #expect(answer?.verdict == .error && answer?.isStopped == true)
            // Under the sanitizer the clock may come before the count.
            let isSaid = answer.map { $0.message.hasSuffix(says) || Sanitizer.isOn && $0.message.hasSuffix(Self.time) }
            #expect(isSaid == true, "\(String(describing: answer))")
        }
    }

    /// What a check makes the bridge keep beside Lua's memory: its notes, the texts of its answers, constants of the rule.
    @Test(arguments: [
        "local s = ('a'):rep(1e6) for i = 1, 4000 do matches(s .. i, 'b$') end return pass()",
        "local s = ('a'):rep(1e6) for i = 1, 60 do pass('%s', s .. i) end return pass()",
        "local s, c = ('1'):rep(1e6), {} for i = 1, 60 do c['k' .. i] = s end"
            + " iam.allows({ Statement = {} }, { action = 's3:x', context = c }) return pass()",
        "local f = {} for i = 1, 100 do f[('k'):rep(1e5) .. i] = fail 'x' end return findings(f)",
    ])
    func `what the bridge holds for it is bounded`(check: String) async {
        await #expect(processExitsWith: .success) { [check] in
            try LimitTests.inSnapshot(check) { evaluator, subjects, account in
                let before = try LimitTests.peakBytes()
                try evaluator.evaluate("t.s.hostile", over: subjects, of: account) { _, _ in }
                _ = try evaluator.record("t.s.hostile", over: subjects, at: 0, of: account) { $0.answer(0) }
                let growth = try LimitTests.peakBytes() - before
                #expect(growth < 100 << 20, "\(check): grew by \(growth >> 20) MiB")
            }
        }
    }

    /// What is added behind the last element moves nothing, whatever it is.
    @Test(arguments: ["i", "1", "'x'", "1.0"])
    func `adding to the end of a list costs no more where it is long`(value: String) throws {
        #expect(try Asked.one("local t = {} for i = 1, 30000 do table.insert(t, \(value)) end return fail('%d', #t)") == "fail: 30000")
    }

    /// A path is an index, and of ten names each is written in two ways; of 30,000 texts an index takes a megabyte.
    @Test(arguments: [
        "for i = 1, 1000 do ask(i) end return pass()", "local n = tonumber(it.id:match('%d+')) for i = 1, 9 do ask(n * 9 + i) end return pass()",
    ])
    func `what indexes take is bounded`(check: String) async {
        await #expect(processExitsWith: .success) { [check] in
            let ask =
                "local function ask(i) local path = 'configuration' for bit = 0, 9 do local is = i >> bit & 1 == 1"
                + " path = path .. (is and '.A' or '.a') end it.region:find('AWS::EC2::VPC', path, 'x') end "
            let texts = (0..<500).map { "\"text \($0)\"" }.joined(separator: ",")
            let configuration = String(repeating: #"{"a":"#, count: 10) + "[\(texts)]" + String(repeating: "}", count: 10)
            let items = (0..<60).map { SnapshotFolder.item("AWS::EC2::VPC", "vpc-\($0)", configuration) }
            try LimitTests.inSnapshot(ask + check, items: items) { evaluator, subjects, account in
                let before = try LimitTests.peakBytes()
                try evaluator.evaluate("t.s.hostile", over: subjects, of: account) { _, _ in }
                let growth = try LimitTests.peakBytes() - before
                #expect(growth < Sanitizer.room(256 << 20), "\(check): grew by \(growth >> 20) MiB")
            }
        }
    }

    @Test func `findings of more than 64 KiB are refused, and of less are not`() throws {
        let check = { (count: Int) in "local f = {} for i = 1, \(count) do f['k' .. i] = fail(('x'):rep(4000)) end return findings(f)" }
        #expect(try Asked.all(check(16)).count == 16)
        #expect(try Asked.all(check(17)) == ["error: more than 64 KiB of findings for one subject"])
    }

    @Test(
        "each error says where",
        arguments: [
            ("return fail('%d', 'a')", "asked.lua:10: bad argument #2 to 'fail' (number expected, got string)"),
            ("table.insert(it.configuration.list, 1)", "asked.lua:10: a document can't be changed"),
            ("table.sort(it.configuration.list)", "asked.lua:10: a document can't be changed"),
            ("error({})", "asked.lua:10: it raised something that is not a text"), ("error('said', 0)", "asked.lua:10: said"),
            ("error('said')", "asked.lua:10: said"), ("pcall(error) error(nil)", "asked.lua:10: it raised something that is not a text"),
        ])
    func places(check: String, says: String) throws {
        let items = [SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", #"{"list":["b","a"]}"#)]
        let answer = try Asked.one(check, items: items)
        #expect(answer.hasPrefix("error: ") && answer.hasSuffix("rules/s/" + says), "\(answer)")
        #expect(answer.split(separator: "asked.lua:").count == 2, "\(answer)")
    }

    @Test(arguments: ["while true do end", "local t = {} while true do t[#t + 1] = 1 end", "local s = 'x' while true do s = s .. s end"])
    func `a file that does not load is named`(text: String) throws {
        let complaint = try LoadedPlugin.complaint("rules/s/endless.lua", text)
        #expect(complaint.hasPrefix("rules/s/endless.lua:") && complaint.contains("stopped: it "), "\(complaint)")
    }

    static func inSnapshot(
        _ check: String, items: [String] = SnapshotFolder.vpcs(1), _ body: (Evaluator, Evaluator.Subjects, Account) throws -> Void
    ) throws {
        try Folders.withTemporary { folder in
            let files = try PluginFolder(in: folder)
            try files.rule("hostile", check: check)
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: items)
            let plugin = try PluginLoader.load(folder: files.path)
            let account = try SnapshotLoader.load(paths: [snapshot.path]).accounts[0]
            let evaluator = try Evaluator(plugin: plugin, selected: plugin.rules.map { RuleSet.Selected(rule: $0, parameters: [:]) })
            try body(evaluator, .resources(account.resources(of: "AWS::EC2::VPC")), account)
        }
    }

    private static var threadSeconds: Double {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private static func peakBytes() throws -> Int {
        let text = String(decoding: try Data(contentsOf: URL(filePath: "/proc/self/status")), as: UTF8.self)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(line.split(separator: " ", omittingEmptySubsequences: true).dropFirst().first.flatMap { Int($0) }) * 1024
    }
}
