// SPDX-License-Identifier: Apache-2.0
public import DemarcAssessment
internal import DemarcEngine

/// Writes one finding a line, and last a line that counts them all.
public struct JSONLinesReporter: Reporter {
    public static let name = "jsonl"
    public static let summary = "one JSON object a line: each finding, then the summary"

    public init(style: TextStyle) {}

    public func write(_ assessment: Assessment, to output: inout some ReportOutput) {
        assessment.evaluation.findings.forEachText { finding, _, bytes in
            JSONText.object([("finding", AssessmentJSON.finding(finding, assessment))]).write(to: &bytes)
            bytes.write("\n")
        } _: { bytes in
            output.write(bytes)
        }
        let summary = AssessmentJSON.header(assessment) + AssessmentJSON.summary(assessment)
        JSONText.object([("summary", .object(summary))]).write(to: &output)
        output.write("\n")
    }
}
