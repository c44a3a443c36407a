// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// The matrices of EC2, RDS, Lambda and S3 hold every row of the text, with its party and a state.
@Suite struct ResponsibilityTests {
    private struct Row: Equatable {
        var party: String
        var state: String
        var title: String
    }

    private static let states: Set<String> = ["fail", "unknown", "pass", "inherited", "blind", "skip"]

    /// The rows of each matrix that the command writes, by account; "" for the service as such.
    private func matrices(_ words: [String]) throws -> [(account: String, rows: [Row])] {
        let run = try Command.demarc(["responsibility"] + words, environment: ["COLUMNS": "200"])
        #expect(run.status == 0 && run.errors.isEmpty)
        return run.text.split(separator: "\n\n").map { block in
            let lines = block.split(separator: "\n")
            let account = lines[0].firstRange(of: "  account ").map { String(lines[0][$0.upperBound...].prefix(12)) } ?? ""
            let start = lines.firstIndex { $0.hasPrefix("PARTY ") }.map { $0 + 1 } ?? lines.endIndex
            return (account, lines[start...].filter { !$0.hasPrefix(" ") }.map(ResponsibilityTests.row))
        }
    }

    private static func row(_ line: Substring) -> Row {
        func column(_ range: Range<Int>) -> String { line.dropFirst(range.lowerBound).prefix(range.count).split(separator: " ").joined() }
        // Where resources differ in their party, each party's row says how many it is about.
        let title = line.dropFirst(21).replacing(/\ \([0-9]+ resources?\)$/, with: "")
        return Row(party: column(0..<9), state: column(10..<20), title: String(title))
    }

    @Test(arguments: ["ec2": 11, "rds": 11, "lambda": 10, "s3": 11])
    func theServiceAsSuchHasTheRowsOfTheTextAndNoOther(service: String, count: Int) throws {
        let matrices = try matrices([service])
        try #require(matrices.count == 1)
        let customer = try #require(ResponsibilityRows.customer[service])
        let aws = try #require(ResponsibilityRows.aws[service])
        #expect(matrices[0].rows.map(\.title) == customer + aws && count == customer.count + aws.count)
        #expect(matrices[0].rows.map(\.party) == customer.map { _ in "customer" } + aws.map { _ in "aws" })
        #expect(matrices[0].rows.allSatisfy { ["inherited", "blind", "checked"].contains($0.state) })
    }

    @Test(arguments: ["ec2", "rds", "lambda", "s3"])
    func everyAccountHasEveryRowWithAStateAndAPartyThatMovesOnlyWhereTheTextLetsIt(service: String) throws {
        let matrices = try matrices([service, "Snapshots/example-org"])
        #expect(matrices.map(\.account) == ["111111111111", "222222222222", "333333333333"])
        let customer = try #require(ResponsibilityRows.customer[service])
        let aws = try #require(ResponsibilityRows.aws[service])
        for (account, rows) in matrices {
            var titles: [String] = []
            for row in rows where titles.last != row.title { titles.append(row.title) }
            #expect(titles == customer + aws, "\(account)")
            for row in rows {
                #expect(ResponsibilityTests.states.contains(row.state), "\(account): \(row)")
                if row.party == "?" { #expect(row.state == "unknown" || row.state == "fail", "\(account): \(row)") }
                if row.party == "aws" { #expect(row.state == "inherited" || row.state == "unknown", "\(account): \(row)") }
                if row.party == "customer" { #expect(row.state != "inherited", "\(account): \(row)") }
                // AWS never takes a row over from the customer; where nobody saw the resources, nobody is named.
                if customer.contains(row.title) { #expect(["customer", "?"].contains(row.party), "\(account): \(row)") }
            }
        }
    }

    @Test func `the states of EC2 in the bundled organisation are these`() throws {
        let matrices = try matrices(["ec2", "Snapshots/example-org"])
        #expect(
            matrices[0].rows.map(\.state) == ["blind", "blind", "blind", "blind", "blind", "fail", "pass"] + Array(repeating: "inherited", count: 4))
        #expect(
            matrices[1].rows.map(\.state) == ["blind", "blind", "blind", "blind", "blind", "fail", "fail"] + Array(repeating: "inherited", count: 4))
        #expect(matrices[2].rows.allSatisfy { $0.state != "pass" })
    }

    @Test func `without a service every one in use is shown, with --all the others too, without a snapshot their names`() throws {
        let listed = try Command.demarc(["responsibility"]).text.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
        #expect(Set(["account", "ec2", "iam", "lambda", "rds", "s3"]).isSubset(of: Set(listed)) && listed == listed.sorted(), "\(listed)")
        let used = try matrices(["Snapshots/example-org"]).count
        let all = try matrices(["Snapshots/example-org", "--all"]).count
        #expect(all == 3 * listed.count && used < all && used > 0)
    }

    @Test func `two folders without a service are two parts of one snapshot`() throws {
        let parts = ["Snapshots/example-org/config-bucket", "Snapshots/example-org/cli"]
        let run = try Command.demarc(["responsibility"] + parts)
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.text == (try Command.demarc(["responsibility", "Snapshots/example-org"]).text))
    }
}
