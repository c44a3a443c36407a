// SPDX-License-Identifier: Apache-2.0

/// A table for people: a name in the first column, figures in the others, each as wide as it has to be.
struct ColumnText {
    let style: TextStyle
    private var rows: [[String]]

    /// A table with these titles.
    init(style: TextStyle, titles: [String]) {
        self.style = style
        rows = [titles]
    }

    mutating func add(_ row: [String]) { rows.append(row) }

    func write(to output: inout some ReportOutput) {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        for (place, row) in rows.enumerated() {
            let cells = zip(row, widths).enumerated().map { style.fit($1.0, $1.1 + ($0 > 0 ? 2 : 0), alignsRight: $0 > 0) }
            output.write((place == 0 ? style.paint(cells.joined(), .heading) : cells.joined()) + "\n")
        }
    }
}
