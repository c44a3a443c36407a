// SPDX-License-Identifier: Apache-2.0
public import DemarcAssessment
internal import DemarcEngine
public import DemarcRules

/// Writes a responsibility matrix for people.
public struct MatrixText {
    private let style: TextStyle
    private let artifacts: [Artifact]
    private let layers: [String: Layer]

    /// A writer for this screen that knows the plugins' documents.
    public init(style: TextStyle, plugins: [Plugin]) {
        self.style = style
        artifacts = plugins.flatMap(\.artifacts)
        layers = Dictionary(plugins.flatMap(\.layers).map { ($0.id, $0) }) { first, _ in first }
    }

    /// Writes `matrix`: a line a row, and below it what proves it, what moved it, and how many answers are behind it.
    public func write(_ matrix: ResponsibilityMatrix, to output: inout some ReportOutput) {
        let number = matrix.service.types.isEmpty ? "" : ", \(matrix.resourceCount) resource\(matrix.resourceCount == 1 ? "" : "s")"
        let place = matrix.account.map { "  account \($0)\(number)" } ?? ""
        let title = "\(matrix.service.title) (\(matrix.service.model))"
        let isOneLine = title.count + place.count <= style.width
        output.write(style.paint(title, .heading) + (isOneLine ? place : "\n" + place.drop { $0 == " " }) + "\n")
        if !matrix.service.note.isEmpty { output.write(style.wrap(matrix.service.note, indent: 0) + "\n") }
        output.write(style.paint("\(style.fit("PARTY", 9)) \(style.fit("STATE", 10)) ROW", .heading) + "\n")
        for row in matrix.rows { write(row, isPlan: matrix.account == nil, to: &output) }
        output.write("\n")
    }

    private func write(_ row: ResponsibilityMatrix.Row, isPlan: Bool, to output: inout some ReportOutput) {
        let party = row.party?.rawValue ?? "?"
        let state = isPlan ? (row.party == .aws ? "inherited" : row.rules.isEmpty ? "blind" : "checked") : row.state.rawValue
        let share = row.share.map { " (\($0) resource\($0 == 1 ? "" : "s"))" } ?? ""
        let title = style.wrap(row.row.title + share, indent: 21).dropFirst(21)
        output.write("\(style.fit(party, 9)) \(style.paint(style.fit(state, 10), role(row.state))) \(title)\n")
        for line in notes(row, isPlan: isPlan) { output.write(style.paint(style.wrap(line, indent: 21), .quiet) + "\n") }
    }

    private func role(_ state: RowState) -> TextStyle.Role {
        switch state {
        case .pass, .inherited: .good
        case .fail: .bad
        case .unknown, .blind, .waived: .doubtful
        case .skip: .quiet
        }
    }

    private func notes(_ row: ResponsibilityMatrix.Row, isPlan: Bool) -> [String] {
        var notes: [String] = []
        if let why = row.why { notes.append(why) }
        if row.party == .aws || row.party == .shared, let layer = layers[row.row.layer] {
            let documents = artifacts.filter { $0.proves(layer) }
            if let first = documents.first(where: \.isPrimary) ?? documents.first {
                let others = documents.count > 1 ? " and \(documents.count - 1) more" : ""
                notes.append("AWS's proof: \(first.title)\(others), in AWS Artifact")
            }
        }
        if !row.rules.isEmpty {
            let counts = row.counts
            let waived = counts.waived > 0 ? " (\(counts.waived) waived)" : ""
            let answers =
                isPlan ? "" : ": \(counts.pass) pass, \(counts.fail) fail\(waived), \(counts.unknown) unknown, \(counts.skip) skip"
            notes.append("covered by \(row.rules.joined(separator: ", "))\(answers)")
        }
        if !row.row.gap.isEmpty && !row.rules.isEmpty { notes.append("no rule looks at: \(row.row.gap)") }
        if row.state == .blind && !isPlan {
            notes.append("nobody looked: " + (row.rules.isEmpty ? "no rule gives evidence for it here" : "its rules pass over it"))
        }
        return notes
    }
}
