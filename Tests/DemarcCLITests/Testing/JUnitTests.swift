// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Foundation
import Testing

/// `demarc test --format junit` writes what CI systems read.
@Suite struct JUnitTests {
    /// Names and messages with everything in them that XML can't hold, or that would end what they stand in.
    private static let nasty = #"]]> </failure> <b> & \" ' \1 \27[31m \u{FFFF} \u{200B} é 漢 \n end"#

    private func nasty(_ body: (_ plugin: String, _ file: String) throws -> Void) throws {
        try Folders.withTemporary { folder in
            let rule = try TestedRule(
                in: folder, check: "return fail(\"\(JUnitTests.nasty)\")",
                examples: "pass = { [\"\(JUnitTests.nasty)\"] = { it {} } }, fail = { f = { it {} } }")
            try rule.plugin.rule("broken", source: "return rule {")
            let run = try Command.demarc(["test", rule.folder, "--format", "junit", "--output", "\(folder)/report.xml"])
            #expect(run.status == 1 && run.text.isEmpty && run.errors.isEmpty, "\(run.errors)")
            try body(rule.folder, "\(folder)/report.xml")
        }
    }

    @Test func `it is well-formed, and numbers and names are those of the text`() throws {
        try nasty { plugin, file in
            let script = """
                import sys, xml.etree.ElementTree as tree
                root = tree.parse(sys.argv[1]).getroot()
                print(root.tag, root.get("name"), root.get("tests"), root.get("failures"), root.get("errors"))
                for suite in root:
                    print(suite.get("name"), suite.get("package"), suite.get("tests"), suite.get("failures"), suite.get("errors"))
                    for case in suite:
                        print(" ", case.get("classname"), ascii(case.get("name")), [part.tag for part in case])
                print(root[1][0][0].text)
                """
            let read = try Command.run("/usr/bin/python3", ["-c", script, file], in: nil, environment: [:])
            #expect(read.status == 0, "\(read.errors)")
            let lines = read.text.split(separator: "\n")
            #expect(lines[0] == "testsuites demarc test 4 2 1")
            #expect(lines[1] == "t t 1 0 1")
            #expect(lines[2] == "  t 'file 1 that does not load' ['error']")
            #expect(lines[3] == "t.s.r t 3 2 0", "\(read.text)")
            #expect(lines[4].hasPrefix(#"  t.s.r 'pass: ]]> </failure> <b> & ""#) && lines[4].hasSuffix("['failure']"), "\(lines[4])")
            #expect(lines[5] == "  t.s.r 'fail: f' []")
            #expect(read.text.contains("\n- pass\n+ fail  ]]> </failure> <b> & \""), "\(read.text)")
            let bytes = try Folders.bytes(file)
            #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A })
        }
    }

    @Test(
        .enabled(if: SharedData.has("schemas/junit-10.xsd"), Comment(rawValue: SharedData.absence)),
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint"), "SKIPPED: there is no xmllint"))
    func `it is valid by the schema of Jenkins`() throws {
        let schema = SharedData.path("schemas/junit-10.xsd")
        func validate(_ file: String) throws {
            let run = try Command.run("/usr/bin/xmllint", ["--noout", "--schema", schema, file], in: nil, environment: [:])
            #expect(run.status == 0, "\(run.errors)")
        }
        try nasty { _, file in try validate(file) }
        try Folders.withTemporary { folder in
            #expect(try Command.demarc(["test", "Plugins", "--format", "junit", "--output", "\(folder)/shipped.xml"]).status == 0)
            try validate("\(folder)/shipped.xml")
        }
    }
}
