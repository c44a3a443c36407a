// SPDX-License-Identifier: Apache-2.0
public import DemarcAssessment
internal import DemarcEngine

/// Writes one finding a line, and last a line that counts them all.
public struct JSONLinesReporter: Reporter {
    public static let name = "jsonl"
    public static let summary = "one JSON object a line: each finding, then the summary"

    public init(style: TextStyle) {}

    public func write(_ assessment: Assessment, to output: inout some ReportOutput) {
        assessment.evaluation.findings.forEachText { batch in
            var json = JSONWriter(isIndented: false, reserving: 3 * batch.size)
            batch.forEach { finding in
                json.beginObject()
                json.key("finding")
                FindingJSON.write(finding, of: assessment, to: &json)
                json.endObject()
                json.endLine()
            }
            return json.take()
        } _: { bytes in
            output.write(bytes)
        }
        let summary = AssessmentJSON.header(assessment) + AssessmentJSON.summary(assessment)
        JSONText.object([("summary", .object(summary))]).write(to: &output, isIndented: false)
    }
}
