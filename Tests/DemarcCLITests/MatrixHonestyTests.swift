// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// What a matrix says of what nobody looked at, in the bundled organisation.
@Suite struct MatrixHonestyTests {
    /// The lines below the row `title` of one account's matrix, each row's notes on one line.
    private func rows(_ service: String, account: String, title: String) throws -> [String] {
        let text = try Command.demarc(["responsibility", service, "Snapshots/example-org", "--color", "never"]).text
        let matrix = try #require(text.components("  account ").first { $0.hasPrefix(account) })
        var rows: [String] = []
        for line in matrix.split(separator: "\n") {
            if line.hasPrefix(" ") {
                guard let last = rows.popLast() else { continue }
                rows.append(last + " " + line.drop { $0 == " " })
            } else {
                rows.append(String(line))
            }
        }
        return rows.filter { $0.contains(title) }
    }

    @Test func `nobody answers for databases that were not collected`() throws {
        let rows = try rows("rds", account: "333333333333", title: "Operating system patching")
        #expect(rows.count == 1 && rows.allSatisfy { $0.hasPrefix("? ") && $0.contains("not known who answers: ") }, "\(rows)")
    }

    @Test func `what is seen is kept apart from what was not collected`() throws {
        let rows = try rows("rds", account: "222222222222", title: "Operating system patching")
        #expect(rows.count == 2 && rows[0].hasPrefix("aws       inherited") && rows[1].contains("for the rest"), "\(rows)")
    }

    @Test func `a rule that passes over what moved to the customer leaves it blind`() throws {
        let rows = try rows("lambda", account: "111111111111", title: "Runtime (Python").filter { $0.contains("rebuilds") }
        #expect(rows.count == 1 && rows.allSatisfy { $0.hasPrefix("customer  blind") }, "\(rows)")
    }

    @Test func `a deprecated runtime fails the row that its patching moved to`() throws {
        let rows = try rows("lambda", account: "222222222222", title: "Runtime patching").filter { $0.contains("deprecation") }
        #expect(rows.count == 1 && rows.allSatisfy { $0.hasPrefix("customer  fail") }, "\(rows)")
    }

    @Test func `a row that passes says what no rule looks at`() throws {
        let rows = try rows("ec2", account: "111111111111", title: "EBS encryption and backups")
        #expect(rows.count == 1 && rows.allSatisfy { $0.hasPrefix("customer  pass") && $0.contains("no rule looks at: backups") }, "\(rows)")
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
