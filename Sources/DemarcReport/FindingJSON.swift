// SPDX-License-Identifier: Apache-2.0
internal import DemarcAssessment
internal import DemarcDocument
internal import DemarcEngine
internal import DemarcRules

/// A finding as JSON, written straight from the bytes in which it is kept: a large scan has very many.
enum FindingJSON {
    /// Writes one finding.
    static func write(_ finding: FindingRecord, of assessment: Assessment, to json: inout JSONWriter) {
        let bytes = finding.bytes
        json.beginObject()
        json.member("rule", bytes, finding.rule)
        json.member("severity", finding.severity.name)
        json.member("verdict", finding.verdict.name)
        json.member("cause", finding.cause?.name)
        json.member("account", bytes, finding.account)
        json.member("region", bytes, finding.region)
        json.member("type", bytes, finding.type)
        json.member("id", bytes, finding.id)
        json.member("arn", bytes, finding.arn)
        json.member("name", bytes, finding.name)
        json.member("key", bytes, finding.key)
        json.member("message", bytes, finding.message)
        json.key("waiver")
        write(finding.waiver.map { assessment.waivers[$0].waiver }, to: &json)
        json.key("evidence")
        json.beginList()
        finding.forEachEvidence { write($0, bytes, to: &json) }
        json.endList()
        json.endObject()
    }

    private static func write(_ evidence: FindingRecord.Evidence, _ bytes: [UInt8], to json: inout JSONWriter) {
        json.beginObject()
        json.member("resource", bytes, evidence.resource)
        json.member("path", bytes, evidence.path)
        json.member("value", bytes, evidence.value)
        json.member("file", bytes, evidence.file)
        json.member("pointer", bytes, evidence.pointer)
        json.member("offset", evidence.offset)
        json.endObject()
    }

    /// What is said with a failure of the waiver that is laid over it.
    private static func write(_ waiver: Waiver?, to json: inout JSONWriter) {
        guard let waiver else { return json.null() }
        json.beginObject()
        json.member("reason", SafeText.message(waiver.reason))
        json.member("owner", SafeText.name(waiver.owner))
        json.member("expires", waiver.expires)
        json.endObject()
    }
}
