--- A VPC without a flow log leaves no trace of who talked to whom.
local function is_in_use(vpc)
  for _ in vpc.region:find("AWS::EC2::NetworkInterface", "configuration.vpcId", vpc.id) do return true end
  return false
end

return rule {
  title    = "Every VPC has flow logs",
  severity = "medium",
  resource = "AWS::EC2::VPC",
  layer    = { "vpc.logging-detection", "account.logging-detection" },
  remedy   = "Create a flow log for the VPC that delivers to CloudWatch Logs or S3.",
  params = {
    traffic                 = { { "ALL", "REJECT" }, "kinds of traffic a flow log may be of to count" },
    skip_default_unused_vpc = { false, "skip a default VPC without network interfaces" },
  },

  check = function(vpc, params)
    local owner = vpc.configuration.ownerId
    if owner and owner ~= vpc.account.id then return skip("account %s shares this VPC and is judged for it", owner) end
    if params.skip_default_unused_vpc and vpc.configuration.isDefault and not is_in_use(vpc) then
      return skip "a default VPC that nothing uses"
    end
    local problem = "no flow log covers this VPC"
    for log in vpc.region:find("AWS::EC2::FlowLog", "configuration.resourceId", vpc.id) do
      local counts = false
      for _, kind in ipairs(params.traffic) do counts = counts or kind == log.configuration.trafficType end
      if log.configuration.flowLogStatus ~= "ACTIVE" then problem = ("flow log %s is not active"):format(log.id)
      elseif log.configuration.deliverLogsStatus == "FAILED" then problem = ("flow log %s fails to deliver"):format(log.id)
      elseif not counts then problem = ("flow log %s leaves out rejected traffic"):format(log.id)
      else return pass() end
    end
    return fail(problem)
  end,

  examples = {
    pass = {
      ["an active flow log covers it"] = { it {}, with("AWS::EC2::FlowLog") },
      ["a flow log of rejected traffic covers it"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { trafficType = "REJECT" } }),
      },
    },
    fail = {
      ["there is no flow log"] = { it {}, none "AWS::EC2::FlowLog" },
      ["the only flow log is another VPC's"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { resourceId = "vpc-2" } }),
      },
      ["the flow log is not active"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { flowLogStatus = "INACTIVE" } }),
      },
      ["the flow log cannot deliver"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { deliverLogsStatus = "FAILED" } }),
      },
      ["the flow log has only accepted traffic"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { trafficType = "ACCEPT" } }),
      },
    },
    skip = {
      ["another account shares the VPC"] = { it { configuration = { ownerId = "444455556666" } } },
    },
    unknown = {
      ["flow logs were not collected"] = { it {} },
      ["the call was refused"] = { it {}, denied "AWS::EC2::FlowLog" },
    },
  },
}
