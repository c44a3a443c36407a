// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// What was seen on the way through the code; code that is run from several places is wrong only where it is wrong from all of them.
struct Observations {
    private struct Place: Hashable {
        let check: LintCheck
        let file: String
        let range: SourceRange
        /// What was read there.
        let name: String
    }

    private var suspects: [Place: LintFinding] = [:]
    private var sound: Set<Place> = []

    /// The parameters that were read, by file.
    var readParameters: [Int: Set<String>] = [:]
    /// Files whose parameters went where nobody can follow them.
    var escapedParameters: Set<Int> = []

    mutating func suspect(_ finding: LintFinding, of name: String) {
        let place = Place(check: finding.check, file: finding.file, range: finding.range, name: name)
        if suspects[place] == nil { suspects[place] = finding }
    }

    mutating func clear(_ check: LintCheck, _ file: String, _ range: SourceRange, of name: String) {
        sound.insert(Place(check: check, file: file, range: range, name: name))
    }

    /// What is wrong.
    var findings: [LintFinding] { suspects.filter { !sound.contains($0.key) }.map(\.value) }
}
