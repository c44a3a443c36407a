// SPDX-License-Identifier: Apache-2.0

/// The responsibility matrix of one cloud service.
public struct Service: Sendable {
    /// The file name: `ec2`.
    public let id: String
    /// The plugin's name.
    public let plugin: String
    /// The service's name.
    public let title: String
    /// How much AWS manages: `iaas`, `paas`, `serverless` ...
    public let model: String
    /// What to know about it.
    public let note: String
    /// The service is in use where one of these is.
    public let types: [String]
    /// Its rows, in order.
    public let rows: [Row]
    /// The file, as messages name it.
    public let file: String

    /// One row: something somebody must do.
    public struct Row: Sendable {
        /// `ec2.os`: service and row.
        public let id: String
        /// What is to be done.
        public let title: String
        /// The layer it belongs to: `os.guest`.
        public let layer: String
        /// Who does it unless a condition says otherwise.
        public let party: Party
        /// What moves the line; the first that holds counts.
        public let conditions: [Condition]
        /// What of it no rule looks at; empty where its rules see all of it, or there are none.
        public let gap: String
        /// Rules that give evidence beside those that name the row themselves.
        public let rules: [String]
    }

    /// Moves a row to another party.
    public struct Condition: Sendable {
        /// What is looked at.
        public enum Test: Sendable {
            /// A value of every resource of a type.
            case property(type: String, path: String, Match)
            /// The verdict of a rule.
            case rule(id: String, verdict: Verdict)
        }

        /// What the value must be.
        public enum Match: Sendable, Equatable {
            case equals(LuaValue)
            case notEquals(LuaValue)
            case oneOf([LuaValue])
            case startsWith(String)
            case contains(String)
            case present
        }

        /// What is looked at.
        public let test: Test
        /// Who answers then.
        public let party: Party
        /// Why.
        public let why: String
    }
}

/// A layer of the responsibility model.
public struct Layer: Sendable {
    /// `os.guest`.
    public let id: String
    /// What it is.
    public let title: String
    /// Whether it is security of the cloud, AWS's, rather than in it.
    public let isOfTheCloud: Bool
}

/// A document of AWS that proves its part.
public struct Artifact: Sendable {
    /// `aws-soc2-type2`.
    public let id: String
    /// What it is.
    public let title: String
    /// How often it is renewed.
    public let cadenceMonths: Int?
    /// The layers it covers; "of" for all of the cloud.
    public let covers: [String]
    /// Whether it is the one to show where there is room for one.
    public let isPrimary: Bool

    /// Whether the document proves what AWS does for `layer`.
    public func proves(_ layer: Layer) -> Bool { covers.contains(layer.id) || (layer.isOfTheCloud && covers.contains("of")) }
}
