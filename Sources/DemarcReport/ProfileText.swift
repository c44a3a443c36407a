// SPDX-License-Identifier: Apache-2.0
public import DemarcEngine
internal import DemarcRules

/// Writes where rules spend their instructions.
public struct ProfileText {
    private static let linesOfRule = 8

    private let style: TextStyle

    /// A writer for a screen of this style.
    public init(style: TextStyle) { self.style = style }

    /// Every rule with its heaviest lines, for people; shares are of all rules together. `configuration` is the file that says how they run.
    public func writeTable(_ profiles: [RuleProfile], configuration: String? = nil, to output: inout some ReportOutput) {
        let total = Double(max(1, profiles.reduce(0) { $0 + $1.weight }))
        let places = profiles.flatMap { $0.lines.prefix(ProfileText.linesOfRule) }.map { ProfileText.shortened($0.place) }
        let width = places.map(\.count).max() ?? 0
        if let configuration { output.write("configured by \(SafeText.name(configuration))\n\n") }
        output.write(style.paint("   SHARE  INSTRUCTIONS  RULE, LINE", .heading) + "\n")
        for profile in profiles {
            output.write(numbers(profile.weight, total) + "  " + style.paint(profile.rule, .heading) + "\n")
            for line in profile.lines.prefix(ProfileText.linesOfRule) {
                let place = style.fit(ProfileText.shortened(line.place), width)
                output.write("\(numbers(line.weight, total))    \(place)  \(shown(line.text ?? "", after: width + 28))\n")
            }
            let left = profile.lines.count - ProfileText.linesOfRule
            if left > 0 { output.write(style.paint(String(repeating: " ", count: 26) + "\(left) more line\(left == 1 ? "" : "s")", .quiet) + "\n") }
        }
    }

    /// One line for each stack, for programs that draw flame graphs: `rule;function;file:line count`.
    public func writeCollapsed(_ profiles: [RuleProfile], to output: inout some ReportOutput) {
        for profile in profiles.sorted(by: { $0.rule < $1.rule }) {
            for stack in profile.stacks where stack.weight > 0 {
                let frames = [profile.rule] + stack.functions + [stack.place]
                output.write(frames.map { SafeText.name($0).replacing(";", with: ":") }.joined(separator: ";") + " \(stack.weight)\n")
            }
        }
    }

    private func numbers(_ weight: Int, _ total: Double) -> String {
        style.fit(NumberText.percent(Double(weight) / total), 8, alignsRight: true)
            + style.fit(NumberText.grouped(weight), 14, alignsRight: true)
    }

    /// The file without its folders, which the rule's id names.
    private static func shortened(_ place: String) -> String { place.split(separator: "/").last.map(String.init) ?? place }

    /// A line of source without its indent, cut where the screen ends.
    private func shown(_ line: String, after columns: Int) -> String {
        let text = SafeText.message(String(line.drop { $0 == " " || $0 == "\t" }))
        let room = max(20, style.width - columns)
        return text.count > room ? style.fit(text, room) : text
    }
}
