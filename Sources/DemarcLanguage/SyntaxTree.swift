// SPDX-License-Identifier: Apache-2.0

/// The syntax tree of a Lua 5.4 source: every node with its place, every name with what it stands for.
///
/// It takes what Lua takes and refuses what Lua's parser refuses, by the same limits of nesting, of variables and of upvalues. What only
/// the generation of code can refuse it takes: expressions that need more than 255 registers, jumps that are too long.
public struct SyntaxTree: Sendable {
    /// The bytes of the longest source, where nobody says otherwise.
    public static let longest = 256 << 10

    /// The source as a function: no parameters, variadic.
    public let main: LuaFunction
    /// All local variables, in the order of their declaration.
    public let variables: [LuaVariable]
    /// All comments, in order.
    public let comments: [LuaComment]
    /// The bytes that were parsed.
    public let source: [UInt8]

    /// Parses a source of at most so many bytes.
    public init(parsing source: [UInt8], longest: Int = SyntaxTree.longest) throws(LuaSyntaxError) {
        guard source.count <= longest else {
            throw LuaSyntaxError(
                position: .start, message: "found a source of \(source.count) bytes, expected at most \(longest)")
        }
        var parser = try Parser(source)
        main = try parser.main()
        variables = parser.scopes.variables
        comments = parser.comments
        self.source = source
    }

    /// A variable by its number.
    public subscript(_ id: LuaVariable.ID) -> LuaVariable { variables[id.index] }

    /// What is written at `range`.
    public func text(_ range: SourceRange) -> String { String(decoding: source[range.bytes], as: UTF8.self) }
}
