// SPDX-License-Identifier: Apache-2.0
internal import DemarcEngine

/// Says for people what a finding is about and what was read.
struct FindingText {
    /// What the line of the subject says already.
    private static let shownWithSubject: Set<String> = ["id", "name", "type", "arn"]

    let style: TextStyle

    /// The subject on one line.
    func subject(_ subject: Finding.Subject) -> String {
        let name = subject.name.map { $0 == subject.id ? "" : " (\($0))" } ?? ""
        switch subject.type {
        case "account": return "account \(subject.account)\(name)"
        case "organization": return "organisation \(subject.id)\(name)"
        case "region": return "\(subject.account) \(subject.region)"
        default: return "\(subject.account) \(subject.region) \(subject.type) \(subject.id)\(name)"
        }
    }

    /// The values that were read, at most `limit`, below the file they stand in; and what was looked for and not found.
    func evidence(_ items: [Evidence], limit: Int, indent: Int) -> [String] {
        var lines: [String] = []
        var heading: String?
        for (index, item) in relevant(items).prefix(limit).enumerated() {
            if item.isQuestion {
                lines.append(style.wrap(FindingText.answer(item), indent: indent))
                heading = nil
                continue
            }
            let next = "read" + (item.resource.map { " of \($0)" } ?? "") + (place(item).map { " in \($0)" } ?? "") + ":"
            if index == 0 || next != heading { lines.append(style.wrap(next, indent: indent)) }
            heading = next
            lines.append(style.wrap("\(item.path) = \(item.value)", indent: indent + 2))
        }
        return lines
    }

    private static func answer(_ question: Evidence) -> String {
        switch question.value {
        case "false": "\(question.path): no"
        case "0": "looked for \(question.path): found none"
        default: "looked for \(question.path): found \(question.value)"
        }
    }

    /// The value that stopped the check whose answer is `finding`, and where it stands.
    func culprit(_ finding: Finding) -> String? {
        let item = finding.evidence.last {
            $0.value.hasPrefix("unknown(") || ($0.value.hasPrefix("\"") && finding.message.contains($0.value))
        }
        guard let item else { return nil }
        return (item.resource.map { "\($0) " } ?? "") + item.path + (place(item).map { " in \($0)" } ?? "")
    }

    /// Without what the line of the subject or of the resource says, and without questions whose answers follow or are yes.
    private func relevant(_ items: [Evidence]) -> [Evidence] {
        let items = items.filter { $0.isQuestion || !FindingText.shownWithSubject.contains($0.path) }
        return items.indices.filter { index in
            guard items[index].isQuestion, !["0", "false"].contains(items[index].value) else { return true }
            return items[index].value != "true" && (index + 1 == items.count || items[index + 1].resource == nil)
        }.map { items[$0] }
    }

    private func place(_ item: Evidence) -> String? {
        guard let file = item.file else { return nil }
        return SafeText.name(tail(of: file)) + (item.pointer.map { $0.isEmpty ? "" : " \($0)" } ?? "")
    }

    /// The end of a path that tells files of one snapshot apart on a screen; the JSON report has all of it.
    private func tail(of path: String) -> String {
        let parts = path.split(separator: "/")
        let name = parts.last.map { $0.count > 44 ? "\($0.prefix(20))…\($0.suffix(20))" : String($0) } ?? path
        return parts.count > 2 ? "…/\(parts[parts.count - 2])/\(name)" : path
    }
}
