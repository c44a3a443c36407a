// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

@testable import DemarcDocument

/// What the system's gzip packed, in and out a few bytes at a time.
@Suite struct GunzipTests {
    private static let text: [UInt8] = (0..<40_000).flatMap { Array("{\"id\":\($0),\"text\":\"\($0 &* 2_654_435_761)\"},".utf8) }

    private static func packed(_ text: [UInt8], level: Int = 6) throws -> [UInt8] {
        try Folders.withTemporary { folder in
            try Data(text).write(to: URL(filePath: "\(folder)/x"))
            _ = try Command.run("/bin/gzip", ["-n", "-\(level)", "\(folder)/x"], in: nil, environment: [:])
            return Array(try Data(contentsOf: URL(filePath: "\(folder)/x.gz")))
        }
    }

    private static func unpack(_ bytes: [UInt8], given: Int = .max, room: Int = 1 << 16) throws(DocumentError) -> [UInt8] {
        var place = 0
        let archive = unsafe try Gunzip(
            { target in
                let count = min(bytes.count - place, target.count, given)
                for offset in 0..<count { unsafe target[offset] = bytes[place + offset] }
                place += count
                return count
            }, size: bytes.count)
        let target = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: room)
        defer { unsafe target.deallocate() }
        var text: [UInt8] = []
        while true {
            let count = unsafe try archive.read(target)
            if count == 0 { return text }
            unsafe text += target[..<count]
        }
    }

    @Test("a stream is unpacked however little is given and taken at a time", arguments: [(1, 65_536), (1000, 7), (.max, 1), (65_537, 300)], [1, 9])
    func pieces(size: (given: Int, room: Int), level: Int) throws {
        #expect(try Self.unpack(Self.packed(Self.text, level: level), given: size.given, room: size.room) == Self.text)
    }

    @Test func `every member is unpacked, and zeros behind the last are padding`() throws {
        let first = try Self.packed(Self.text)
        let empty = try Self.packed([])
        for given in [1, 18, .max] {
            let text = try Self.unpack(first + empty + first + [UInt8](repeating: 0, count: 1000), given: given)
            #expect(text == Self.text + Self.text)
        }
    }

    @Test func `a stream that is cut anywhere, or goes on with something else, is damaged`() throws {
        let whole = try Self.packed(Array(Self.text[..<4000]))
        for end in 1..<whole.count {
            #expect(throws: DocumentError.damagedArchive("at byte \(end) of \(end)")) { try Self.unpack(Array(whole[..<end])) }
        }
        for rest in [[1], [0, 0, 0x1F], [0x1F, 0x8B, 8]] as [[UInt8]] {
            #expect(throws: DocumentError.self) { try Self.unpack(whole + rest) }
        }
    }

    @Test func `a changed byte is told, unless nothing depends on it`() throws {
        let text = Array(Self.text[..<4000])
        let whole = try Self.packed(text)
        for place in whole.indices {
            var changed = whole
            changed[place] ^= 0x10
            // Of the head the time and the system are not looked at, nor what fills the last byte before the checksum.
            if let result = try? Self.unpack(changed) { #expect(result == text && (place < 10 || place == whole.count - 9), "at \(place)") }
        }
    }

    @Test func `what grows out of all proportion is refused`() throws {
        let bomb = try Self.packed([UInt8](repeating: 0x20, count: Gunzip.limit(0) + 1), level: 9)
        #expect(bomb.count < 100_000)
        #expect(throws: DocumentError.self) { try Self.unpack(bomb) }
    }
}
