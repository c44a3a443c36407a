// SPDX-License-Identifier: Apache-2.0

extension Plugin {
    /// The text of a line of a rule's file or of a library, as a place in Lua names it: `file:line`, or a library's name for the file.
    public func sourceLine(at place: String) -> String? {
        guard let colon = place.lastIndex(of: ":"), let line = Int(place[place.index(after: colon)...]), line > 0 else { return nil }
        let name = String(place[..<colon])
        guard let source = rules.first(where: { $0.file == name })?.source ?? libraries.first(where: { $0.name == name })?.source else {
            return nil
        }
        let lines = source.split(separator: UInt8(ascii: "\n"), maxSplits: line, omittingEmptySubsequences: false)
        return line <= lines.count ? String(decoding: lines[line - 1], as: UTF8.self) : nil
    }
}

extension Plugin {
    /// The file of the library that `require` knows as `name`.
    public func path(ofLibrary name: String) -> String { "\(folder)/lib/\(name.dropFirst(self.name.count + 1)).lua" }
}
