// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Each hostile rule by itself, with 256 MiB of memory and two seconds of processor time for the whole scan.
@Suite(.enabled(if: SharedData.has("hostile/lua"), Comment(rawValue: SharedData.absence)))
struct HostileRuleAloneTests {
    /// The file and what must become of it.
    private static let rules = SharedData.rows("hostile/index.tsv").filter { $0[1] == "rule" }.map { (file: $0[0], must: $0[2]) }

    @Test(arguments: rules)
    func `it ends within two seconds as an error, and the rule beside it finishes`(file: String, must: String) throws {
        try Folders.withTemporary { folder in
            let plugin = try plugin(file, in: folder)
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(2))
            let run = try scan(snapshot, plugin, "json")
            #expect(run.status == 4, "\(run.errors)")
            let result = try ScanResult(run)
            let loads = !must.hasPrefix("load error")
            let hostile = result.findings.filter { $0.rule == "t.s.hostile" }
            #expect(hostile.map(\.verdict) == (loads ? ["error", "error"] : []), "\(hostile.map(\.message))")
            #expect(run.errors.contains("hostile.lua") == !loads, "\(run.errors)")
            let sound = result.findings.filter { $0.rule == "t.s.sound" }
            #expect(sound.map(\.verdict) == ["pass", "pass"], "\(sound.map(\.message))")
            let text = try scan(snapshot, plugin, "text").text
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) })
        }
    }

    @Test func `they are the twenty-two of the index`() { #expect(Self.rules.count == 22) }

    private func scan(_ snapshot: SnapshotFolder, _ plugin: PluginFolder, _ format: String) throws -> Command {
        let options = "--plugin '\(plugin.path)' --pack all --passes --color never --jobs 1 --format \(format)"
        return try Command.shell("\(Sanitizer.bounds(megabytes: 256, seconds: 2)); exec \"$DEMARC\" scan '\(snapshot.path)' \(options)")
    }

    /// A plugin with the file as its rule, or as the check of one, and a sound rule that is asked after it.
    private func plugin(_ file: String, in folder: String) throws -> PluginFolder {
        let plugin = try PluginFolder(in: folder)
        let bytes = try SharedData.bytes("hostile/\(file)")
        let text = String(decoding: bytes, as: UTF8.self)
        let isCheck = text.hasPrefix("return function") && !file.contains("syntax_error")
        if isCheck {
            let whole = PluginFolder.source(check: "return check(it)").split(separator: "\n", maxSplits: 1)[1]
            try plugin.rule("hostile", source: "--- Why.\nlocal check = (function()\n\(text)\nend)()\n\(whole)")
        } else {
            try Folders.write(bytes, to: "\(plugin.path)/rules/s/hostile.lua")
        }
        try plugin.rule("sound", check: "if it.id:find '^vpc%-%d$' then return pass() end return fail(it.id)")
        return plugin
    }
}

extension SharedData {
    /// The rows of a table below its heading; none where it is not there.
    fileprivate static func rows(_ path: String) -> [[String]] {
        guard let text = try? bytes(path) else { return [] }
        return String(decoding: text, as: UTF8.self).split(separator: "\n").dropFirst().map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
