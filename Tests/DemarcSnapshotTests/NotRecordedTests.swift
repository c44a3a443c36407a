// SPDX-License-Identifier: Apache-2.0
import DemarcSnapshot
import DemarcTestSupport
import Testing

/// A resource that was seen and not recorded: nobody can say that there is none of its type.
@Suite struct NotRecordedTests {
    private static let type = "AWS::EC2::FlowLog"

    private func coverage(_ items: [String], with answer: String? = nil) throws -> Coverage {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: items)
            if let answer { try Folders.write(answer, to: "\(snapshot.path)/\(SnapshotFolder.account)/us-east-1/ec2/describe-flow-logs.json") }
            let account = try #require(try SnapshotLoader.load(paths: [snapshot.path]).accounts.first)
            let region = try #require(account.regions.firstIndex { $0.id == "us-east-1" })
            return account.coverage(of: Self.type, in: region)
        }
    }

    private func item(_ status: String, captured: String = "2026-03-01T00:00:00.000Z") -> String {
        SnapshotFolder.item(Self.type, "fl-1").replacing(#""OK""#, with: #""\#(status)""#)
            .replacing("2026-03-01T00:00:00.000Z", with: captured)
    }

    @Test func `its type is not complete`() throws {
        #expect(try coverage([item("ResourceNotRecorded")]) == .partial(reason: "resources were seen of which nothing was recorded"))
        #expect(try coverage([item("ResourceDeletedNotRecorded")]) == .complete)
        #expect(try coverage([item("ResourceDeleted")]) == .complete)
    }

    @Test func `a later item of it, or a list of all there are, makes it known again`() throws {
        let later = item("OK", captured: "2026-03-02T00:00:00.000Z")
        #expect(try coverage([item("ResourceNotRecorded"), later]) == .complete)
        #expect(try coverage([item("ResourceNotRecorded")], with: #"{"FlowLogs": []}"#) == .complete)
    }
}
