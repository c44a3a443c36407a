--- Who may reach port 22.
local ssh = {}

local function all_of_ipv4(range) return range.cidrIp == "0.0.0.0/0" end
local function all_of_ipv6(range) return range.cidrIpv6 == "::/0" end

local function lets_the_world_in(permission)
  local name = permission.ipProtocol
  local reaches = name == "-1" or name == "tcp" and permission.fromPort <= 22 and permission.toPort >= 22
  return reaches and (any(permission.ipv4Ranges, all_of_ipv4) or any(permission.ipv6Ranges, all_of_ipv6))
end

--- Whether a security group lets the whole internet reach port 22.
function ssh.is_open(group)
  return any(group.configuration.ipPermissions, lets_the_world_in)
end

return ssh
