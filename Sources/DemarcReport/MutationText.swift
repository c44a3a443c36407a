// SPDX-License-Identifier: Apache-2.0
public import DemarcEngine
internal import DemarcRules

/// Writes which changes to rules no example notices, for people.
public struct MutationText {
    private let style: TextStyle

    /// A writer for a screen of this style.
    public init(style: TextStyle) { self.style = style }

    /// Every survivor on a line of its own, then how many mutants there were.
    public func write(_ run: MutationRun, to output: inout some ReportOutput) {
        for mutant in run.survivors {
            let place = "\(SafeText.name(mutant.file)):\(mutant.line)"
            output.write("\(style.paint("survives", .doubtful))  \(place): \(mutant.change)\n")
        }
        for rule in run.untried { output.write("\(style.paint("not tried", .bad)) \(rule): its examples do not hold as they are\n") }
        let score = run.score.map { ", score " + NumberText.fixed(($0 * 10).rounded(.down) / 10, 1) } ?? ""
        output.write("\(run.plugin): \(run.count) mutant\(run.count == 1 ? "" : "s"), \(run.count - run.survivors.count) noticed\(score)\n")
    }
}
