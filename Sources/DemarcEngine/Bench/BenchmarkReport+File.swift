// SPDX-License-Identifier: Apache-2.0
internal import FoundationEssentials

extension BenchmarkReport {
    /// The report with a comparison, as JSON for programs; without one it is what `init(path:bytes:of:)` reads.
    public func json(_ comparison: Comparison? = nil) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Document(report: self, comparison: comparison)), as: UTF8.self) + "\n"
    }

    /// A saved report, which must be about `snapshot`.
    public init(path: String, of snapshot: SnapshotIdentity) throws(BenchmarkError) {
        guard let data = FileManager.default.contents(atPath: path) else { throw .notAReport(path: path, reason: "no readable file") }
        guard let version = try? JSONDecoder().decode(Version.self, from: data) else {
            throw .notAReport(path: path, reason: "no JSON with a format")
        }
        guard version.format == BenchmarkReport.currentFormat else { throw .otherFormat(path: path, found: version.format) }
        guard let report = try? JSONDecoder().decode(BenchmarkReport.self, from: data) else {
            throw .notAReport(path: path, reason: "JSON in which figures are missing")
        }
        guard report.snapshot == snapshot else { throw .otherSnapshot(path: path, found: report.snapshot, expected: snapshot) }
        self = report
    }

    private struct Version: Decodable {
        let format: Int
    }

    /// The members of the report, and the comparison beside them.
    private struct Document: Encodable {
        let report: BenchmarkReport
        let comparison: Comparison?

        private enum CodingKeys: String, CodingKey {
            case comparison
        }

        func encode(to encoder: any Encoder) throws {
            try report.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(comparison, forKey: .comparison)
        }
    }
}
