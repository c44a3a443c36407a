// SPDX-License-Identifier: Apache-2.0

/// Replaces what tells whose a document is by neutral words, the same by the same: account numbers, ids, names, addresses, keys.
///
/// Whoever takes a fixture from a snapshot may mean to publish it. What no pattern knows stays: the author reads it through.
struct Neutralizer {
    /// The account of every fixture and example.
    static let account = "111122223333"
    static let region = "us-east-1"

    /// What was given for a text, and how often a kind was given.
    private var given: [String: String] = [:]
    private var counts: [String: Int] = [:]
    /// Texts that stand for themselves wherever they occur, the longest first.
    private var known: [(text: String, neutral: String)] = []

    /// Replaces `text` by `neutral` wherever it occurs; a short text would occur by chance.
    mutating func know(_ text: String?, as neutral: String) {
        guard let text, text.count >= 3, text != neutral, !known.contains(where: { $0.text == text }) else { return }
        known.append((text, neutral))
        known.sort { ($1.text.count, $0.text) < ($0.text.count, $1.text) }
    }

    /// `text`, which stands under the key `key`, without what tells whose it is.
    mutating func neutral(_ text: String, under key: String) -> String {
        if let own = known.first(where: { $0.text == text }) { return own.neutral }
        let key = key.lowercased()
        if Self.freeTexts.contains(key) { return "" }
        if Self.names.contains(key) { return numbered("name", text) { "name-\($0)" } }
        if key.hasSuffix("dnsname") || Self.hosts.contains(key) { return numbered("host", text) { "host-\($0).example.com" } }
        var text = text
        for (original, neutral) in known { text = text.replacing(original, with: neutral) }
        return patterns(text)
    }

    private static let freeTexts: Set<String> = ["description", "comment", "displayname"]
    private static let hosts: Set<String> = ["address", "hostname", "domainname", "fqdn"]
    private static let names: Set<String> = [
        "keyname", "groupname", "username", "rolename", "policyname", "instanceprofilename", "dbname", "masterusername", "loggroupname", "bucketname",
        "s3bucketname", "topicname", "clustername", "createdby", "owneralias",
    ]

    private mutating func patterns(_ text: String) -> String {
        var text = text
        replace(&text, #/[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/#, "person") { "person-\($0)@example.com" }
        replace(&text, #/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/#, "uuid") {
            "00000000-0000-4000-8000-\(Self.padded($0, 11))a"
        }
        replace(&text, #/\b(?:AKIA|ASIA|AIDA|AROA|AIPA|AGPA|ANPA|ANVA|APKA|ASCA|ACCA)[A-Z0-9]{12,}\b/#, "unique") {
            "AIDAEXAMPLE\(Self.padded($0, 9))"
        }
        replace(&text, #/\b[0-9]{12}\b/#, "account") { $0 == 1 ? "444455556666" : Self.padded(777_788_889_998 + $0, 12) }
        replaceIDs(&text)
        replace(&text, #/\b[0-9a-f]{24,}\b/#, "hex") { Self.padded($0, 8) }
        replace(&text, #/[A-Za-z0-9+\/]{40,}=*/#, "token") { "redacted-\($0)" }
        replace(&text, #/\b[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{0,4}){3,7}/#, "six") { "2001:db8::\($0)" }
        replaceAddresses(&text)
        replaceARNs(&text)
        return text
    }

    private mutating func replace(_ text: inout String, _ pattern: some RegexComponent, _ kind: String, _ word: (Int) -> String) {
        for match in text.matches(of: pattern).reversed() {
            let original = String(text[match.range])
            if original == Self.account || original.hasSuffix("@example.com") { continue }
            text.replaceSubrange(match.range, with: numbered(kind, original, word))
        }
    }

    /// `vpc-0a1b2c3d` becomes `vpc-1`.
    private mutating func replaceIDs(_ text: inout String) {
        for match in text.matches(of: #/\b([a-z]+(?:-[a-z]+)*)-[0-9a-f]{8}(?:[0-9a-f]{9})?\b/#).reversed() {
            let prefix = String(match.output.1)
            text.replaceSubrange(match.range, with: numbered(prefix, String(match.output.0)) { "\(prefix)-\($0)" })
        }
    }

    /// An address of the internet becomes one that is kept for documents; those of private networks tell nothing.
    private mutating func replaceAddresses(_ text: inout String) {
        for match in text.matches(of: #/\b(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}\b/#).reversed() {
            guard let first = Int(match.output.1), let second = Int(match.output.2) else { continue }
            let isPrivate =
                [0, 10, 127].contains(first) || (first == 192 && [0, 168].contains(second)) || (first == 172 && (16..<32).contains(second))
            if isPrivate || (first == 169 && second == 254) { continue }
            text.replaceSubrange(match.range, with: numbered("address", String(match.output.0)) { "192.0.2.\($0)" })
        }
    }

    /// The last part of an ARN is a name that somebody chose; those of AWS itself stay.
    private mutating func replaceARNs(_ text: inout String) {
        for match in text.matches(of: #/(arn:[a-z-]+:[a-z0-9-]*:[a-z0-9-]*:)(\d*)(:[^\s"]*[\/:])([^\s"\/:*]+)(?=$|[\s"*])/#).reversed() {
            let (_, start, account, middle, name) = match.output
            if account.isEmpty || name.wholeMatch(of: #/(?:.*-)?\d{1,3}|example.*|name-\d+|root|[0-9-]+|AIDAEXAMPLE\d+/#) != nil { continue }
            let neutral = numbered("name", String(name)) { "name-\($0)" }
            text.replaceSubrange(match.range, with: start + account + middle + neutral)
        }
    }

    /// The neutral word for `text`, counted among those of its kind.
    private mutating func numbered(_ kind: String, _ text: String, _ word: (Int) -> String) -> String {
        if text.isEmpty { return text }
        if let neutral = given["\(kind) \(text)"] { return neutral }
        counts[kind, default: 0] += 1
        let neutral = word(counts[kind] ?? 1)
        given["\(kind) \(text)"] = neutral
        return neutral
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
