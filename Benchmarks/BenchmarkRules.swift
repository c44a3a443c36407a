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
