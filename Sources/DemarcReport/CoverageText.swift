// SPDX-License-Identifier: Apache-2.0
public import DemarcEngine

/// Writes which lines examples run.
public struct CoverageText {
    private let style: TextStyle

    /// A writer for a screen of this style.
    public init(style: TextStyle) { self.style = style }

    /// A row for each file of which something was not run, and one for all, for people.
    public func writeTable(_ coverage: LineCoverage, to output: inout some ReportOutput) {
        output.write(style.paint("  LINES  COVERED  FILE: LINES THAT NO EXAMPLE RUNS", .heading) + "\n")
        for file in coverage.files where file.covered < file.lines.count {
            let name = SafeText.name(file.path)
            output.write(row(file.lines.count, file.covered) + "\(name): \(style.paint(CoverageText.missing(file), .doubtful))\n")
        }
        let files = coverage.files.count
        output.write(row(coverage.count, coverage.covered) + "\(files) file\(files == 1 ? "" : "s")\n")
    }

    /// LCOV's trace file, as genhtml and editors read it.
    public static func writeLCOV(_ coverage: LineCoverage, to output: inout some ReportOutput) {
        for file in coverage.files {
            // A line break in a name would end the record.
            output.write("TN:\nSF:\(SafeText.name(file.path))\n")
            for line in file.lines { output.write("DA:\(line.number),\(line.hits)\n") }
            output.write("LF:\(file.lines.count)\nLH:\(file.covered)\nend_of_record\n")
        }
    }

    private func row(_ count: Int, _ covered: Int) -> String {
        // Rounded down: what is not whole is not 100 %.
        let share = NumberText.percent(count == 0 ? 1 : Double(covered * 1000 / count) / 1000)
        return style.fit(NumberText.grouped(count), 7, alignsRight: true) + style.fit(share, 9, alignsRight: true) + "  "
    }

    /// `12, 14-16`; what lies between two such lines and can't run is not said.
    private static func missing(_ file: LineCoverage.File) -> String {
        var stretches: [(first: Int, last: Int)] = []
        var isOpen = false
        for line in file.lines {
            if line.hits > 0 {
                isOpen = false
            } else if isOpen {
                stretches[stretches.count - 1].last = line.number
            } else {
                stretches.append((line.number, line.number))
                isOpen = true
            }
        }
        return stretches.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }.joined(separator: ", ")
    }
}
