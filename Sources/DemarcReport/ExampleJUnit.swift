// SPDX-License-Identifier: Apache-2.0
public import DemarcEngine
internal import DemarcRules

/// Writes what examples came to as JUnit's XML, as Jenkins and GitLab read it: a suite for each rule, a case for each example.
public enum ExampleJUnit {
    private struct Case {
        let name: String
        /// The element that says what is wrong, `failure` or `error`; nil where nothing is.
        var element: String?
        var message = ""
        var text = ""
    }

    /// Writes a whole document.
    public static func write(_ plugins: [PluginTrial], to output: inout some ReportOutput) {
        var suites = ""
        var all: [Case] = []
        for plugin in plugins {
            let broken = plugin.plugin.errors.enumerated().map { place, error in
                Case(name: "file \(place + 1) that does not load", element: "error", message: SafeText.message(error.description))
            }
            if !broken.isEmpty { suites += suite(plugin.plugin.name, file: plugin.plugin.folder, plugin, broken) }
            all += broken
            for trial in plugin.trials {
                let cases = trial.outcomes.map(testCase)
                guard let first = trial.outcomes.first else { continue }
                suites += suite(first.rule, file: first.file, plugin, cases)
                all += cases
            }
        }
        output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"demarc test\" \(counts(all))>\n\(suites)</testsuites>\n")
    }

    private static func testCase(_ outcome: ExampleOutcome) -> Case {
        var entry = Case(name: outcome.name)
        guard !outcome.complaints.isEmpty else { return entry }
        entry.element = "failure"
        entry.message = outcome.complaints.map { SafeText.message($0.text) }.joined(separator: "; ")
        entry.text = outcome.complaints.map { "\(ExampleText.place(outcome))\n" + ExampleText.lines($0).joined(separator: "\n") }.joined(
            separator: "\n")
        return entry
    }

    private static func suite(_ name: String, file: String, _ plugin: PluginTrial, _ cases: [Case]) -> String {
        let attributes =
            "name=\"\(XMLText.attribute(name))\" package=\"\(XMLText.attribute(plugin.plugin.name))\" file=\"\(XMLText.attribute(file))\""
        return "  <testsuite \(attributes) \(counts(cases)) skipped=\"0\">\n" + cases.map { write($0, of: name) }.joined() + "  </testsuite>\n"
    }

    private static func write(_ entry: Case, of suite: String) -> String {
        let start = "    <testcase classname=\"\(XMLText.attribute(suite))\" name=\"\(XMLText.attribute(entry.name))\""
        guard let element = entry.element else { return start + "/>\n" }
        return start
            + ">\n      <\(element) message=\"\(XMLText.attribute(entry.message))\">\(XMLText.content(entry.text))</\(element)>\n    </testcase>\n"
    }

    private static func counts(_ cases: [Case]) -> String {
        let failures = cases.count { $0.element == "failure" }
        let errors = cases.count { $0.element == "error" }
        return "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
    }
}
