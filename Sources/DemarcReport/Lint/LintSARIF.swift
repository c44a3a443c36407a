// SPDX-License-Identifier: Apache-2.0
internal import DemarcEngine
internal import DemarcLanguage
public import DemarcLint

/// Writes the findings as SARIF 2.1.0, for code scanning and editors.
public struct LintSARIF: LintReporter {
    public static let name = "sarif"
    public static let summary = "SARIF 2.1.0"

    public init(style: TextStyle) {}

    public func write(_ findings: [LintFinding], version: String, to output: inout some ReportOutput) {
        let driver = JSONText.object([
            ("name", .text("demarc lint")), ("version", .text(version)), ("rules", .list(LintCheck.allCases.map(LintSARIF.rule))),
        ])
        let run = JSONText.object([
            ("tool", .object([("driver", driver)])), ("columnKind", .text("unicodeCodePoints")),
            ("results", .list(findings.map(LintSARIF.result))),
        ])
        let document = JSONText.object([
            ("$schema", .text("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .text("2.1.0")), ("runs", .list([run])),
        ])
        document.write(to: &output, isIndented: true)
    }

    private static func rule(_ check: LintCheck) -> JSONText {
        .object([("id", .text(check.rawValue)), ("shortDescription", .object([("text", .text(check.summary))]))])
    }

    private static func result(_ finding: LintFinding) -> JSONText {
        let place = JSONText.object([
            (
                "physicalLocation",
                .object([("artifactLocation", artifact(finding)), ("region", region(finding.range))])
            )
        ])
        let message = SafeText.message("\(finding.message); \(finding.remedy)")
        var members: [(String, JSONText)] = [
            ("ruleId", .text(finding.check.rawValue)), ("level", .text(finding.check.isAdvice ? "note" : "error")),
            ("message", .object([("text", .text(message))])),
            ("locations", .list([place])),
        ]
        if let fix = finding.fix { members.append(("fixes", .list([change(fix, finding)]))) }
        return .object(members)
    }

    private static func change(_ fix: LintFinding.Fix, _ finding: LintFinding) -> JSONText {
        let replacement = JSONText.object([("deletedRegion", region(fix.range)), ("insertedContent", .object([("text", .text(fix.text))]))])
        let change = JSONText.object([("artifactLocation", artifact(finding)), ("replacements", .list([replacement]))])
        return .object([("artifactChanges", .list([change]))])
    }

    private static func artifact(_ finding: LintFinding) -> JSONText {
        .object([("uri", .text(LintSARIF.uri(finding.file)))])
    }

    /// A path as a relative reference: all but what needs no escape is escaped.
    private static func uri(_ path: String) -> String {
        path.utf8.reduce(into: "") { text, byte in
            let scalar = UnicodeScalar(byte)
            if scalar.properties.isAlphabetic && scalar.isASCII || (0x30...0x39).contains(byte) || "-._~/".utf8.contains(byte) {
                text.unicodeScalars.append(scalar)
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    private static func region(_ range: SourceRange) -> JSONText {
        .object([
            ("startLine", .number(range.start.line)), ("startColumn", .number(range.start.column)),
            ("endLine", .number(range.end.line)), ("endColumn", .number(range.end.column)),
        ])
    }
}
