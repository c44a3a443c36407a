// SPDX-License-Identifier: Apache-2.0

/// One kind of mistake that is looked for.
public enum LintCheck: String, Sendable, CaseIterable {
    case load
    case unknownProperty = "unknown-property"
    case wrongType = "wrong-type"
    case unknownType = "unknown-type"
    case unusedParameter = "unused-parameter"
    case unknownParameter = "unknown-parameter"
    case noVerdict = "no-verdict"
    case droppedVerdict = "dropped-verdict"
    case unreachable
    case globalWrite = "global-write"
    case unknownGlobal = "unknown-global"
    case miscompiled
    case missingExample = "missing-example"
    case repeatedField = "repeated-field"
    case keptState = "kept-state"
    case message
    case scaffold
    case unknownName = "unknown-name"
    case wrongValue = "wrong-value"
    case allow

    /// What a new rule has in the place of the sentence that its author is to write.
    public static let unwritten = "say here why it matters"

    /// What it finds, in one sentence.
    public var summary: String {
        switch self {
        case .load: "A file that does not load."
        case .unknownProperty: "A path that no known document of the resource type has."
        case .wrongType: "A comparison of values that are never of one type."
        case .unknownType: "A resource type that does not exist."
        case .unusedParameter: "A parameter that the check does not read."
        case .unknownParameter: "A parameter that is read and not declared."
        case .noVerdict: "A path through the check that returns no verdict."
        case .droppedVerdict: "A verdict that is made and not returned."
        case .unreachable: "Code that nothing leads to."
        case .globalWrite: "An assignment to a global."
        case .unknownGlobal: "A global that the environment of rules does not have."
        case .miscompiled: "Code that Lua 5.4.4 compiles wrongly."
        case .missingExample: "A verdict that no example of the rule comes to."
        case .repeatedField: "A field that a table is given twice, of which Lua keeps the last."
        case .keptState: "A change of what outlives the check, so that an answer may depend on those before it."
        case .message: "A verdict without its text, or with fewer values than its text has places for."
        case .scaffold: "A sentence of a new rule that its author has not written yet."
        case .unknownName: "A rule, layer, pack or service that does not exist."
        case .wrongValue: "A parameter that demarc.lua sets to what its rule does not allow."
        case .allow: "An allowance without a reason, of an unknown check, or of nothing."
        }
    }

    /// Whether it is said and is no finding: what has it is right, and not done yet.
    public var isAdvice: Bool { self == .scaffold }

    /// Whether it is something that keeps a scan from beginning, said of a configuration.
    public var isOfConfiguration: Bool { [.load, .unknownName, .wrongValue].contains(self) }

    /// Whether a comment can allow it.
    var isAllowable: Bool { self != .load && self != .allow }
}
