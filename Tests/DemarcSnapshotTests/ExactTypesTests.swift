// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcSnapshot

/// Types are the same where their bytes are: to `String` two spellings of "é" are one.
@Suite struct ExactTypesTests {
    private static let types = ["AWS::X::e\u{301}", "AWS::X::f", "AWS::X::\u{E9}", "AWS::X::日本", "AWS::X::\u{10FFFF}", "AWS::X::\u{FF21}"]

    @Test func `each is found, by its own bytes`() throws {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: Self.types.enumerated().map { SnapshotFolder.item($1, "r\($0)") })
            // Sets of an order of chance decided which of two was found.
            for _ in 0..<8 {
                let account = try #require(try SnapshotLoader.load(paths: [snapshot.path]).accounts.first)
                for (number, type) in Self.types.enumerated() {
                    let found = account.resources(of: type).map(account.resource)
                    #expect(found.map(\.id) == ["r\(number)"], "\(type)")
                    #expect(found.allSatisfy { $0.type.utf8.elementsEqual(type.utf8) })
                }
                #expect(account.resources(of: "AWS::X::g").isEmpty)
                let bytes = account.types.map { Array($0.utf8) }
                #expect(bytes == bytes.sorted { $0.lexicographicallyPrecedes($1) })
            }
        }
    }
}
