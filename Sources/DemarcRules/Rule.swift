// SPDX-License-Identifier: Apache-2.0

/// One rule: what its file declares, its id from the file's path, and its source for the machines that run it.
public struct Rule: Sendable {
    /// What a rule is asked about.
    public enum Subject: Sendable, Equatable {
        /// Every resource of one of these types.
        case resources([String])
        /// Every region of every account.
        case region
        /// Every account.
        case account
        /// The organisation, once.
        case organization
    }

    /// `aws.s3.bucket-tls-only`: plugin, then folder and file below `rules`.
    public let id: String
    /// The plugin's name.
    public let plugin: String
    /// The file, as messages name it.
    public let file: String
    /// What is true when the rule passes.
    public let title: String
    /// Why the rule matters: the `---` comment at the head of the file.
    public let why: String
    /// How much a failure matters.
    public let severity: Severity
    /// What it is asked about.
    public let subject: Subject
    /// The rows of the responsibility model it gives evidence for, `<service>.<row>`.
    public let layers: [String]
    /// What to do about a failure.
    public let remedy: String
    /// What its users may set.
    public let parameters: [Parameter]
    /// What proves it.
    public let examples: [Example]
    /// The bytes of the file.
    public let source: [UInt8]

    /// The rule with another text of its file; what it declares stays.
    public func replacing(source: [UInt8]) -> Rule {
        Rule(
            id: id, plugin: plugin, file: file, title: title, why: why, severity: severity, subject: subject, layers: layers, remedy: remedy,
            parameters: parameters, examples: examples, source: source)
    }

    /// Every parameter with its default, or with what `example` sets it to.
    public func parameters(for example: Example) -> [String: LuaValue] {
        var values = Dictionary(parameters.map { ($0.name, $0.standard) }) { first, _ in first }
        for case .parameters(let fields) in example.words {
            for field in fields { values[field.name] = field.value }
        }
        return values
    }
}

/// Something a rule's users may set.
public struct Parameter: Sendable, Equatable {
    /// The name in `params`.
    public let name: String
    /// What holds unless it is set; its kind is the parameter's.
    public let standard: LuaValue
    /// What it means.
    public let sentence: String
    /// The least and the greatest number.
    public let minimum: Double?
    public let maximum: Double?
    /// The values there are, where they are few.
    public let values: [LuaValue]
}

/// A snapshot in miniature and the verdict the rule gives on it.
public struct Example: Sendable {
    /// What the rule must say.
    public let verdict: Verdict
    /// The situation.
    public let name: String
    /// The words it is made of, in order.
    public let words: [Word]
    /// The line of the rule's file on which it stands; nil where that can't be told.
    public let line: Int?

    /// One word of an example.
    public enum Word: Sendable, Equatable {
        /// The subject, the fixture with this patch.
        case it(LuaValue)
        /// Another resource beside it.
        case with(type: String, LuaValue)
        /// The type was collected, in this region or in all, and there is none.
        case none(type: String, region: String?)
        /// The call for the type was refused.
        case denied(type: String)
        /// What is known of the organisation.
        case organization(LuaValue)
        /// The time of the example.
        case asOf(String)
        /// What the rule's parameters are set to; those not named keep their defaults.
        case parameters([LuaValue.Field])
    }
}
