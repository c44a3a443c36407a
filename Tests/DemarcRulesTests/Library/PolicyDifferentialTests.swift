// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// Holds what iam says of policies against the oracle's answers on more than 100,000 random requests.
@Suite struct PolicyDifferentialTests {
    /// Makes a script's table of a request that a document holds.
    private static let readRequest = """
        local function read(one)
          local request = { action = one.action, resource = one.resource, principal = one.principal, context = {} }
          for key, values in pairs(one.context) do
            local list = {}
            for place, value in ipairs(values) do list[place] = value end
            request.context[key] = list
          end
          return request
        end
        """

    private static func item(_ number: Int, _ policy: String, _ requests: [PolicyOracle.Request]) -> String {
        let all = requests.map(RandomPolicy.json).joined(separator: ",")
        return SnapshotFolder.item("AWS::EC2::VPC", "vpc-\(100_000 + number)", #"{"policy":\#(policy),"requests":[\#(all)]}"#)
    }

    @Test("allowed and denied are what the slow way says, 120,000 times")
    func decided() throws {
        var random = RandomPolicy(dice: Dice(seed: 7), isDecided: true)
        var items: [String] = []
        var expected: [String] = []
        var cases: [(policy: String, requests: [PolicyOracle.Request])] = []
        for number in 0..<1500 {
            let (oracle, json) = random.policy()
            let requests = (0..<40).map { _ in random.request() }
            items.append(Self.item(number, json, requests))
            cases.append((json, requests))
            expected.append(
                requests.map { (oracle.allows($0).map { $0 ? "a" : "-" } ?? "?") + (oracle.denies($0).map { $0 ? "d" : "-" } ?? "?") }.joined())
        }
        let answers = try Asked.all(
            """
            \(Self.readRequest)
            local said = {}
            for _, one in ipairs(it.configuration.requests) do
              local request = read(one)
              said[#said + 1] = iam.allows(it.configuration.policy, request) and "a" or "-"
              said[#said + 1] = iam.denies(it.configuration.policy, request) and "d" or "-"
            end
            return fail("%s", table.concat(said))
            """, items: items)
        #expect(answers.count == items.count)
        var seen: [Character: Int] = [:]
        for (place, answer) in answers.enumerated() {
            for letter in expected[place] { seen[letter, default: 0] += 1 }
            if answer == "fail: " + expected[place] { continue }
            let said = Array(answer.dropFirst(6)), wanted = Array(expected[place])
            let different = said.count == wanted.count ? wanted.indices.first { said[$0] != wanted[$0] } : 0
            let request = RandomPolicy.json(cases[place].requests[(different ?? 0) / 2])
            Issue.record("\(answer.prefix(90)) at \(different ?? -1) and not \(expected[place]): \(request) of \(cases[place].policy)")
        }
        #expect(seen["?"] == nil && seen["a", default: 0] > 5000 && seen["d", default: 0] > 5000 && seen["-", default: 0] > 50000, "\(seen)")
    }

    @Test("what the request does not tell stays open unless the rest decides", arguments: ["allows", "denies"])
    func open(function: String) throws {
        var random = RandomPolicy(dice: Dice(seed: 11), isDecided: false)
        var items: [String] = []
        var expected: [Bool?] = []
        var texts: [String] = []
        for number in 0..<4000 {
            let (oracle, json) = random.policy()
            let request = random.request()
            items.append(Self.item(number, json, [request]))
            texts.append("\(json) of \(RandomPolicy.json(request))")
            expected.append(function == "allows" ? oracle.allows(request) : oracle.denies(request))
        }
        let answers = try Asked.all(
            "\(Self.readRequest) return iam.\(function)(it.configuration.policy, read(it.configuration.requests[1])) and pass() or fail 'no'",
            items: items)
        #expect(answers.count == items.count)
        for answer in [nil, true, false] { #expect(expected.count { $0 == answer } > 100, "\(String(describing: answer)) is too rare") }
        for (place, answer) in answers.enumerated() {
            switch expected[place] {
            case nil: #expect(answer.hasPrefix("unknown(unresolved): ") || answer.hasPrefix("unknown(undecodable): "), "\(answer): \(texts[place])")
            case let isSo?: #expect(answer == (isSo ? "pass" : "fail: no"), "\(texts[place])")
            }
        }
    }
}
