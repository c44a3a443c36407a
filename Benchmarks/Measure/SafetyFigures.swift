// SPDX-License-Identifier: Apache-2.0
internal import CPeers
internal import DemarcRules
internal import DemarcSnapshot

/// What the sandbox costs: one chunk of plain Lua over data of its own, as a rule's check in a machine with all its limits, and as a function
/// in a stock state with the stock libraries. Every check is called from C, once for a resource, and says pass or fail.
///
/// No watcher looks: it reads two counters every ten milliseconds on a thread of its own, and on a busy machine suspects a check that waits.
struct SafetyFigures {
    /// How often a run asks about each resource.
    static let rounds = 20

    /// What a check answers with, for stock Lua.
    private static let stockPrelude = """
        local function pass() return true end
        local function fail(text, ...) return false, string.format(text, ...) end

        """
    /// Ends with the function `check`, in which a counter stands for the subject: stock Lua has none.
    static let chunk = """
        local resources = {}
        local words = { "prod", "dev", "Staging", "logs", "backup", "Public", "web-1", "db_2" }
        local seed = 7
        local function random(most)
          seed = (seed * 16807) % 2147483647
          return seed % most + 1
        end
        for number = 1, 500 do
          local permissions = {}
          for place = 1, random(4) do
            local ranges = {}
            for range = 1, random(3) do ranges[range] = { cidr = ("10.%d.%d.0/%d"):format(random(256) - 1, random(256) - 1, 8 + random(24)) } end
            if random(20) == 1 then ranges[1].cidr = "0.0.0.0/0" end
            permissions[place] = { protocol = random(3) == 1 and "-1" or "tcp", from = random(1000), to = 1000 + random(3000), ranges = ranges }
          end
          local tags = {}
          for place = 1, random(5) do tags[place] = { key = words[random(#words)], value = words[random(#words)] .. "-" .. random(99) } end
          local name = words[random(#words)] .. "-" .. words[random(#words)]
          resources[number] = {
            name = name, arn = ("arn:aws:ec2:eu-west-1:%012d:security-group/%s"):format(random(1000000), name), permissions = permissions, tags = tags,
          }
        end

        local function is_open(permission)
          if permission.protocol ~= "-1" and (permission.protocol ~= "tcp" or permission.from > 22 and permission.to < 3389) then return false end
          for _, range in ipairs(permission.ranges) do
            local address, bits = range.cidr:match("^([%d.]+)/(%d+)$")
            if address == "0.0.0.0" or tonumber(bits) < 9 then return true end
          end
          return false
        end

        local function tag(resource, key)
          for _, each in ipairs(resource.tags) do
            if each.key:lower() == key then return each.value end
          end
        end

        local function judge(resource)
          local account = resource.arn:match("^arn:aws:ec2:[%w-]+:(%d+):")
          if not account or #account ~= 12 then return fail("%s has no account", resource.name) end
          if resource.name:find("public", 1, true) or resource.name:sub(1, 3) == "tmp" then return pass() end
          local missing = {}
          for _, key in ipairs { "prod", "logs" } do
            if not tag(resource, key) then table.insert(missing, key) end
          end
          for _, permission in ipairs(resource.permissions) do
            if is_open(permission) then return fail("%s is open, and lacks %s", resource.name, table.concat(missing, ", ")) end
          end
          if #missing == 2 and tag(resource, "db_2") then return fail("%s lacks its tags", resource.name) end
          return pass()
        end

        local calls = 0
        local function check()
          local verdict = judge(resources[calls + 1])
          calls = (calls + 1) % #resources -- behind all that may be stopped and asked again
          return verdict
        end

        """

    /// The chunk as a rule.
    static let rule = """
        --- One chunk of plain Lua.
        \(chunk)
        return rule {
          title = "plain Lua", severity = "low", resource = "AWS::EC2::Volume", layer = "ec2.ebs", remedy = "None.", check = check,
        }
        """

    /// The ratio of processor times, and the verdicts of both.
    static func measure(items: Int, rounds: Int, runs: Int) throws -> Bool {
        let folder = try Folder()
        let plugin = try BenchmarkRules.plugin(in: folder)
        _ = try SnapshotWriter(organisation: StandardRun.organisation(items: items, hasFaults: false), folder: folder).write()
        let snapshot = try SnapshotLoader.load(paths: [folder.path])
        guard let account = snapshot.accounts.first else { throw FolderError(description: "there is no account") }
        let subjects = account.resources(of: Kind.volume.type)
        let evaluator = try Evaluator(plugin: plugin, selected: BenchmarkRules.set(BenchmarkRules.plain, plugin).selected, remembers: false)
        guard let stock = unsafe CPeers_open_lua(stockPrelude + chunk + "return check") else {
            throw FolderError(description: "stock Lua does not load it")
        }
        defer { unsafe CPeers_close_lua(stock) }

        var limited: [Double] = [], plain: [Double] = [], ratios: [Double] = []
        var failures = (limited: 0, plain: 0)
        for run in 0...runs {
            failures = (0, 0)
            let own = try processorSeconds {
                for _ in 0..<rounds {
                    try evaluator.evaluate(BenchmarkRules.plain, over: .resources(subjects), of: account) { _, answers in
                        for place in 0..<answers.count where answers.verdict(place) == .fail { failures.limited += 1 }
                    }
                }
            }
            let other = processorSeconds { failures.plain = Int(unsafe CPeers_call_lua(stock, Int32(rounds * subjects.count))) }
            guard run > 0 else { continue }  // the first run is for the caches
            limited.append(own * 1e9 / Double(rounds * subjects.count))
            plain.append(other * 1e9 / Double(rounds * subjects.count))
            ratios.append(own / other)
        }
        print("one chunk of plain Lua, \(rounds * subjects.count) calls a run, \(runs) runs in turns; medians\n")
        print(Figure(name: "stock state and libraries", unit: "ns a call", runs: plain).line)
        print(Figure(name: "sandbox with its limits", unit: "ns a call", runs: limited).line)
        print(Figure(name: "price of safety", unit: "times", runs: ratios, digits: 3).line)
        print("\(failures.limited) fail on either side")
        if failures.limited != failures.plain || failures.limited == 0 {
            print("FAILED: \(failures.limited) fail in the sandbox, \(failures.plain) in the stock state")
            return false
        }
        return true
    }
}
