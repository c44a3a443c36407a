// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules

/// The rules that are measured, as a plugin that is loaded like any other.
enum BenchmarkRules {
    /// One field of a resource.
    static let shallow = "bench.rules.shallow"
    /// Loops within loops over a security group.
    static let nested = "bench.rules.nested"

    /// A rule about a type of which there is nothing: what a scan costs without evaluations.
    private static let idleSource = """
        --- Nothing.
        return rule {
          title = "nothing", severity = "low", resource = "AWS::EC2::NatGateway", layer = "ec2.network", remedy = "None.",
          check = function() return pass() end,
        }
        """

    private static let shallowSource = """
        --- One read and a truth value.
        return rule {
          title = "volumes are encrypted", severity = "medium", resource = "AWS::EC2::Volume", layer = "ec2.ebs", remedy = "Encrypt it.",
          check = function(resource)
            if not resource.configuration.encrypted then return fail "the volume is not encrypted" end
            return pass()
          end,
        }
        """

    private static let nestedSource = """
        --- Every permission, every range of those that reach port 22.
        return rule {
          title = "SSH is not open to the world", severity = "high", resource = "AWS::EC2::SecurityGroup", layer = "ec2.network", remedy = "Close it.",
          check = function(group)
            for _, permission in ipairs(group.configuration.ipPermissions or {}) do
              local kind = permission.ipProtocol
              if kind == "-1" or kind == "tcp" and permission.fromPort <= 22 and permission.toPort >= 22 then
                for _, range in ipairs(permission.ipv4Ranges or {}) do
                  if range.cidrIp == "0.0.0.0/0" then return fail "SSH is open to the world over IPv4" end
                end
                for _, range in ipairs(permission.ipv6Ranges or {}) do
                  if range.cidrIpv6 == "::/0" then return fail "SSH is open to the world over IPv6" end
                end
              end
            end
            return pass()
          end,
        }
        """

    /// Plain Lua over data of its own.
    static let plain = "bench.rules.plain"
    /// Raises in another place each time: in the bridge, in callbacks from C, with values that are no texts.
    static let raising = "bench.rules.raising"

    private static let raisingSource = """
        --- Nothing but errors.
        local calls = 0
        local ways = {
          function(resource) return resource.nothing end,
          function(resource) return resource.configuration[{}] end,
          function(resource) resource.id = 1 end,
          function() string.len = 1 end,
          function() return any({ 1 }, function() error {} end) end,
          function() table.sort({ 2, 1 }, function() error("in sort") end) end,
          function() return (("x"):gsub("x", function() error() end)) end,
          function() return list.map({ 1 }, function() error(nil) end) end,
          function() pcall(error, "caught") end,
          function() return fail() end,
          function() error(("long"):rep(1000)) end,
          function() return matches("x", "[") end,
          function() return require "nowhere" end,
          function(resource) for element in pairs(resource.configuration) do error(element) end end,
        }
        return rule {
          title = "errors", severity = "low", resource = "AWS::EC2::Volume", layer = "ec2.ebs", remedy = "None.",
          check = function(resource)
            calls = calls % #ways + 1
            return ways[calls](resource)
          end,
        }
        """

    /// The plugin, written below `folder` and loaded from there.
    static func plugin(in folder: Folder) throws -> Plugin {
        folder.folder("bench")
        folder.folder("bench/rules")
        folder.folder("bench/rules/rules")
        try folder.write(
            "bench/plugin.lua",
            Array("return plugin { name = \"bench\", version = \"1\", api = 1, title = \"Benchmarks\", license = \"Apache-2.0\" }".utf8))
        try folder.write("bench/rules/rules/shallow.lua", Array(shallowSource.utf8))
        try folder.write("bench/rules/rules/idle.lua", Array(idleSource.utf8))
        try folder.write("bench/rules/rules/plain.lua", Array(SafetyFigures.rule.utf8))
        try folder.write("bench/rules/rules/raising.lua", Array(raisingSource.utf8))
        try folder.write("bench/rules/rules/nested.lua", Array(nestedSource.utf8))
        let plugin = try PluginLoader.load(folder: "\(folder.path)/bench")
        if let error = plugin.errors.first { throw error }
        return plugin
    }

    /// One rule of it, chosen as a user would.
    static func set(_ rule: String, _ plugin: Plugin) throws -> RuleSet {
        var choice = RuleSet.Choice()
        choice.rules = [rule]
        return try RuleSet(plugins: [plugin], choice: choice)
    }
}
