--- A port that administers a machine, open to everybody, is found and tried within minutes.
return rule {
  title    = "No security group opens administration ports to the internet",
  severity = "high",
  resource = "AWS::EC2::SecurityGroup",
  layer    = { "ec2.instance-config", "vpc.network-configuration" },
  remedy   = "Limit the source to known networks, or use Session Manager and close the port.",
  params   = { ports = { { "22", "3389" }, "TCP ports that administer machines", min = 0, max = 65535 } },

  check = function(group, params)
    if not net.open(group.configuration.ipPermissions, "tcp", params.ports) then return pass() end
    return fail("TCP port %s is open to the internet", table.concat(params.ports, " or "))
  end,

  examples = {
    pass = {
      ["22 is open to a private network"] = { it {} },
      ["no permission at all"] = { it { configuration = { ipPermissions = {} } } },
      ["UDP 22 only"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "udp", fromPort = 22, toPort = 22, ipRanges = { "0.0.0.0/0" } } } } },
      },
      ["443 is open to everybody"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "tcp", fromPort = 443, toPort = 443, ipRanges = { "0.0.0.0/0" } } } } },
      },
      ["22 is open to a company's addresses, and 23 to half of the internet"] = {
        it { configuration = { ipPermissions = {
          { ipProtocol = "tcp", fromPort = 22, toPort = 22, ipRanges = { "11.0.0.0/8" } },
          { ipProtocol = "tcp", fromPort = 23, toPort = 23, ipRanges = { "128.0.0.0/1" } } } } },
      },
      ["a prefix list of the company's networks"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "tcp", fromPort = 22, toPort = 22,
          prefixListIds = { { prefixListId = "pl-1" } } } } } },
        with("AWS::EC2::PrefixList", {}),
      },
    },
    fail = {
      ["22-22 tcp 0.0.0.0/0"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "tcp", fromPort = 22, toPort = 22, ipRanges = { "0.0.0.0/0" } } } } },
      },
      ["the same with a description"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "tcp", fromPort = 22, toPort = 22,
          ipv4Ranges = { { cidrIp = "0.0.0.0/0", description = "everybody" } } } } } },
      },
      ["0-65535 tcp"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "tcp", fromPort = 0, toPort = 65535, ipRanges = { "0.0.0.0/0" } } } } },
      },
      ["protocol -1"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "-1", ipRanges = { "0.0.0.0/0" } } } } },
      },
      ["::/0"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "tcp", fromPort = 3389, toPort = 3389,
          ipv6Ranges = { { cidrIpv6 = "::/0" } } } } } },
      },
      ["an open block after a block for the group itself"] = {
        it { configuration = { ipPermissions = {
          { ipProtocol = "tcp", fromPort = 22, toPort = 22, userIdGroupPairs = { { groupId = "sg-1" } } },
          { ipProtocol = "tcp", fromPort = 22, toPort = 22, ipRanges = { "0.0.0.0/0" } } } } },
      },
      ["an open range beside a prefix list that nobody collected"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "tcp", fromPort = 22, toPort = 22,
          ipRanges = { "0.0.0.0/0" }, prefixListIds = { { prefixListId = "pl-1" } } } } } },
      },
      ["half of the internet"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "tcp", fromPort = 22, toPort = 22, ipRanges = { "128.0.0.0/1" } } } } },
      },
      ["0.0.0.0/1 and 128.0.0.0/1"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "tcp", fromPort = 22, toPort = 22,
          ipRanges = { "0.0.0.0/1", "128.0.0.0/1" } } } } },
      },
      ["the halves in two permissions"] = {
        it { configuration = { ipPermissions = {
          { ipProtocol = "tcp", fromPort = 22, toPort = 22, ipRanges = { "0.0.0.0/1" } },
          { ipProtocol = "tcp", fromPort = 0, toPort = 1024, ipRanges = { "128.0.0.0/1" } } } } },
      },
      ["a prefix list that is the internet"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "tcp", fromPort = 22, toPort = 22,
          prefixListIds = { { prefixListId = "pl-1" } } } } } },
        with("AWS::EC2::PrefixList", { configuration = { Entries = { { Cidr = "0.0.0.0/0" } } } }),
      },
    },
    unknown = {
      ["the range is unknown"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "tcp", fromPort = 22, toPort = 22,
          ipRanges = { unknown "unresolved" } } } } },
      },
      ["the prefix list was not collected"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "tcp", fromPort = 22, toPort = 22,
          prefixListIds = { { prefixListId = "pl-1" } } } } } },
      },
      ["the permissions were not collected"] = { it { configuration = { ipPermissions = absent } } },
    },
  },
}
