// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage
public import DemarcRules

/// Looks for the mistakes in a plugin that can be seen without running it.
public struct Linter: Sendable {
    private let knowledge: Knowledge

    /// A linter that knows this.
    public init(_ knowledge: Knowledge) { self.knowledge = knowledge }

    /// What is wrong with the files of `plugin`, in the order of files and lines.
    public func lint(_ plugin: Plugin) -> [LintFinding] {
        let read = LintSources(folder: plugin.folder, name: plugin.name)
        var findings = read.sources.flatMap(alone) + together(read.sources)
        let unread = read.findings.map(\.file)
        let files = read.sources.map(\.path) + unread
        let unnamed = unread.first ?? "\(plugin.folder)/plugin.lua"
        findings += plugin.errors.map { LintFinding($0, files: files, unnamed: unnamed) }.filter { !unread.contains($0.file) }
        for source in read.sources {
            var suppressions = Suppressions(source)
            let here = findings.filter { $0.file == source.path }
            findings = findings.filter { $0.file != source.path } + suppressions.apply(to: here)
        }
        return (findings + read.findings).sorted(by: LintFinding.isBefore)
    }

    /// What each file shows alone.
    func alone(_ source: LintSource) -> [LintFinding] {
        SyntaxCheck(source, knowledge).findings + DeclarationCheck(source, knowledge).findings + PatchCheck(source, knowledge).findings
            + KeptStateCheck(source).findings + DroppedVerdictCheck(source).findings
    }

    /// What following the code from file to file shows.
    private func together(_ sources: [LintSource]) -> [LintFinding] {
        var flow = Flow(sources: sources, knowledge: knowledge)
        let rules = sources.indices.filter { if case .rule = sources[$0].kind { true } else { false } }
        for rule in rules { flow.run(rule: rule) }
        var verdicts = VerdictCheck(flow)
        for rule in rules { for check in flow.checks(ofRule: rule) { verdicts.check(check) } }
        return flow.observations.findings + verdicts.findings + rules.flatMap { unusedParameters($0, flow) }
    }

    private func unusedParameters(_ rule: Int, _ flow: Flow) -> [LintFinding] {
        if flow.observations.escapedParameters.contains(rule) { return [] }
        let read = flow.observations.readParameters[rule] ?? []
        return (flow.sources[rule].declaration?.field("params")?.items ?? []).compactMap { item in
            guard let name = item.key.text, let range = item.key.range, !read.contains(name) else { return nil }
            return LintFinding(
                .unusedParameter, flow.sources[rule].path, range, "found the parameter \"\(name)\", which the check does not read",
                "read params.\(name), or take it away")
        }
    }
}
