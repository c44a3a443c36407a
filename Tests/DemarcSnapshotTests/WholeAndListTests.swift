// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcSnapshot

/// A file of AWS Config is read item by item, or as one document where an object stands before its list: both give one snapshot.
@Suite struct WholeAndListTests {
    private static let blockSize = 1 << 18

    /// The snapshot of a file whose first member is `first`; all `first` here are of one length, so that places are the same.
    private static func snapshot(_ bytes: [UInt8], first: String) throws -> String {
        try Folders.withTemporary { folder in
            let start = try #require(bytes.firstIndex(of: UInt8(ascii: "{")))
            var options = LoadOptions()
            options.blockSize = blockSize
            let path = "\(folder)/111122223333_Config_us-east-1_ConfigSnapshot_20260302T000000Z_1.json"
            try Folders.write(Array(bytes[...start]) + Array("\"x\":\(first),".utf8) + Array(bytes[(start + 1)...]), to: path)
            return SnapshotText(snapshot: try SnapshotLoader.load(paths: [path], options: options), folder: folder + "/").text
        }
    }

    private static func expectSame(_ bytes: [UInt8], _ comment: String) throws {
        let (list, whole) = try (snapshot(bytes, first: "12"), snapshot(bytes, first: "{}"))
        let lines = zip(list.split(separator: "\n"), whole.split(separator: "\n")).first { $0 != $1 }
        #expect(list == whole, "\(comment): \(lines.map { "\($0.0) and \($0.1)" } ?? "")")
    }

    /// Either way gives one snapshot; or tells the same damage and takes nothing, where only the list's reader has begun an account by then.
    private static func expectSameDamage(_ bytes: [UInt8], isDamaged: Bool, _ comment: String) throws {
        let results = try ["12", "{}"].map { try snapshot(bytes, first: $0) }
        if !isDamaged && results[0] == results[1] { return }
        let told = results.map { $0.prefix(upTo: $0.firstRange(of: "\"accounts\"")?.lowerBound ?? $0.endIndex) }
        #expect(told[0] == told[1], "\(comment)")
        for text in results { #expect(text.contains("damage: ") && !text.contains("\"resources\": [\n"), "\(comment)") }
    }

    static let files = SharedData.files(below: "snapshots/config-snapshot-synthetic").filter { $0.hasSuffix(".json") }

    @Test(
        "the shared snapshots are the same either way",
        .enabled(if: SharedData.has("snapshots/config-snapshot-synthetic"), Comment(rawValue: SharedData.absence)))
    func sharedSnapshots() throws {
        var compared = 0
        for file in WholeAndListTests.files {
            let bytes = try SharedData.bytes("snapshots/config-snapshot-synthetic/\(file)")
            guard String(decoding: bytes.prefix(400), as: UTF8.self).contains("configurationItems") else { continue }
            try WholeAndListTests.expectSame(bytes, file)
            compared += 1
        }
        #expect(compared > 0)
    }

    /// Where the text that is read at once ends, in a file of a few such texts.
    private static let pieces = [blockSize, 2 * blockSize]

    private static let large: [UInt8] = {
        let filler = String(repeating: #"a \"quoted\" {text},"#, count: 8)
        let items = (0..<1200).map {
            SnapshotFolder.item("AWS::EC2::VPC", "vpc-\($0)", #"{"vpcId":"vpc-\#($0)","about":["\#(filler)",{"n":\#($0)}]}"#)
        }
        return Array(#"{"configSnapshotId":"1","configurationItems":[\#(items.joined(separator: ","))]}"#.utf8)
    }()

    @Test("damage around the end of a piece is found either way", arguments: pieces, [UInt8(ascii: "}"), UInt8(ascii: "\""), 0])
    func damage(piece: Int, byte: UInt8) throws {
        #expect(WholeAndListTests.large.count > 2 * WholeAndListTests.blockSize)
        for place in stride(from: piece - 60, through: piece + 20, by: 9) {
            var bytes = WholeAndListTests.large
            bytes[place] = byte
            try WholeAndListTests.expectSameDamage(bytes, isDamaged: byte == 0, "byte \(byte) at \(place)")
        }
    }

    @Test("a file that ends around the end of a piece is damaged either way", arguments: pieces)
    func cut(piece: Int) throws {
        for end in stride(from: piece - 60, through: piece + 20, by: 7) {
            try WholeAndListTests.expectSameDamage(Array(WholeAndListTests.large[..<end]), isDamaged: true, "cut at \(end)")
        }
    }
}
