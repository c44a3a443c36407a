// SPDX-License-Identifier: Apache-2.0

/// An expression of a source.
///
/// What Lua parses in a loop is a list here and not a chain of nodes: `a.b.c` is a name with two suffixes, `a or b or c` an expression with
/// two operations. So a tree is as deep as its source is nested, which Lua bounds, and not as deep as it is long.
public struct LuaExpression: Sendable {
    /// What it is.
    public indirect enum Kind: Sendable {
        case `nil`
        case boolean(Bool)
        case integer(Int64)
        case float(Double)
        /// The bytes of a string, escapes resolved.
        case string([UInt8])
        /// `...`
        case variadic
        case function(LuaFunction)
        case table([Item])
        case name(String, Binding)
        /// `x.a`, `x[1]`, `x(1)`, `x:a(1)` and so on, one suffix after the other.
        case suffixed(LuaExpression, [Suffix])
        case parenthesized(LuaExpression)
        case unary(UnaryOperator, LuaExpression)
        /// Operators of one precedence, from the left: `a - b + c` is ((a - b) + c). Those that bind to the right, `..` and `^`, stand alone.
        case binary(LuaExpression, [Operation])
    }

    /// What a name stands for.
    public enum Binding: Sendable, Equatable {
        /// A variable of the same function.
        case local(LuaVariable.ID)
        /// A variable of a function around this one.
        case upvalue(LuaVariable.ID)
        /// A field of the environment, `_ENV`; and `_ENV` itself where no variable is called so.
        case global
    }

    /// An element of a table constructor.
    public struct Item: Sendable {
        /// What stands before the value.
        public enum Key: Sendable {
            /// Nothing: the next place of the list.
            case position
            /// `name =`
            case name(LuaName)
            /// `[x] =`
            case value(LuaExpression)
        }

        public let key: Key
        public let value: LuaExpression
        /// From the key to the value.
        public let range: SourceRange
    }

    /// What is taken of, or done with, what stands before it.
    public struct Suffix: Sendable {
        /// What it is.
        public enum Kind: Sendable {
            /// `.name`
            case field(LuaName)
            /// `[x]`
            case index(LuaExpression)
            /// `(x, y)`, `"text"` or `{}`
            case call([LuaExpression])
            /// `:name(x, y)`, `:name "text"` or `:name {}`
            case method(LuaName, [LuaExpression])
        }

        public let kind: Kind
        /// From its first token to its last.
        public let range: SourceRange
    }

    /// An operator and what stands to the right of it.
    public struct Operation: Sendable {
        public let symbol: BinaryOperator
        /// Where the operator stands.
        public let range: SourceRange
        public let operand: LuaExpression
    }

    public let kind: Kind
    /// From its first token to its last.
    public let range: SourceRange
}
