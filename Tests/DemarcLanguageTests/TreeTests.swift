// SPDX-License-Identifier: Apache-2.0
import DemarcLanguage
import DemarcTestSupport
import Testing

/// The tree says what the source says: Lua makes the same code of a source in which every operation is put in parentheses by the tree.
@Suite struct TreeTests {
    private struct Parentheses: SyntaxVisitor {
        var opening: [Int: Int] = [:]
        var closing: [Int: Int] = [:]

        mutating func visit(_ expression: LuaExpression) {
            switch expression.kind {
            case .unary: put(expression.range.bytes)
            case .binary(let first, let operations):
                for operation in operations { put(first.range.start.offset..<operation.operand.range.end.offset) }
            default: break
            }
        }

        private mutating func put(_ bytes: Range<Int>) {
            opening[bytes.lowerBound, default: 0] += 1
            closing[bytes.upperBound, default: 0] += 1
        }

        func applied(to source: [UInt8]) -> [UInt8] {
            var result: [UInt8] = []
            for place in 0...source.count {
                result += Array(repeating: UInt8(ascii: ")"), count: closing[place] ?? 0)
                result += Array(repeating: UInt8(ascii: "("), count: opening[place] ?? 0)
                if place < source.count { result.append(source[place]) }
            }
            return result
        }
    }

    private static func checkSameCode(_ sources: [[UInt8]]) throws {
        let taken = zip(sources, try ReferenceLua.refusals(sources)).filter { $0.1 == nil }.map(\.0)
        #expect(taken.count > sources.count / 20)
        let explicit = try taken.map { source in
            var parentheses = Parentheses()
            parentheses.walk(try SyntaxTree(parsing: source).main.body)
            return parentheses.applied(to: source)
        }
        let code =
            "function(source) return (string.dump(assert(load(source, '@it', 't')), true):gsub('.', function(c) return ('%02x'):format(c:byte()) end)) end"
        let before = try ReferenceLua.lines(taken, code)
        let after = try ReferenceLua.lines(explicit, code)
        for (place, source) in explicit.enumerated() where before[place] != after[place] {
            Issue.record("not the same: \(String(decoding: source, as: UTF8.self))")
        }
    }

    @Test("of the project's files")
    func project() throws { try TreeTests.checkSameCode(try Sources.ofTheProject().map { try Folders.bytes($0) }) }

    @Test("of corners of the grammar")
    func corners() throws { try TreeTests.checkSameCode(Sources.corners.map { Array($0.utf8) }) }

    @Test("of random sources")
    func random() throws {
        try TreeTests.checkSameCode(
            (0..<1_500).map { number in
                var random = RandomSource(seed: UInt64(20_000 + number))
                return Array(random.block().utf8)
            })
    }

    @Test("numbers and strings have Lua's values")
    func literals() throws {
        let literals = (0..<3_000).map { number in
            var random = RandomSource(seed: UInt64(30_000 + number))
            return random.literal()
        }
        let sources = literals.map { Array("return \($0)".utf8) }
        let values = try ReferenceLua.lines(
            sources,
            """
            function(source)
              local value = load(source, '@it', 't')()
              if math.type(value) == 'integer' then return 'integer ' .. value end
              local bytes = type(value) == 'string' and value or ('>d'):pack(value)
              return (math.type(value) or 'string') .. ' ' .. bytes:gsub('.', function(c) return c:byte() .. ' ' end)
            end
            """)
        #expect(try sources.map { try TreeTests.literal($0) } == values)
    }

    private static func literal(_ source: [UInt8]) throws -> String {
        guard case .return(let values) = try SyntaxTree(parsing: source).main.body.statements.first?.kind else { return "no return" }
        switch values.first?.kind {
        case .integer(let value): return "integer \(value)"
        case .float(let value): return "float " + (0..<8).map { "\((value.bitPattern >> (56 - 8 * UInt64($0))) & 0xFF) " }.joined()
        case .string(let bytes): return "string " + bytes.map { "\($0) " }.joined()
        default: return "no literal"
        }
    }
}
