// SPDX-License-Identifier: Apache-2.0
internal import DemarcLanguage

/// The four words of a rule that make a verdict.
enum VerdictWord: String {
    case pass, fail, skip, unknown

    /// The word that `expression` calls, and nothing more is done with what it gives.
    init?(calledIn expression: LuaExpression) {
        guard case .suffixed(let base, let suffixes) = expression.kind, suffixes.count == 1, case .call = suffixes[0].kind else { return nil }
        self.init(named: base)
    }

    /// The word that stands in `expression`.
    init?(named expression: LuaExpression) {
        guard case .name(let name, .global) = expression.kind else { return nil }
        self.init(rawValue: name)
    }

    /// The one word that `expression` gives a verdict by, whatever its conditions are: `is_old and fail "old" or fail "bad"`.
    static func only(of expression: LuaExpression) -> VerdictWord? {
        switch expression.kind {
        case .parenthesized(let inner): return only(of: inner)
        case .binary(let first, let operations) where operations[0].symbol == .or:
            let operands = [first] + operations.map(\.operand)
            let word = operands.last.flatMap { only(of: $0) }
            return operands.dropLast().allSatisfy { conditional($0) == word } ? word : nil
        default: return VerdictWord(calledIn: expression)
        }
    }

    /// The one word of an alternative, which may hang on conditions before it.
    private static func conditional(_ expression: LuaExpression) -> VerdictWord? {
        guard case .binary(_, let operations) = expression.kind, operations[0].symbol == .and else { return only(of: expression) }
        return operations.last.flatMap { only(of: $0.operand) }
    }
}
