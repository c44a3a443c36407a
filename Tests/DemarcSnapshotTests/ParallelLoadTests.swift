// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import DemarcTestSupport
import Synchronization
import Testing

@testable import DemarcSnapshot

/// However many threads load a snapshot, it is the same.
@Suite struct ParallelLoadTests {
    /// - Parameter sharedSize: 1 lets threads share every list.
    private func text(_ path: String, jobs: Int, sharedSize: Int = 1) throws -> String {
        var options = LoadOptions()
        options.jobs = jobs
        options.sharedSize = sharedSize
        // Small, so that even a small list has many pieces.
        options.blockSize = 1 << 16
        return SnapshotText(snapshot: try SnapshotLoader.load(paths: [path], options: options), folder: "").text
    }

    private func expectSame(_ path: String) throws {
        let alone = try text(path, jobs: 1)
        for jobs in [2, 8] {
            #expect(try text(path, jobs: jobs) == alone)
            #expect(try text(path, jobs: jobs, sharedSize: .max) == alone)
        }
    }

    @Test func `the bundled organisation`() throws { try expectSame(Folders.inProject("Snapshots/example-org")) }

    @Test(.enabled(if: SharedData.has("snapshots"), Comment(rawValue: SharedData.absence)))
    func `everything that is kept of other projects`() throws { try expectSame(SharedData.path("snapshots")) }

    @Test(.enabled(if: SharedData.has("hostile"), Comment(rawValue: SharedData.absence)))
    func `hostile input`() throws { try expectSame(SharedData.path("hostile")) }

    /// Items of several accounts, so many that a file of them comes in several pieces.
    private static func items(_ count: Int, accounts: Int = 3) -> [String] {
        (0..<count).map { number in
            let account = "11111111111\(number % accounts)"
            let filler = String(repeating: "x", count: number % 900)
            return """
                {"resourceType":"AWS::EC2::VPC","resourceId":"vpc-\(number % 2400)","awsAccountId":"\(account)","awsRegion":"eu-west-\(number % 2 + 1)",\
                "configurationItemCaptureTime":"2026-03-02T00:00:00Z","configuration":{"k\(number % 700)":\(number),"text":"\(filler)"}}
                """
        }
    }

    private static let list = "{\"configurationItems\":[\(items(5000).joined(separator: ","))],\"configSnapshotId\":\"1\"}"

    @Test func `one file in many pieces, its resources told twice`() throws {
        try Folders.withTemporary { folder in
            try Folders.write(Self.list, to: "\(folder)/one.json")
            let alone = try text(folder, jobs: 1)
            #expect(alone.contains("says something else of "))
            for _ in 0..<5 { #expect(try text(folder, jobs: 8) == alone) }
        }
    }

    @Test func `one account, its databases listed by answers that name them otherwise and elsewhere`() throws {
        let arn = "arn:aws:rds:eu-west-1:111111111110:db:orders"
        let database = """
            {"resourceType":"AWS::RDS::DBInstance","resourceId":"db-ABC","awsAccountId":"111111111110","awsRegion":"eu-west-1","ARN":"\(arn)",\
            "configurationItemCaptureTime":"2026-03-02T00:00:00Z","configuration":{"dBInstanceIdentifier":"orders"}}
            """
        let answer = """
            {"DBInstances":[{"DBInstanceIdentifier":"orders","DBInstanceArn":"\(arn)","Engine":"mysql"},\
            {"DBInstanceIdentifier":"other","DBInstanceArn":"arn:aws:rds:eu-west-2:111111111110:db:other","Engine":"mysql"}]}
            """
        try Folders.withTemporary { folder in
            let items = (Self.items(5000, accounts: 1) + [database]).joined(separator: ",")
            try Folders.write("{\"configurationItems\":[\(items)],\"configSnapshotId\":\"1\"}", to: "\(folder)/one.json")
            try Folders.write(answer, to: "\(folder)/aws/111111111110/eu-west-2/rds-describe-db-instances.json")
            let alone = try text(folder, jobs: 1)
            let account = try #require(try SnapshotLoader.load(paths: [folder]).accounts.first)
            let databases = account.resources(of: "AWS::RDS::DBInstance").map { account.resource($0) }
            #expect(databases.map(\.id) == ["db-ABC", "other"])
            #expect(databases.map(\.region) == ["eu-west-1", "eu-west-2"])
            #expect(databases.map(\.origins.count) == [2, 1])
            for jobs in [2, 3, 8] { #expect(try text(folder, jobs: jobs) == alone) }
        }
    }

    @Test("many small accounts hold little more than what is read of them", arguments: [1, 4])
    func smallAccounts(jobs: Int) throws {
        try Folders.withTemporary { folder in
            let items = (0..<400).map { number in
                #"{"resourceType":"AWS::EC2::VPC","resourceId":"vpc-\#(number)","awsAccountId":"\#(111_111_111_000 + number)","awsRegion":"eu-west-1","#
                    + #""configurationItemCaptureTime":"2026-03-02T00:00:00Z","configuration":{"state":"available"}}"#
            }
            try Folders.write("{\"configurationItems\":[\(items.joined(separator: ","))]}", to: "\(folder)/one.json")
            var options = LoadOptions()
            options.jobs = jobs
            options.sharedSize = 1
            options.blockSize = 1 << 18
            let snapshot = try SnapshotLoader.load(paths: [folder], options: options)
            #expect(snapshot.accounts.count == 400)
            #expect(try #require(snapshot.accounts.first).arena.byteCount < 32 << 20)
        }
    }

    @Test("damage in one of many pieces is told as it is when the whole is read", arguments: [0.2, 0.999], ["", "}", "\u{1}", ",null,"])
    func damage(part: Double, what: String) throws {
        try Folders.withTemporary { folder in
            let items = Self.items(5000)
            let cut = Int(part * 5000)
            let text = "{\"configurationItems\":[" + items[..<cut].joined(separator: ",") + what + items[cut...].joined(separator: ",") + "]}"
            try Folders.write(text, to: "\(folder)/one.json")
            let alone = try self.text(folder, jobs: 1)
            for _ in 0..<2 { #expect(try self.text(folder, jobs: 8) == alone) }
        }
    }

    @Test func `loading ends when it is told to, in the middle of a file too`() throws {
        try Folders.withTemporary { folder in
            try Folders.write(Self.list, to: "\(folder)/one.json")
            for stop in [0, 1, 3, 6] {
                let asked = Atomic(0)
                var options = LoadOptions()
                options.jobs = 2
                options.sharedSize = 1
                options.blockSize = 1 << 18
                options.isCancelled = { asked.add(1, ordering: .relaxed).oldValue >= stop }
                #expect(throws: DocumentError.cancelled) { try SnapshotLoader.load(paths: [folder], options: options) }
            }
        }
    }
}
