// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Reads IAM's credential report: the CSV, or the command's answer with the CSV in it.
enum CredentialReportImporter: Importer {
    static let name = "IAM credential report"
    private static let beginning = "user,arn,"
    static let type = "demarc::IAM::CredentialReportEntry"
    static let root = "<root_account>"

    static func recognises(_ file: ImportedFile) -> Bool {
        if let root = file.root { return root["Content"]?.isString == true && root["ReportFormat"]?.isString == true }
        return unsafe file.text.withBytes { unsafe $0.starts(with: beginning.utf8) }
    }

    static func load(_ file: ImportedFile, into builder: SnapshotBuilder) throws(DocumentError) {
        var text = file.text.string
        var stamp: Instant?
        if let root = file.root {
            guard let content = root["Content"]?.string.flatMap({ report(in: $0) }) else {
                throw .malformed(place: "/Content", found: "text that is not base64", expected: "a credential report")
            }
            text = content
            stamp = root["GeneratedTime"]?.string.flatMap { Instant($0) }
        }
        let rows = CSV.rows(text)
        guard let header = rows.first, let user = header.firstIndex(of: "user"), let arn = header.firstIndex(of: "arn") else {
            throw .malformed(place: "line 1", found: "another header", expected: "the header of a credential report: user,arn,...")
        }
        if let twice = header.first(where: { name in header.count { $0 == name } > 1 }) {
            throw .malformed(place: "line 1", found: "the column \(twice) twice", expected: "it once")
        }
        let known = rows.dropFirst().lazy.compactMap { arn < $0.count ? AccountFinder.accountOfARN($0[arn]) : nil }.first
        guard let account = file.facts.account ?? known ?? file.caller else {
            throw .malformed(place: "line 2", found: "no account in the path or in an ARN", expected: "twelve digits")
        }
        let loaded = read(rows, header, user: user, arn: arn, builder.account(account), file, builder)
        builder.update(file.source) {
            $0.format = name
            $0.stamp = stamp
            $0.loaded = loaded
        }
    }

    /// The CSV in an answer: base64, as the command writes it, or decoded, as some collectors save it.
    private static func report(in content: String) -> String? {
        if content.hasPrefix(beginning) { return content }
        return Base64.decode(content).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func read(
        _ rows: [[String]], _ header: [String], user: Int, arn: Int, _ account: AccountBuilder, _ file: ImportedFile, _ builder: SnapshotBuilder
    ) -> Int {
        let arena = account.arena
        let symbol = builder.vocabulary.symbol(type)
        let global = builder.vocabulary.symbol("global")
        var loaded = 0
        var isWhole = true
        let users = rows.dropFirst().reduce(into: [:]) { counts, row in user < row.count ? counts[row[user], default: 0] += 1 : () }
        for (number, row) in rows.enumerated().dropFirst() {
            guard row.count == header.count, !row[user].isEmpty else {
                isWhole = false
                builder.report(
                    Problem(
                        .damage, path: file.path, place: "row \(number + 1)",
                        "found \(row.count) fields, expected \(header.count) as in the header; the row is left out"))
                continue
            }
            guard users[row[user]] == 1 else {
                isWhole = false
                builder.report(
                    Problem(.damage, path: file.path, place: "row \(number + 1)", "found a user twice, expected each once; the row is left out"))
                continue
            }
            var draft = ResourceDraft(
                type: symbol, region: global, id: arena.string(row[user]), shape: .api, origin: file.origin(arena.string("row \(number + 1)")))
            draft.arn = arena.string(row[arn])
            draft.name = draft.id
            draft.configuration = arena.object(zip(header, row).map { ($0, arena.string(spelling($1))) })
            account.add(draft)
            loaded += 1
        }
        if users[root] == nil {
            builder.report(Problem(.damage, path: file.path, "found no row of \(root), expected it in every whole report"))
        }
        let reason = users[root] == nil ? "the report has no row of \(root)" : isWhole ? nil : "a row of the report can't be read"
        account.cover(symbol, in: global, reason.map { .partial(reason: $0) } ?? .complete)
        return loaded
    }

    /// The guide writes TRUE and FALSE, the service true and false.
    private static func spelling(_ value: String) -> String { value == "TRUE" || value == "FALSE" ? value.lowercased() : value }
}
