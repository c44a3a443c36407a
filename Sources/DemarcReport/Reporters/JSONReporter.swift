// SPDX-License-Identifier: Apache-2.0
public import DemarcAssessment
internal import DemarcEngine

/// Writes everything as one JSON document.
public struct JSONReporter: Reporter {
    public static let name = "json"
    public static let summary = "one JSON document with everything"

    public init(style: TextStyle) {}

    public func write(_ assessment: Assessment, to output: inout some ReportOutput) {
        var json = JSONWriter(isIndented: true)
        json.beginObject()
        JSONText.write(AssessmentJSON.header(assessment) + AssessmentJSON.summary(assessment), to: &json)
        json.key("findings")
        json.beginList()
        output.write(json.take())
        let list = json
        let findings = assessment.evaluation.findings
        findings.forEachText { batch in
            var json = JSONWriter(following: list, isFirst: batch.isFirst, reserving: 4 * batch.size)
            batch.forEach { FindingJSON.write($0, of: assessment, to: &json) }
            return json.take()
        } _: { bytes in
            output.write(bytes)
        }
        if findings.count > 0 { json.noteElements() }
        json.endList()
        json.endObject()
        json.endLine()
        output.write(json.take())
    }
}
