--- A network ACL is the second wall: it holds where a security group is opened by mistake.
return rule {
  title    = "No network ACL lets the internet reach administration ports",
  severity = "medium",
  resource = "AWS::EC2::NetworkAcl",
  layer    = "vpc.network-configuration",
  remedy   = "Deny the ports before the entry that allows them, or narrow that entry.",
  params   = { ports = { { "22", "3389" }, "TCP ports that administer machines", min = 0, max = 65535 } },

  check = function(acl, params)
    if not net.acl_open(acl.configuration.entries, "tcp", params.ports) then return pass() end
    return fail("TCP port %s is open to the internet", table.concat(params.ports, " or "))
  end,

  examples = {
    pass = {
      ["nothing is allowed"] = { it { configuration = { entries = {} } } },
      ["22 and 3389 are denied first"] = { it {} },
      ["only the answers come in"] = {
        it { configuration = { entries = { { ruleNumber = 100, egress = false, protocol = "6", ruleAction = "allow",
          cidrBlock = "0.0.0.0/0", portRange = { from = 32768, to = 60999 } } } } },
      },
      ["all may leave"] = {
        it { configuration = { entries = { { ruleNumber = 100, egress = true, protocol = "-1", ruleAction = "allow",
          cidrBlock = "0.0.0.0/0" } } } },
      },
    },
    fail = {
      ["all is allowed"] = {
        it { configuration = { entries = { { ruleNumber = 100, egress = false, protocol = "-1", ruleAction = "allow",
          cidrBlock = "0.0.0.0/0" } } } },
      },
      ["all of IPv6 is allowed"] = {
        it { configuration = { entries = { { ruleNumber = 100, egress = false, protocol = "-1", ruleAction = "allow",
          ipv6CidrBlock = "::/0" } } } },
      },
      ["half of the internet is allowed"] = {
        it { configuration = { entries = { { ruleNumber = 100, egress = false, protocol = "-1", ruleAction = "allow",
          cidrBlock = "128.0.0.0/1" } } } },
      },
      ["the denial comes too late"] = {
        it { configuration = { entries = {
          { ruleNumber = 200, egress = false, protocol = "-1", ruleAction = "deny", cidrBlock = "0.0.0.0/0" },
          { ruleNumber = 100, egress = false, protocol = "-1", ruleAction = "allow", cidrBlock = "0.0.0.0/0" } } } },
      },
      ["only one network is denied"] = {
        it { configuration = { entries = {
          { ruleNumber = 90, egress = false, protocol = "-1", ruleAction = "deny", cidrBlock = "198.51.100.0/24" },
          { ruleNumber = 100, egress = false, protocol = "-1", ruleAction = "allow", cidrBlock = "0.0.0.0/0" } } } },
      },
    },
    unknown = {
      ["the entries were not collected"] = { it { configuration = { entries = absent } } },
    },
  },
}
