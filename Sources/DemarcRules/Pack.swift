// SPDX-License-Identifier: Apache-2.0

/// A selection of rules with a map from requirements to them.
public struct Pack: Sendable {
    /// `aws.baseline`: plugin and file name.
    public let id: String
    /// The file name, by which `--pack` finds it.
    public let name: String
    /// What it is.
    public let title: String
    /// Its own version.
    public let version: String
    /// Packs whose requirements come before its own.
    public let extends: [String]
    /// What it requires, in its order.
    public let requirements: [Requirement]
    /// Parameters it sets: rule id, then parameter.
    public let parameters: [String: [String: LuaValue]]
    /// The file, as messages name it.
    public let file: String
}

/// One requirement of a pack.
public struct Requirement: Sendable {
    /// The requirement's number, a text: "1.10" is not "1.1".
    public let id: String
    /// What it asks for.
    public let title: String
    /// Who owns it.
    public let party: Party
    /// The rules that decide it.
    public let rules: [String]
    /// Why no rule can, where none can.
    public let manual: String?
}

/// Who answers for a layer or a requirement.
public enum Party: String, Sendable, CaseIterable {
    case aws, customer, shared
    /// The layer does not exist there.
    case none
}
