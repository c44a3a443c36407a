// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// What the manual shows and names is true.
@Suite struct ManualTests {
    @Test(arguments: ["WritingARule.md", "Testing.md", "Debugging.md", "Organisation.md"])
    func whatAPageShowsComesOutSo(page: String) throws {
        let page = try ManualPage(page)
        #expect(page.steps.count >= 3)
        for complaint in try page.follow() { Issue.record("\(complaint)") }
    }

    @Test func `the first page lists every page, and every link leads somewhere`() throws {
        let pages = try ManualPage.all
        let names = Set(pages.map { String($0.name.dropLast(3)) })
        #expect(names.count >= 9)
        let first = try ManualPage("Demarc.md").lines.joined(separator: "\n")
        for name in names where name != "Demarc" {
            #expect(first.contains("](\(name).md)") && first.contains("- <doc:\(name)>"), "\(name)")
        }
        for page in pages {
            for line in page.lines {
                for match in line.matches(of: #/<doc:([A-Za-z]+)>/#) { #expect(names.contains(String(match.output.1)), "\(page.name): \(line)") }
                for match in line.matches(of: #/\]\(([A-Za-z-]+\.(?:md|svg))\)/#) {
                    let file = Folders.inProject("Sources/Demarc/Demarc.docc/\(match.output.1)")
                    #expect(FileManager.default.fileExists(atPath: file), "\(page.name): \(line)")
                }
            }
        }
    }

    @Test func `every command and option that a page names is there`() throws {
        let script = try Command.demarc(["completions", "bash"]).text
        let known = Set(script.matches(of: #/--[a-z][a-z-]+/#).map { String($0.output) })
        let overview = try Command.demarc(["--help"]).text
        for page in try ManualPage.all {
            let text = page.lines.joined(separator: "\n")
            for match in text.matches(of: #/demarc ([a-z]+(?: new)?)[ `][^\n`]*/#) where !text.hasPrefix("# The hot path") {
                let words = match.output.1
                guard overview.contains("\n  \(words) ") else {
                    // Prose, such as "demarc needs".
                    #expect(!match.output.0.contains("--"), "\(page.name): \(match.output.0)")
                    continue
                }
                for option in match.output.0.matches(of: #/ (--[a-z][a-z-]+)/#) {
                    #expect(known.contains(String(option.output.1)), "\(page.name): \(match.output.0)")
                }
            }
        }
    }

    @Test func `every suite that the security model names is there`() throws {
        let page = try ManualPage("SecurityModel.md").lines.joined(separator: "\n")
        let names = Set(page.matches(of: #/`([A-Za-z]+Tests)`/#).map { String($0.output.1) })
        #expect(names.count > 20)
        let suites = try Command.shell("grep -rhoE 'struct [A-Za-z]+Tests' Tests | sed 's/struct //'").text.split(separator: "\n").map(String.init)
        for name in names { #expect(suites.contains(name), "\(name)") }
    }

    @Test func `the architecture page has every module of the product, and where to begin reading`() throws {
        let page = try ManualPage("Architecture.md").lines.joined(separator: "\n")
        let rows = page.matches(of: #/\| `([A-Za-z]+)` \| [^|]+ \| (.*) \|/#).map { (String($0.output.1), String($0.output.2)) }
        let modules = try Command.shell("ls Sources").text.split(separator: "\n").map(String.init)
        // Thin shims are told where they are used.
        #expect(Set(rows.map(\.0)) == Set(modules.filter { !["CLua", "CSimdjson", "CInflate", "CDeflate", "CEdit", "CLineEditor"].contains($0) }))
        for (module, files) in rows {
            for file in files.matches(of: #/`([^`]+)`/#) {
                #expect(try !Command.shell("find Sources/\(module) -name '\(file.output.1)'").text.isEmpty, "\(module): \(file.output.1)")
            }
        }
    }
}
