// SPDX-License-Identifier: Apache-2.0
import DemarcSnapshot
import DemarcTestSupport

@testable import DemarcRules

/// Asks expressions of a rule's environment and of Debian's Lua, which has Lua's own functions.
enum StockLua {
    /// Where the two do not give the same.
    struct Difference: CustomStringConvertible {
        let expression: String
        let ours: String
        let stock: String
        var description: String { "\(expression)\n    ours  \(ours)\n    stock \(stock)" }
    }

    private static let batch = 100
    private static let head = "local account, region, resource = ... "

    /// Asks both for every expression: what it gives, or why it is an error.
    static func differences(_ expressions: [String]) throws -> [Difference] {
        let batches = stride(from: 0, to: expressions.count, by: batch).map { Array(expressions[$0..<min($0 + batch, expressions.count)]) }
        let sources = batches.map(program)
        let stock = try ReferenceLua.lines(
            sources.map { Array((head + $0).utf8) }, "(function() \(reference) return function(source) return load(source, '=line')() end end)()")
        let ours = try inRule(sources)
        var differences: [Difference] = []
        for (batch, (ours, stock)) in zip(batches, zip(ours, stock)) where ours != stock {
            let pair = [ours, stock].map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
            guard pair[0].count == batch.count, pair[1].count == batch.count else {
                differences.append(Difference(expression: "one of the \(batch.count) from \(batch[0]) on", ours: ours, stock: stock))
                continue
            }
            for (expression, (ours, stock)) in zip(batch, zip(pair[0], pair[1])) where ours != stock {
                differences.append(Difference(expression: expression, ours: ours, stock: stock))
            }
        }
        return differences
    }

    /// What rules have beside Lua's functions, by Lua's functions.
    private static let reference = #"""
        matches = function(s, p) return s:find(p) ~= nil end
        text = {
          lower = string.lower, upper = string.upper,
          trim = function(s) return (s:gsub('^%s+', ''):gsub('%s+$', '')) end,
          starts_with = function(s, part) return s:sub(1, #part) == part end,
          ends_with = function(s, part) return part == '' or s:sub(-#part) == part end,
          contains = function(s, part) return s:find(part, 1, true) ~= nil end,
          glob = function(s, pattern)
            local parts = { ['*'] = '.*', ['?'] = '[\1-\127\194-\244][\128-\191]*' }
            return s:find('^' .. pattern:gsub('[*?]', parts) .. '$') ~= nil
          end,
          split = function(s, by)
            local list, from = {}, 1
            for first, last in function() return s:find(by, from, true) end do
              list[#list + 1] = s:sub(from, first - 1)
              from = last + 1
            end
            list[#list + 1] = s:sub(from)
            return list
          end,
        }
        """#

    /// One text of what all the expressions give: each value so that its kind and every byte of it shows, errors without their place.
    private static func program(_ expressions: [String]) -> String {
        #"""
        local function show(value)
          local kind = math.type(value) or type(value)
          if kind == "string" then return "'" .. value:gsub("[^ -&(-~]", function(byte) return ("\\%d"):format(byte:byte()) end) .. "'" end
          if kind == "float" then return ("%a"):format(value) end
          if kind ~= "table" then return tostring(value) end
          local parts = {}
          for place = 1, #value do parts[place] = show(value[place]) end
          return "{" .. table.concat(parts, ",") .. "}"
        end
        local shown = {}
        for place, case in ipairs { \#(expressions.map { "function() return table.pack(\($0)) end" }.joined(separator: ",\n")) } do
          local isDone, values = pcall(case)
          local parts = {}
          for value = 1, isDone and values.n or 0 do parts[value] = show(values[value]) end
          shown[place] = isDone and table.concat(parts, " ") or "error: " .. show((values:gsub("^[^:]*:%d+: ", "")))
        end
        return table.concat(shown, "\t")
        """#
    }

    private static func inRule(_ sources: [String]) throws -> [String] {
        try Folders.withTemporary { folder in
            let snapshot = SnapshotFolder(in: folder)
            try snapshot.region(items: SnapshotFolder.vpcs(1))
            let account = try SnapshotLoader.load(paths: [snapshot.path]).accounts[0]
            var limits = Machine.Limits()
            limits.instructions = 1 << 40
            let inquiry = try Inquiry(plugins: [], limits: limits)
            return try sources.map { source in
                try inquiry.ask(source, of: account, region: nil, resource: nil) { outcome, _ in
                    if case .values(let values) = outcome, case .text(let text)? = values.first { text } else { "\(outcome)" }
                }
            }
        }
    }
}
