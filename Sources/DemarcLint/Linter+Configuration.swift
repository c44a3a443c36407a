// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
public import DemarcRules
internal import FoundationEssentials

extension Linter {
    /// What is wrong with the organisation's configuration at `path`, which names packs, rules and parameters of `plugins`.
    ///
    /// It is what a scan would say, of all places and not of the first alone; and what the file's own code shows. A comment allows only the
    /// latter: what a scan refuses nobody can allow.
    public func lint(configuration path: String, with plugins: [Plugin]) -> [LintFinding] {
        let configuration: Configuration
        do throws(RuleError) {
            configuration = try ConfigurationReader.load(path: path)
        } catch {
            return Linter.source(path).map(ownFindings) ?? [] + [LintFinding(error, files: [path], unnamed: path)]
        }
        guard let source = Linter.source(path) else { return [] }
        let mistakes = configuration.mistakes(with: plugins)
        let places = mistakes.isEmpty ? nil : NamePlaces(source.tree)
        let findings = ownFindings(source) + mistakes.map { Linter.finding($0, source, places) }
        // Of a value only the line is known.
        return findings.sorted { ($0.range.start.line, $0.range.start.column) < ($1.range.start.line, $1.range.start.column) }
    }

    private func ownFindings(_ source: LintSource) -> [LintFinding] {
        var suppressions = Suppressions(source)
        return suppressions.apply(to: alone(source))
    }

    /// The file's syntax; nil where it has none.
    private static func source(_ path: String) -> LintSource? {
        guard let bytes = FileManager.default.contents(atPath: path).map(Array.init),
            let tree = try? SyntaxTree(parsing: bytes, longest: bytes.count)
        else { return nil }
        return LintSource(path: path, kind: .configuration, tree: tree)
    }

    private static func finding(_ mistake: Configuration.Mistake, _ source: LintSource, _ places: NamePlaces?) -> LintFinding {
        let plain = LintFinding(mistake.error)
        let check = mistake.name == nil ? LintCheck.wrongValue : .unknownName
        guard let name = mistake.name, let place = places?.place(of: name, from: mistake.line ?? 1) else {
            return LintFinding(check, plain.file, plain.range, plain.message, plain.remedy)
        }
        var fix = mistake.meant.flatMap { name.isSlip(of: $0) ? source.tree.spelling($0, asAt: place.range) : nil }
        // A key that is there already would be there twice.
        if let meant = mistake.meant, place.keys.contains(meant) { fix = nil }
        return LintFinding(check, plain.file, place.range, plain.message, plain.remedy, fix: fix)
    }
}
