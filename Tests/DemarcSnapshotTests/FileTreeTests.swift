// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
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

    @Test func `names that merely look alike are two files`() throws {
        try Folders.withTemporary { folder in
            let paths = ["e\u{301}", "\u{E9}"].flatMap { ["\(folder)/s/\($0).json", "\(folder)/s/\($0)/f.json"] }
            let ordered = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            for path in paths { try Folders.write("nothing", to: path) }
            for threads in [1, 2, 8] {
                let entries = FileTree.entries(["\(folder)/s"], threads: threads)
                #expect(entries == ordered.map { .file($0) })
                #expect(entries.map(FileTreeTests.bytes) == ordered.map { Array($0.utf8) })
            }
            let problems = try SnapshotLoader.load(paths: ["\(folder)/s"]).problems
            #expect(problems.map { Array($0.path.utf8) } == ordered.map { Array($0.utf8) })
            #expect(Problem(.damage, path: paths[0], "x") != Problem(.damage, path: paths[2], "x"))
        }
    }

    @Test func `a link leads to what is read only where its bytes do`() throws {
        try Folders.withTemporary { folder in
            for name in ["e\u{301}", "\u{E9}"] { try Folders.write("{}", to: "\(folder)/s/\(name)/f.json") }
            let (read, other) = ("\(folder)/s/e\u{301}", "\(folder)/s/\u{E9}")
            try FileManager.default.createSymbolicLink(atPath: "\(read)/l.json", withDestinationPath: "\(other)/f.json")
            let entries = FileTree.entries([read])
            #expect(entries.count == 2 && entries.first == .file("\(read)/f.json"))
            guard case .unreadable("\(read)/l.json", _)? = entries.last else { throw Missing(entries: entries) }
        }
    }

    private struct Missing: Error { let entries: [FileTree.Entry] }

    private static func bytes(_ entry: FileTree.Entry) -> [UInt8] {
        switch entry {
        case .file(let path), .skipped(let path, _), .unreadable(let path, _): Array(path.utf8)
        }
    }

    @Test func `a link that is named is read, whatever else is named and in any order`() throws {
        try Folders.withTemporary { folder in
            try Folders.write("{}", to: "\(folder)/dir/a.json")
            try Folders.write("{}", to: "\(folder)/out/b.json")
            try FileManager.default.createSymbolicLink(atPath: "\(folder)/dir/l.json", withDestinationPath: "../out/b.json")
            for paths in [["dir", "dir/l.json"], ["dir/l.json", "dir"], ["dir/", "dir/l.json", "dir"]] {
                for threads in [1, 4] {
                    let entries = FileTree.entries(paths.map { "\(folder)/\($0)" }, threads: threads)
                    #expect(entries == [.file("\(folder)/dir/a.json"), .file("\(folder)/dir/l.json")])
                }
            }
        }
    }

    @Test func `a name that is not UTF-8 is told beside the file it could be taken for`() throws {
        try Folders.withTemporary { folder in
            let script = #"""
                cd "$0" && mkdir -p s "s/$(printf 'd\377')" "s/$(printf 'd\357\277\275')"
                for name in s/a s/d; do
                    echo '{}' > "$name$(printf '\377')$END"; echo '{}' > "$name$(printf '\357\277\275')$END"
                    END=/f.json
                done
                """#
            _ = try Command.run("/bin/bash", ["-c", script, folder], in: nil, environment: ["END": ".json"])
            let reason = "its name is not UTF-8"
            let (file, inner) = ("\(folder)/s/a\u{FFFD}.json", "\(folder)/s/d\u{FFFD}")
            #expect(
                FileTree.entries(["\(folder)/s"]) == [
                    .file(file), .unreadable(file, reason: reason), .unreadable(inner, reason: reason), .file("\(inner)/f.json"),
                ])
        }
    }
}
