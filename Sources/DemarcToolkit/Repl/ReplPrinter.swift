// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcEngine
internal import DemarcRules
internal import DemarcSnapshot

/// Writes what a line of the repl gave: documents indented, resources a line each, secrets not at all, and no more lines than asked for.
struct ReplPrinter {
    let account: Account
    let answers: Answers
    let width: Int
    let limit: Int

    func text(_ values: [InquiryValue]) -> [String] {
        if values.isEmpty { return ["nothing"] }
        return values.flatMap { block($0) }
    }

    private func block(_ value: InquiryValue) -> [String] {
        switch value {
        case .document(let word): return document(word)
        case .resource(let index): return resource(account.resource(index))
        case .table(let pairs, let isCutShort): return rows(pairs, isCutShort)
        case .rows(let rows, let isCutShort): return self.rows(rows, isCutShort)
        case .text: return [short(value, .max)]
        default: return [short(value, width)]
        }
    }

    private func rows(_ rows: [[InquiryValue]], _ isCutShort: Bool) -> [String] {
        var lines = rows.prefix(limit).map { row in
            row.count == 1 ? short(row[0], width) : "\(key(row[0])) = " + row.dropFirst().map { short($0, width) }.joined(separator: "  ")
        }
        if rows.isEmpty { lines.append("none") }
        let more = max(0, rows.count - limit)
        if isCutShort {
            lines.append("... more than \(rows.count)")
        } else if more > 0 {
            lines.append("... \(more) more; :lines \(rows.count) shows all")
        }
        return lines
    }

    private func key(_ value: InquiryValue) -> String {
        if case .text(let text) = value { return SafeText.name(screened(text)) }
        return short(value, width)
    }

    private func short(_ value: InquiryValue, _ width: Int) -> String {
        switch value {
        case .nothing: "nil"
        case .boolean(let flag): "\(flag)"
        case .integer(let integer): "\(integer)"
        case .number(let number): "\(number)"
        case .text(let text): QuotedText.of(Self.cut(screened(text), to: width == .max ? 4096 : width))
        case .function: "a function"
        case .account: "the account \(account.id)"
        case .region(let index): "the region \(account.regions[index].id)"
        case .verdict(let verdict, let message): verdictText(verdict, message)
        case .resource(let index): line(account.resource(index))
        case .document(let word): path(of: word).map { ValueText.json(account.arena.value(word), at: $0, limit: width) } ?? "..."
        case .table(let rows, _), .rows(let rows, _): "a table of \(rows.count)"
        }
    }

    private func verdictText(_ verdict: Verdict?, _ message: InquiryValue) -> String {
        let name = verdict?.name ?? "findings"
        guard case .text(let text) = message else { return name }
        return "\(name): \(SafeText.message(screened(text)))"
    }

    private func line(_ resource: Resource) -> String {
        let name = resource.name.map { $0 == resource.id ? "" : " (\(SafeText.name($0)))" } ?? ""
        return "\(resource.region) \(resource.type) \(SafeText.name(resource.id))\(name)"
    }

    private func resource(_ resource: Resource) -> [String] {
        var text = DocumentText(width: width, limit: limit)
        text.add(resource.tags, at: "tags", label: "tags = ")
        text.add(resource.configuration, at: "configuration", label: "configuration = ")
        text.add(resource.supplementaryConfiguration, at: "supplementaryConfiguration", label: "supplementaryConfiguration = ")
        return [line(resource)] + (resource.arn.map { ["arn = \(QuotedText.of($0))"] } ?? []) + lines(text)
    }

    private func document(_ word: Word) -> [String] {
        guard let path = path(of: word) else { return ["too much was read to say where this stands, and so whether it is secret; ask for less"] }
        var text = DocumentText(width: width, limit: limit)
        text.add(account.arena.value(word), at: path)
        return lines(text)
    }

    private func lines(_ text: DocumentText) -> [String] {
        text.left == 0 ? text.lines : text.lines + ["... \(text.left) lines more; :lines \(text.lines.count + text.left) shows all"]
    }

    /// Where a document that was read stands; what is secret is known by that.
    private func path(of word: Word) -> String? {
        (0..<answers.readCount).reversed().lazy.compactMap { answers.read($0) }.first { $0.value == word }?.path
    }

    /// A text without any secret that was read; where not all that was read is known, no text is shown.
    func screened(_ text: String) -> String {
        if answers.readsDropped > 0 { return "[too much was read to say whether this is secret; ask for less]" }
        return EvidenceReader(account: account, sources: []).screened(text, answers)
    }

    private static func cut(_ text: String, to count: Int) -> String { text.count > count ? text.prefix(count) + "…" : text }
}
