// SPDX-License-Identifier: Apache-2.0

/// An operator before its operand.
public enum UnaryOperator: String, Sendable {
    case not
    case minus = "-"
    case length = "#"
    case bitwiseNot = "~"

    /// How strongly it holds its operand.
    static let precedence = 12
}
