// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcRules
import Testing

@testable import DemarcEngine
@testable import DemarcReport

@Suite struct FindingTextTests {
    private let text = FindingText(style: TextStyle(width: 100))

    private func value(_ path: String, _ value: String, of resource: String? = nil, in file: String = "a/b/c.json") -> Evidence {
        Evidence(resource: resource, isQuestion: false, path: path, value: value, file: file, pointer: "/0", offset: 1)
    }

    private func question(_ path: String, found: Int) -> Evidence {
        Evidence(resource: nil, isQuestion: true, path: path, value: "\(found)", file: nil, pointer: nil, offset: nil)
    }

    private func isCollected(_ value: String) -> Evidence {
        Evidence(resource: nil, isQuestion: true, path: "T is collected in r", value: value, file: nil, pointer: nil, offset: nil)
    }

    private func finding(_ message: String, _ evidence: [Evidence]) -> Finding {
        let subject = Finding.Subject(account: "1", region: "r", type: "T", id: "t-1", arn: nil, name: nil)
        return Finding(
            rule: "t.s.r", severity: .low, verdict: .unknown, cause: .undecodable, subject: subject, key: "", message: message,
            evidence: evidence)
    }

    @Test func `values of one document stand below its name, once`() {
        let lines = text.evidence([value("configuration.a", "1"), value("configuration.b", "false")], limit: 9, indent: 2)
        #expect(lines == ["  read in …/b/c.json /0:", "    configuration.a = 1", "    configuration.b = false"])
    }

    @Test func `what the line of the subject says is not said again`() {
        #expect(text.evidence([value("id", "\"t-1\""), value("name", "\"x\"")], limit: 9, indent: 0).isEmpty)
    }

    @Test func `a question is shown where nothing was found, and left out where its answer follows`() {
        let found = [question("T in r", found: 1), value("configuration.a", "1", of: "T t-2")]
        #expect(text.evidence(found, limit: 9, indent: 0) == ["read of T t-2 in …/b/c.json /0:", "  configuration.a = 1"])
        #expect(text.evidence([question("T in r", found: 0)], limit: 9, indent: 0) == ["looked for T in r: found none"])
        #expect(text.evidence([question("T in r", found: 3)], limit: 9, indent: 0) == ["looked for T in r: found 3"])
        #expect(text.evidence([isCollected("true")], limit: 9, indent: 0).isEmpty)
        #expect(text.evidence([isCollected("false")], limit: 9, indent: 0) == ["T is collected in r: no"])
    }

    @Test func `the value that nobody could read is named with its place`() {
        let read = [value("configuration.b", "\"2026-1\""), value("configuration.c", "\"true\"")]
        #expect(text.culprit(finding("\"2026-1\" is not a date", read)) == "configuration.b in …/b/c.json /0")
        #expect(text.culprit(finding("cut off", [value("policy", "unknown(undecodable)")])) == "policy in …/b/c.json /0")
        #expect(text.culprit(finding("a rule said so", read)) == nil)
    }
}
