// SPDX-License-Identifier: Apache-2.0
import DemarcSnapshot
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// Counts of instructions are exact, the same each time, and stand at the lines that ran.
@Suite struct ObserverTests {
    /// Asks `check` about `vpcs` VPCs with an observer, `times` times on one evaluator.
    private static func observe<Result>(
        _ check: String, vpcs: Int = 1, period: Int? = nil, times: Int = 1, limits: Machine.Limits = Machine.Limits(),
        _ body: (Observer, Evaluator, [Verdict]) throws -> Result
    ) throws -> Result {
        try Folders.withTemporary { folder in
            let files = try PluginFolder(in: folder)
            try files.rule("asked", check: check)
            try files.write("lib/shared.lua", "return {\n  spin = function(count)\n    for _ = 1, count do end\n  end,\n}\n")
            let plugin = try PluginLoader.load(folder: files.path)
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(vpcs))
            let account = try SnapshotLoader.load(paths: [snapshot.path]).accounts[0]
            let selected = plugin.rules.map { RuleSet.Selected(rule: $0, parameters: [:]) }
            let evaluator = try Evaluator(plugin: plugin, selected: selected, limits: limits)
            let observer = try Observer(period: period)
            evaluator.observer = observer
            var verdicts: [Verdict] = []
            for _ in 0..<times {
                try evaluator.evaluate("t.s.asked", over: .resources(account.resources(of: "AWS::EC2::VPC")), of: account) { _, answers in
                    verdicts += (0..<answers.count).map { answers.verdict($0) }
                }
            }
            return try body(observer, evaluator, verdicts)
        }
    }

    private static func count(_ check: String, vpcs: Int = 1, times: Int = 1) throws -> Int {
        try observe(check, vpcs: vpcs, times: times) { observer, _, _ in observer.instructions }
    }

    private static func loop(_ steps: Int) -> String { "for _ = 1, \(steps) do end return pass()" }

    @Test func `each step of a loop is one instruction`() throws {
        let none = try ObserverTests.count(ObserverTests.loop(0))
        #expect(none > 0 && none < 20)
        let hundred = try ObserverTests.count(ObserverTests.loop(100))
        #expect(try ObserverTests.count(ObserverTests.loop(250)) - hundred == 150)
    }

    @Test func `many subjects cost what one does, and asking again costs it again`() throws {
        let check = "local text = it.id .. 'x' return it.configuration.isDefault and fail(text) or pass()"
        let one = try ObserverTests.count(check)
        #expect(try ObserverTests.count(check, vpcs: 40) == 40 * one)
        #expect(try ObserverTests.count(check, vpcs: 40, times: 3) == 120 * one)
    }

    @Test func `a long count misses next to nothing`() throws {
        let steps = 3_000_000
        let counted = try ObserverTests.count(ObserverTests.loop(steps))
        #expect(abs(counted - steps) < 200, "\(counted)")
    }

    @Test func `a pattern costs instructions too, as many as the budget takes`() throws {
        func check(_ length: Int) -> String { "return (('a'):rep(\(length)):find('[b]')) and fail 'b' or pass()" }
        #expect(try ObserverTests.count(check(200_000)) > ObserverTests.count(check(100)) + 1000)
    }

    @Test func `lines have what runs on them, by the way they were reached`() throws {
        let check = """
            local shared = require "t.shared"
            local function twice(count) shared.spin(count) shared.spin(count) end
            twice(1000)
            for _ = 1, 300 do end
            return pass()
            """
        try ObserverTests.observe(check, vpcs: 2, period: 1) { observer, _, verdicts in
            #expect(verdicts == [.pass, .pass])
            let heaviest = try #require(observer.stacks.max { $0.weight < $1.weight })
            #expect(heaviest.functions == ["check", "twice", "spin"] && heaviest.place == "t.shared:3")
            #expect((4000..<4050).contains(heaviest.weight))
            #expect(observer.stacks.reduce(0) { $0 + $1.weight } == observer.instructions)
            let own = observer.stacks.filter { $0.functions == ["check"] }.max { $0.weight < $1.weight }
            #expect(own?.place.hasSuffix("rules/s/asked.lua:13") == true, "\(own?.place ?? "")")
        }
    }

    @Test func `a function that C calls is named by its line, below the function that calls it`() throws {
        try ObserverTests.observe("return any({ 1, 2, 3 }, function(n) return n > 9 end) and fail 'nine' or pass()", period: 1) { observer, _, _ in
            #expect(observer.stacks.contains { $0.functions == ["check", "any", "function@10"] && $0.place.hasSuffix("asked.lua:10") })
        }
    }

    @Test(arguments: [1, 101, 997])
    func aProfileIsTheSameEachTime(period: Int) throws {
        let check = "local n = 0 for i = 1, 500 do if i % 3 == 0 then n = n + i end end return n > 0 and pass() or fail 'no'"
        func stacks() throws -> [Observer.Stack] {
            try ObserverTests.observe(check, vpcs: 30, period: period) { observer, _, _ in
                observer.stacks.map { Observer.Stack(functions: $0.functions, place: "\($0.place.suffix(12))", weight: $0.weight) }
            }
        }
        let first = try stacks()
        #expect(try !first.isEmpty && stacks() == first)
        let exact = try ObserverTests.count(check, vpcs: 30)
        #expect(abs(first.reduce(0) { $0 + $1.weight } - exact) <= period)
    }

    @Test func `a check that does not end is stopped, and the next are counted on`() throws {
        var limits = Machine.Limits()
        limits.instructions = 50_000
        let check = "if it.id == 'vpc-2' then while true do end end return pass()"
        try ObserverTests.observe(check, vpcs: 3, limits: limits) { observer, evaluator, verdicts in
            #expect(verdicts == [.pass, .error, .pass])
            #expect((50_000..<60_000).contains(observer.instructions))
            #expect(evaluator.counts.entries == 3)
        }
    }

    @Test func `entries and allocations are counted, and nothing is where nothing is asked for`() throws {
        try ObserverTests.observe("return it.configuration.isDefault and fail 'default' or pass()", vpcs: 20) { _, evaluator, _ in
            #expect(evaluator.counts.entries == 20)
        }
        func allocations(_ check: String) throws -> Machine.Counts {
            let twice = try ObserverTests.observe(check, vpcs: 50, times: 2) { _, evaluator, _ in evaluator.counts }
            return try ObserverTests.observe(check, vpcs: 50, times: 3) { _, evaluator, _ in evaluator.counts - twice }
        }
        #expect(try allocations("return it.configuration.isDefault and fail 'default' or pass()").allocations == 0)
        let tables = try allocations("local t = { it.id } return #t == 1 and pass() or fail 'no'")
        // A table and its one place, and the text where it was collected since.
        #expect((100...150).contains(tables.allocations) && tables.bytes > 50 * 60 && tables.entries == 50, "\(tables)")
    }
}
