// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// Rules written to break out, to run for ever or to lie, all in one plugin beside a sound one.
@Suite(.enabled(if: SharedData.has("hostile/lua"), Comment(rawValue: SharedData.absence)))
struct HostileRulesTests {
    private struct Run {
        let result: ScanResult
        let seconds: Double
    }

    private static let run = Result { () throws -> Run in
        try Folders.withTemporary { folder in
            let plugin = try PluginFolder(in: folder)
            for row in try names() {
                let bytes = Array(try Data(contentsOf: URL(filePath: SharedData.path("hostile/\(row)"))))
                let name = String(row.dropFirst(4).dropLast(4)).replacing("_", with: "-")
                let text = String(decoding: bytes, as: UTF8.self)
                guard text.hasPrefix("return function") else {
                    try Data(bytes).write(to: URL(filePath: "\(plugin.path)/rules/s/\(name).lua"))
                    continue
                }
                let head = "--- Hostile.\nlocal check = (function()\n\(text)\nend)()\n"
                try plugin.rule(name, source: head + PluginFolder.source(check: "return check(it)").dropFirst("--- Why.\n".count))
            }
            try plugin.rule("sound", check: "return it.id == 'vpc-1' and pass() or fail 'changed'")
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(1))
            let begin = ContinuousClock.now
            let result = try ScanResult(snapshot.path, ["--plugin", plugin.path, "--pack", "all"])
            return Run(result: result, seconds: Double((ContinuousClock.now - begin) / .milliseconds(1)) / 1000)
        }
    }

    private static func names() throws -> [String] {
        try Table.rows(SharedData.path("hostile/index.tsv")).filter { $0["kind"] == "rule" }.compactMap { $0["file"] }
    }

    @Test("there are twenty-two of them")
    func count() throws { #expect(try HostileRulesTests.names().count == 22) }

    @Test("the sound rule finishes and sees the resource as it is")
    func sound() throws {
        let findings = try HostileRulesTests.run.get().result.findings.filter { $0.rule == "t.s.sound" }
        #expect(findings.map(\.verdict) == ["pass"])
    }

    @Test("they end soon, and the exit code says that rules broke")
    func ending() throws {
        let run = try HostileRulesTests.run.get()
        #expect(run.result.command.status == 4)
        #expect(run.seconds < 20)
    }

    @Test(
        "each is an error and says why",
        arguments: [
            ("while-true", "budget of instructions"), ("repeat-pcall", "budget of instructions"), ("pcall-error-loop", "budget of instructions"),
            ("backtrack", "budget"), ("rep-memory", "budget"), ("concat-grow", "budget"), ("move-loop", "field 'move'"),
            ("finalizer", "setmetatable"), ("recursion", "budget of memory"), ("gsub-callback-recursion", ""), ("load-text", "load"),
            ("require-os", "os"), ("string-lib-write", "rules keep nothing"), ("global-write", "there is no 'counter'"),
            ("error-number", "it raised a number"), ("error-control-chars", ""), ("return-cycle", "returned a table"),
            ("emit-many", "emit"), ("sort-order", ""), ("resource-write", "can't be changed"),
        ])
    func each(name: String, reason: String) throws {
        let findings = try HostileRulesTests.run.get().result.findings.filter { $0.rule == "t.s.\(name)" }
        #expect(findings.map(\.verdict) == ["error"])
        #expect(findings.first.map { reason.isEmpty || $0.message.contains(reason) } == true, "\(findings.first?.message ?? "")")
        #expect(findings.first?.message.unicodeScalars.contains { $0.value < 0x20 } == false)
    }

    @Test(
        "what is no rule is named with its file",
        arguments: [("binary-rule", "found compiled Lua, expected text"), ("syntax-error", "syntax-error.lua:")])
    func notLoadable(name: String, reason: String) throws {
        let errors = try HostileRulesTests.run.get().result.command.errors
        #expect(errors.split(separator: "\n").contains { $0.contains(name) && $0.contains(reason) }, "\(errors)")
    }
}
