// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

@Suite(.enabled(if: SharedData.has("hostile/input"), Comment(rawValue: SharedData.absence)))
struct HostileInputTests {
    private static func scan(_ files: [String], _ options: [String] = []) throws -> Command {
        let paths = files.map { SharedData.path("hostile/input/\($0)") }
        return try Command.demarc(["scan"] + paths + ["--as-of", "2026-06-01T00:00:00Z", "--pack", "all", "--passes"] + options)
    }

    @Test(
        "a file that can't be read is named in one line with what was found and what was expected, and the rest is scanned",
        arguments: [
            ("depth_10k.json", "found values nested deeper than 256 levels, expected at most 256"),
            ("truncated.json", "line 1, column 916: found the end of the file, expected ':'"),
            ("invalid_utf8.json", "line 1, column 465: found byte 0xc3, expected UTF-8 text"),
            ("empty.json", "found an empty file, expected a document"),
            ("big_numbers.json", "found '1', expected a number of at most 64 bits"),
            ("truncated.json.gz", "found a damaged gzip stream (at byte 293 of 293), expected a whole one"),
            ("bomb_100m.json.gz", "found a gzip stream that unpacks to more than 67108864 bytes, expected at most 200 times its size"),
            ("dup_key.json", "/configurationItems/0: found a key twice in the item, expected each once"),
            ("wrong_types.json", "/configurationItems/0: found a configuration that is not an object, expected an object; it is unknown"),
            ("credreport.csv", "row 3: found 1 fields, expected 3 as in the header; the row is left out"),
        ])
    func damage(file: String, message: String) throws {
        let run = try HostileInputTests.scan([file, "mixed.json"], ["--format", "json"])
        #expect(run.status == 3)
        let lines = run.errors.split(separator: "\n").filter { $0.contains(file) }
        // The credential report lacks its root account, too.
        #expect(lines.count == (file == "credreport.csv" ? 2 : 1), "\(lines)")
        #expect(lines.count { $0.contains(message) } == 1, "\(lines)")
        #expect(run.text.contains("222233334444"))
    }

    @Test("what is unusual and sound is read", arguments: ["bom.json", "two_members.json.gz", "mixed.json", "evil_names.json"])
    func sound(file: String) throws {
        let run = try HostileInputTests.scan([file])
        #expect(run.status == 1)
        #expect(run.errors == "")
    }

    @Test("two accounts in one file stay two")
    func twoAccounts() throws {
        let run = try HostileInputTests.scan(["mixed.json"])
        #expect(run.text.contains("2 accounts"))
    }

    @Test("two answers about one resource that differ are reported, whatever their order")
    func conflict() throws {
        let runs = try [["dup_1.json", "dup_2.json"], ["dup_2.json", "dup_1.json"]].map { try HostileInputTests.scan($0, ["--format", "json"]) }
        #expect(runs[0].text.contains("says something else of "))
        #expect(runs[0].output == runs[1].output)
    }

    @Test("a secret of a resource is in no report", arguments: ["text", "json", "jsonl"])
    func secrets(format: String) throws {
        let run = try HostileInputTests.scan(["secrets.json"], ["--format", format])
        #expect(!run.text.contains("dev-only-SECRET-value"))
        #expect(!run.errors.contains("dev-only-SECRET-value"))
        let path = SharedData.path("hostile/input/secrets.json")
        let explained = try Command.demarc(["explain", "aws.lambda.env-cmk", "f", path, "--as-of", "2026-06-01T00:00:00Z"])
        #expect(explained.text.contains("aws.lambda.env-cmk"))
        #expect(!explained.text.contains("dev-only-SECRET-value"))
    }

    @Test("names that try to command a terminal or a parser are shown as text", arguments: ["text", "json", "jsonl"])
    func evilNames(format: String) throws {
        let run = try HostileInputTests.scan(["evil_names.json"], ["--format", format])
        let controls = run.text.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) }
        #expect(controls.isEmpty)
        let documents = format == "json" ? [run.output] : format == "jsonl" ? run.text.split(separator: "\n").map { Data($0.utf8) } : []
        for document in documents { #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: document) } }
    }
}
