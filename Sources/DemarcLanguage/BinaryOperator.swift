// SPDX-License-Identifier: Apache-2.0

/// An operator between two operands.
public enum BinaryOperator: String, Sendable, CaseIterable {
    case or, and
    case less = "<", greater = ">", lessOrEqual = "<=", greaterOrEqual = ">=", notEqual = "~=", equal = "=="
    case bitwiseOr = "|"
    case bitwiseExclusiveOr = "~"
    case bitwiseAnd = "&"
    case shiftLeft = "<<", shiftRight = ">>"
    case concatenate = ".."
    case add = "+", subtract = "-"
    case multiply = "*", divide = "/", floorDivide = "//", modulo = "%"
    case power = "^"

    /// How strongly it holds what stands to the left of it; the larger, the stronger.
    public var precedence: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .less, .greater, .lessOrEqual, .greaterOrEqual, .notEqual, .equal: 3
        case .bitwiseOr: 4
        case .bitwiseExclusiveOr: 5
        case .bitwiseAnd: 6
        case .shiftLeft, .shiftRight: 7
        case .concatenate: 9
        case .add, .subtract: 10
        case .multiply, .divide, .floorDivide, .modulo: 11
        case .power: 14
        }
    }

    /// Whether `a op b op c` is `a op (b op c)`.
    public var bindsToTheRight: Bool { self == .concatenate || self == .power }

    /// Whether it compares: `<`, `>`, `<=`, `>=`, `==`, `~=`.
    public var isComparison: Bool { precedence == 3 }

    /// How strongly it holds what stands to the right of it.
    var rightPrecedence: Int { bindsToTheRight ? precedence - 1 : precedence }
}
