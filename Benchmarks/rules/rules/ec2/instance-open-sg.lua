--- A group that is open to the world harms where a machine stands behind it.
local ssh = require "ten.ssh"

return rule {
  title    = "No instance is reached by SSH from the world",
  severity = "critical",
  resource = "AWS::EC2::Instance",
  layer    = "ec2.network",
  remedy   = "Take the open group from the instance, or close it.",

  check = function(instance)
    for _, entry in ipairs(instance.configuration.securityGroups or {}) do
      for group in instance.region:find("AWS::EC2::SecurityGroup", "id", entry.groupId) do
        if ssh.is_open(group) then return fail("security group %s lets the whole internet reach port 22", group.id) end
      end
    end
    return pass()
  end,

  examples = {
    pass = {
      ["its group lets in a private network"] = { it {}, with "AWS::EC2::SecurityGroup" },
      ["another group is open"] = {
        it {},
        with("AWS::EC2::SecurityGroup", { id = "sg-2", configuration = { ipPermissions = {
          { ipProtocol = "-1", ipv4Ranges = { { cidrIp = "0.0.0.0/0" } } },
        } } }),
      },
    },
    fail = {
      ["its group is open"] = {
        it {},
        with("AWS::EC2::SecurityGroup", { configuration = { ipPermissions = {
          { ipProtocol = "tcp", fromPort = 22, toPort = 22, ipv4Ranges = { { cidrIp = "0.0.0.0/0" } } },
        } } }),
      },
    },
    unknown = { ["security groups were not collected"] = { it {} } },
  },
}
