// SPDX-License-Identifier: Apache-2.0
import DemarcLanguage
import DemarcTestSupport
import Foundation
import Testing

@testable import DemarcLint

/// How long the shipped rules are: the promise of 20 lines of head and check at the median, and of 6 lines an example.
///
/// A line of head and check is one that holds code outside of `examples`, whatever the code is: the declaration from `return rule {` to
/// its brace, the check, and the file's own functions, constants and `require`. Blank lines, comments and the line of the licence are not
/// counted, as cfn-guard's 17 lines are counted without them. A line of an example is any from its name to the end of its value.
@Suite struct ShippedRuleLengthTests {
    static let folders = ["Plugins/aws", "Plugins/acme"]

    @Test("head and check of the shipped rules are 20 lines or fewer at the median")
    func median() throws {
        let lengths = try rules(in: "Plugins/aws").map(headAndCheck).sorted()
        #expect(lengths.count >= 38)
        // Of an even number the longer of the two in the middle.
        #expect(lengths[lengths.count / 2] <= 20, "\(lengths)")
    }

    @Test("no example is longer than 6 lines", arguments: folders)
    func examples(folder: String) throws {
        for rule in try rules(in: folder) {
            let declared = try #require(rule.declaration?.field("examples"), "\(rule.path)")
            for verdict in declared.items {
                #expect(!verdict.value.items.isEmpty, "\(rule.path): the examples under \(verdict.key.text ?? "") are not written out")
                for example in verdict.value.items {
                    let lines = example.range.end.line - example.range.start.line + 1
                    #expect(lines <= 6, "\(rule.path):\(example.range.start.line): \(example.key.text ?? "") has \(lines) lines")
                }
            }
        }
    }

    @Test("no line is crowded: what stands before a statement on its line is no other statement", arguments: folders)
    func statements(folder: String) throws {
        for rule in try rules(in: folder) {
            var visitor = StatementRanges()
            visitor.walk(rule.tree.main.body)
            for next in visitor.ranges {
                let crowded = visitor.ranges.contains { before in
                    before.end <= next.start && before.end.line == next.start.line
                        && rule.tree.source[before.end.offset..<next.start.offset].allSatisfy { " ;".utf8.contains($0) }
                }
                #expect(!crowded, "\(rule.path):\(next.start.line): a statement behind another on its line")
            }
        }
    }

    private func rules(in folder: String) throws -> [LintSource] {
        let read = LintSources(folder: Folders.inProject(folder), name: folder)
        #expect(read.findings.isEmpty)
        return read.sources.filter { if case .rule = $0.kind { true } else { false } }
    }

    private func headAndCheck(_ rule: LintSource) throws -> Int {
        let examples = try #require(rule.declaration?.items.first { $0.key.text == "examples" }, "\(rule.path)").range
        var text = rule.tree.source
        for range in rule.tree.comments.map(\.range) + [examples] {
            for place in range.bytes where text[place] != 0x0A { text[place] = 0x20 }
        }
        // What is left of the line on which the examples end is the comma behind them.
        return text.split(separator: 0x0A).count { line in line.contains { $0 > 0x20 && $0 != UInt8(ascii: ",") } }
    }
}

/// The places of all statements, in the order in which they begin.
private struct StatementRanges: SyntaxVisitor {
    var ranges: [SourceRange] = []

    mutating func visit(_ statement: LuaStatement) { ranges.append(statement.range) }
}
