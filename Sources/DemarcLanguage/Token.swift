// SPDX-License-Identifier: Apache-2.0

/// One lexical element of a source.
struct Token {
    /// What it is.
    enum Kind: Equatable {
        case name(String)
        case string([UInt8])
        case integer(Int64)
        case float(Double)
        /// A keyword, an operator or a separator, by its spelling.
        case symbol(Symbol)
        /// A byte that begins nothing in Lua.
        case stray(UInt8)
        case end
    }

    let kind: Kind
    let range: SourceRange

    /// As a message names it.
    var described: String {
        switch kind {
        case .name(let name): "'\(name)'"
        case .string: "a string"
        case .integer, .float: "a number"
        case .symbol(let symbol): "'\(symbol.rawValue)'"
        case .stray(let byte): byte > 0x20 && byte < 0x7F ? "'\(String(UnicodeScalar(byte)))'" : "the byte \(byte)"
        case .end: "the end of the file"
        }
    }
}
