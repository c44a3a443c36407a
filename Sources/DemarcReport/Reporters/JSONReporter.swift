// SPDX-License-Identifier: Apache-2.0
public import DemarcAssessment
internal import DemarcEngine

/// Writes everything as one JSON document.
public struct JSONReporter: Reporter {
    public static let name = "json"
    public static let summary = "one JSON document with everything"

    public init(style: TextStyle) {}

    public func write(_ assessment: Assessment, to output: inout some ReportOutput) {
        var members = AssessmentJSON.header(assessment) + AssessmentJSON.summary(assessment)
        members.append(("findings", .findings(of: assessment)))
        JSONText.object(members).write(to: &output, indent: 0)
        output.write("\n")
    }
}
