// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcRules
import Testing

@testable import DemarcEngine

/// Findings as a run keeps them: in order, the same whether they fit in memory or not.
@Suite struct FindingsTests {
    private static func finding(_ number: Int) -> Finding {
        let evidence = [
            Evidence(
                resource: number % 2 == 0 ? nil : "AWS::EC2::VPC vpc-\(number)", isQuestion: false, path: "configuration.state", value: "\"é\u{0}\"",
                file: "a/b.json", pointer: "/configurationItems/\(number)", offset: number * 1_000_000_007),
            Evidence(resource: nil, isQuestion: true, path: "", value: "0", file: nil, pointer: nil, offset: nil),
        ]
        return Finding(
            rule: "aws.s.\(number % 7)", severity: Severity.allCases[number % Severity.allCases.count],
            verdict: Verdict.allCases[number % Verdict.allCases.count], cause: number % 3 == 0 ? .denied : nil,
            subject: Finding.Subject(
                account: "11112222333\(number % 2)", region: number % 5 == 0 ? "global" : "us-east-1", type: "AWS::EC2::VPC",
                id: "vpc-\(number % 40)",
                arn: number % 4 == 0 ? "" : nil, name: number % 4 == 1 ? "n" : nil),
            key: number % 3 == 0 ? "" : "port \(number)", message: "message \(number)", evidence: Array(evidence.prefix(number % 3)))
    }

    /// Everything that a finding says, as one text.
    private static func described(_ finding: Finding) -> String { "\(finding)" }

    private func collected(_ numbers: [Int], bound: Int, buffers: Int) -> Findings {
        let file = SpillFile()
        var all = (0..<buffers).map { _ in FindingBuffer(bound: bound, file: file) }
        for (place, number) in numbers.enumerated() { all[place % buffers].add(Self.finding(number)) }
        return Findings(all, file: file)
    }

    @Test(arguments: [(1, 1), (1, 3), (1000, 2), (20_000, 1), (1 << 24, 4)])
    func findingsComeOutAsTheyWentInAndInOrder(bound: Int, buffers: Int) {
        let numbers = Array(0..<600)
        let expected = numbers.map(Self.finding).sorted { left, right in
            (left.subject.account, left.subject.region, left.subject.id, left.rule, left.key)
                < (right.subject.account, right.subject.region, right.subject.id, right.rule, right.key)
        }.map(Self.described)
        for order in [numbers, numbers.reversed(), numbers.map { $0 * 271 % 600 }] {
            let findings = collected(order, bound: bound, buffers: buffers)
            #expect(findings.count == 600)
            #expect(findings.map(Self.described) == expected)
            #expect(findings.map(Self.described) == expected, "a second time")
            #expect(findings.complaint == nil)
        }
    }

    @Test func `many findings are moved a few times only`() {
        var bytes: [UInt8] = []
        var moves = 0
        for number in 0..<20_000 {
            let before = bytes.capacity
            FindingBytes.append(Self.finding(number), to: &bytes)
            if bytes.capacity != before { moves += 1 }
        }
        #expect(bytes.count > 1 << 20)
        #expect(moves < 40)
    }

    @Test func `one finding may be longer than what is read at once`() {
        let file = SpillFile()
        var buffer = FindingBuffer(bound: 1, file: file)
        let message = String(repeating: "x", count: 1 << 18)
        let subject = Finding.Subject(account: "1", region: "r", type: "t", id: "i", arn: nil, name: nil)
        for key in ["b", "a"] {
            buffer.add(Finding(rule: "r", severity: .low, verdict: .fail, cause: nil, subject: subject, key: key, message: message))
        }
        let findings = Array(Findings([buffer], file: file))
        #expect(findings.map(\.key) == ["a", "b"] && findings.allSatisfy { $0.message == message })
    }

    @Test func `order is by bytes, one text after the other`() {
        let file = SpillFile()
        var buffer = FindingBuffer(bound: 1 << 20, file: file)
        let ids = ["ab", "a", "é", "e\u{301}", "b", "Z", ""]
        for id in ids {
            let subject = Finding.Subject(account: "1", region: "r", type: "t", id: id, arn: nil, name: nil)
            buffer.add(Finding(rule: "r", severity: .low, verdict: .fail, cause: nil, subject: subject, key: "", message: ""))
        }
        let bytes = Findings([buffer], file: file).map { Array($0.subject.id.utf8) }
        #expect(bytes == ["", "Z", "a", "ab", "b", "e\u{301}", "é"].map { Array($0.utf8) })
    }
}
