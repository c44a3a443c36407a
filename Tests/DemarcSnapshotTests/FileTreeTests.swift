// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcSnapshot

@Suite struct FileTreeTests {
    @Test(arguments: [1, 2, 8]) func listsEveryFileOnceInOrderHoweverManyThreadsList(_ threads: Int) throws {
        try Folders.withTemporary { folder in
            var expected: [FileTree.Entry] = []
            for place in (0..<120).map({ "\(folder)/a\(10 + $0 / 4)/r\($0 % 4)" }) {
                try Folders.write("{}", to: "\(place)/f.json")
                try Folders.write("{}", to: "\(place)/.hidden")
                expected.append(.file("\(place)/f.json"))
            }
            let one = "\(folder)/a10/r0"
            #expect(FileTree.entries([folder, one, "\(one)/f.json"], threads: threads) == expected)
        }
    }
}
