// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// The reference page of the library: each function is on it, and each of its examples gives what the page says.
@Suite struct LibraryPageTests {
    private static let libraries = ["iam", "list", "net", "set", "text", "time"]

    /// An expression, what stands before it in its block, and what it gives.
    struct Example: Sendable, CustomTestStringConvertible {
        let heading: String
        let lead: String
        let expression: String
        let value: String
        var testDescription: String { expression }
    }

    /// The page, taken apart.
    private struct Page {
        var document = ""
        var headings: [String] = []
        var examples: [Example] = []

        init(_ text: String) {
            var fence: Substring?
            var lead: [Substring] = []
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("```") {
                    fence = fence == nil ? line.dropFirst(3) : nil
                    lead = []
                } else if fence == "json" {
                    document += line
                } else if fence == "lua" {
                    read(line, &lead)
                } else if line.hasPrefix("### ") {
                    headings.append(String(line.dropFirst(4)))
                }
            }
        }

        /// A line of code is an example with all the lines before it that are none, in its block.
        private mutating func read(_ line: Substring, _ lead: inout [Substring]) {
            guard let mark = line.ranges(of: " --> ").first else { return lead.append(line) }
            let open = lead.lastIndex { $0.hasPrefix("local ") } ?? -1
            let isContinued = lead.count > open + 1
            let whole = (isContinued ? lead[(open + 1)...].joined(separator: "\n") + "\n" : "") + line[..<mark.lowerBound]
            examples.append(
                Example(
                    heading: headings.last ?? "", lead: lead.prefix(open + 1).joined(separator: "\n"), expression: whole,
                    value: String(line[mark.upperBound...])))
            if isContinued { lead.removeSubrange((open + 1)...) }
        }
    }

    private static let page = Result {
        Page(String(decoding: try Folders.bytes(Folders.inProject("Sources/Demarc/Demarc.docc/Library.md")), as: UTF8.self))
    }
    private static let examples = (try? page.get().examples) ?? []

    @Test("what an example gives is what the page says", arguments: examples)
    func example(one: Example) throws {
        let item = SnapshotFolder.item("AWS::EC2::VPC", "vpc-1", try Self.page.get().document)
        let answer = try Asked.one("\(one.lead)\nlocal value = \(one.expression)\nreturn fail('%s', tostring(value))", items: [item])
        #expect((answer.hasPrefix("fail: ") ? String(answer.dropFirst(6)) : answer) == one.value)
    }

    @Test("each function of the library has a heading with an example below it", arguments: libraries)
    func complete(library: String) throws {
        let names = try Asked.one(
            "local names = {} for name in pairs(\(library)) do names[#names + 1] = name end return fail(table.concat(names, ' '))")
        let page = try Self.page.get()
        for name in names.dropFirst(6).split(separator: " ") {
            let heading = page.headings.first { $0.hasPrefix("\(library).\(name)(") }
            #expect(page.examples.contains { $0.heading == heading && $0.expression.contains("\(library).\(name)") }, "\(library).\(name)")
        }
        #expect(page.headings.count { $0.hasPrefix("\(library).") } == names.split(separator: " ").count - 1)
        #expect(page.examples.count > 50)
    }
}
