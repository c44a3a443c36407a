// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Every hostile input of the index beside a sound one, within 256 MiB of memory and two seconds of processor time.
@Suite(.enabled(if: SharedData.has("hostile/input"), Comment(rawValue: SharedData.absence)))
struct HostileInputIndexTests {
    /// The file, and whether it must be refused or flagged, by what the index says of it.
    private static let inputs: [(file: String, isDamaged: Bool)] = {
        let rows = (try? Table.rows(SharedData.path("hostile/index.tsv"))) ?? []
        return rows.filter { $0["kind"] == "input" }.compactMap { row in
            guard let file = row["file"], let must = row["must"] else { return nil }
            // Numbers that 64 bits do not hold are refused, where the index asks only for no crash.
            return (file, ["error", "flagged", "no crash"].contains { must.contains($0) })
        }
    }()

    @Test func `they are the seventeen of the index`() { #expect(Self.inputs.count == 17) }

    @Test(arguments: inputs)
    func `it is named in one line or read, and what lies beside it is scanned`(file: String, isDamaged: Bool) throws {
        let paths = [file, "input/mixed.json"].map { "'\(SharedData.path("hostile/\($0)"))'" }.joined(separator: " ")
        let bounds = Sanitizer.bounds(megabytes: 256, seconds: 2)
        let run = try Command.shell("\(bounds); exec \"$DEMARC\" scan \(paths) --jobs 1 --pack all --format json")
        #expect(run.status == (isDamaged ? 3 : 1))
        let lines = run.errors.split(separator: "\n")
        // The credential report lacks its root account beside having a row that is cut.
        #expect(lines.count == (file.hasSuffix("credreport.csv") ? 2 : isDamaged ? 1 : 0), "\(lines)")
        #expect(lines.allSatisfy { $0.contains(file) && $0.contains("found ") && $0.contains("expected ") }, "\(lines)")
        let result = try ScanResult(run)
        #expect(Set(result.findings.map(\.account)).isSuperset(of: ["111122223333", "222233334444"]))
        #expect(!run.text.contains("dev-only-SECRET-value"))
    }

    @Test(arguments: ["truncated.json", "truncated.json.gz", "depth_10k.json", "invalid_utf8.json"])
    func `what was read before the damage counts for nothing`(file: String) throws {
        let result = try ScanResult(SharedData.path("hostile/input/\(file)"))
        #expect(result.sources.map(\.loaded) == [0])
        #expect(!result.findings.contains { $0.type == "AWS::S3::Bucket" && $0.id != "*" })
    }
}
