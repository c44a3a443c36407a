--- Port 22 open to everybody is found and tried within minutes.
local ssh = require "ten.ssh"

return rule {
  title    = "SSH is not open to the world",
  severity = "high",
  resource = "AWS::EC2::SecurityGroup",
  layer    = "ec2.network",
  remedy   = "Let only the networks of administrators reach port 22.",

  check = function(group)
    if ssh.is_open(group) then return fail "the group lets the whole internet reach port 22" end
    return pass()
  end,

  examples = {
    pass = {
      ["only a private network reaches it"] = { it {} },
      ["the world reaches another port"] = {
        it { configuration = { ipPermissions = {
          { ipProtocol = "tcp", fromPort = 443, toPort = 443, ipv4Ranges = { { cidrIp = "0.0.0.0/0" } } },
        } } },
      },
      ["the world reaches the port by UDP"] = {
        it { configuration = { ipPermissions = {
          { ipProtocol = "udp", fromPort = 22, toPort = 22, ipv4Ranges = { { cidrIp = "0.0.0.0/0" } } },
        } } },
      },
    },
    fail = {
      ["the second network is the world"] = {
        it { configuration = { ipPermissions = {
          { ipProtocol = "tcp", fromPort = 22, toPort = 22, ipv4Ranges = { { cidrIp = "10.0.0.0/8" }, { cidrIp = "0.0.0.0/0" } } },
        } } },
      },
      ["a range of ports holds it, over IPv6"] = {
        it { configuration = { ipPermissions = {
          { ipProtocol = "tcp", fromPort = 20, toPort = 25, ipv6Ranges = { { cidrIpv6 = "::/0" } } },
        } } },
      },
      ["every protocol is open"] = {
        it { configuration = { ipPermissions = { { ipProtocol = "-1", ipv4Ranges = { { cidrIp = "0.0.0.0/0" } } } } } },
      },
    },
    unknown = { ["the permissions were not collected"] = { it { configuration = { ipPermissions = unknown "denied" } } } },
  },
}
