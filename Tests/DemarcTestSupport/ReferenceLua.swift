// SPDX-License-Identifier: Apache-2.0

/// Debian's Lua 5.4, asked about many sources in one run.
public enum ReferenceLua {
    /// Runs a Lua function over each source; it prints one line a source.
    public static func lines(_ sources: [[UInt8]], _ function: String) throws -> [String] {
        try Folders.withTemporary { folder in
            try Folders.write(sources.flatMap { Array("\($0.count)\n".utf8) + $0 }, to: "\(folder)/sources")
            try Folders.write(
                """
                local ask = \(function)
                local file = io.open(arg[1], "rb")
                for length in function() return file:read("n", 1) end do print((ask(length == 0 and "" or file:read(length)):gsub("\\n", " "))) end
                """, to: "\(folder)/ask.lua")
            let run = try Command.run("/usr/bin/env", ["lua5.4", "\(folder)/ask.lua", "\(folder)/sources"], in: nil, environment: [:])
            let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
            guard run.status == 0, lines.count == sources.count else { throw Broken(errors: run.errors) }
            return lines
        }
    }

    /// Why Lua refuses each source; nil where it takes it.
    public static func refusals(_ sources: [[UInt8]]) throws -> [String?] {
        try lines(sources, "function(source) local chunk, why = load(source, '@it', 't') return chunk and 'taken' or why end")
            .map { $0 == "taken" ? nil : $0 }
    }

    /// It could not be asked.
    public struct Broken: Error { let errors: String }
}
