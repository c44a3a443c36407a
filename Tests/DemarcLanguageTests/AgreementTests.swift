// SPDX-License-Identifier: Apache-2.0
import DemarcLanguage
import DemarcTestSupport
import Testing

/// The parser and Lua's own must take the same sources and refuse the same.
@Suite struct AgreementTests {
    /// The sources that only one of both takes, and what the other says.
    private static func disagreements(_ sources: [[UInt8]]) throws -> [String] {
        zip(sources, try ReferenceLua.refusals(sources)).compactMap { source, refusal in
            var found: LuaSyntaxError?
            do throws(LuaSyntaxError) { _ = try SyntaxTree(parsing: source) } catch { found = error }
            if (found == nil) == (refusal == nil) { return nil }
            return "\(String(decoding: source.prefix(4000), as: UTF8.self)): Lua says \(refusal ?? "yes"), we say \(found?.description ?? "yes")"
        }
    }

    @Test("every Lua file of the project is taken")
    func project() throws {
        let files = try Sources.ofTheProject()
        #expect(files.count > 60)
        let sources = try files.map { try Folders.bytes($0) }
        #expect(try AgreementTests.disagreements(sources) == [])
        for source in sources { _ = try SyntaxTree(parsing: source) }
    }

    @Test("hostile rules are taken or refused as Lua does", .enabled(if: SharedData.has("hostile/lua"), Comment(rawValue: SharedData.absence)))
    func hostile() throws {
        let names = SharedData.names(in: "hostile/lua")
        #expect(names.count == 22)
        #expect(try AgreementTests.disagreements(try names.map { try SharedData.bytes("hostile/lua/\($0)") }) == [])
    }

    @Test("the corners of the grammar are taken or refused as Lua does")
    func corners() throws { #expect(try AgreementTests.disagreements(Sources.corners.map { Array($0.utf8) }) == []) }

    @Test("long and deep sources are taken or refused as Lua does, by the same limits")
    func large() throws {
        let wrong = try AgreementTests.disagreements(Sources.large.map { Array($0.utf8) })
        #expect(wrong.map { String($0.suffix(200)) } == [])
    }

    @Test("random sources are taken or refused as Lua does", arguments: 0..<4)
    func random(part: Int) throws {
        let sources = (0..<1_000).map { number in
            var random = RandomSource(seed: UInt64(part * 1_000 + number))
            return Array(random.block().utf8)
        }
        let refused = try ReferenceLua.refusals(sources).count { $0 != nil }
        #expect(refused > 100 && refused < 900)
        #expect(try AgreementTests.disagreements(sources) == [])
    }

    @Test("damaged sources are taken or refused as Lua does", arguments: 0..<4)
    func damaged(part: Int) throws {
        let rules = try Sources.ofTheProject().map { try Folders.bytes($0) }
        let sources = (0..<1_000).map { number in
            var random = RandomSource(seed: UInt64(10_000 + part * 1_000 + number))
            return random.damaged(number % 4 == 0 ? rules[random.number(rules.count)] : Array(random.block().utf8))
        }
        #expect(try AgreementTests.disagreements(sources) == [])
    }
}
