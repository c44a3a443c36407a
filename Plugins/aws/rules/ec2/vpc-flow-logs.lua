--- A VPC without a flow log leaves no trace of who talked to whom.
return rule {
  title    = "Every VPC has flow logs",
  severity = "medium",
  resource = "AWS::EC2::VPC",
  layer    = { "vpc.logging-detection", "account.logging-detection" },
  remedy   = "Create a flow log for the VPC that delivers to CloudWatch Logs or S3.",
  params   = { traffic = { { "ALL", "REJECT" }, "kinds of traffic of which one must be logged" } },

  check = function(vpc, params)
    local broken
    for log in vpc.region:find("AWS::EC2::FlowLog", "configuration.resourceId", vpc.id) do
      local facts = log.configuration
      local accepted = any(params.traffic, function(kind) return kind == facts.trafficType end)
      local delivers = facts.deliverLogsStatus ~= "FAILED"
      if facts.flowLogStatus == "ACTIVE" and accepted and delivers then return pass() end
      broken = not delivers and "its flow log can't deliver" or not accepted and "its flow log leaves out refused traffic"
        or "its flow log is not active"
    end
    return fail("%s", broken or "no flow log covers this VPC")
  end,

  examples = {
    pass = {
      ["an active flow log covers it"] = { it {}, with("AWS::EC2::FlowLog", {}) },
      ["the second of two works"] = {
        it {}, with("AWS::EC2::FlowLog", { id = "fl-1", configuration = { deliverLogsStatus = "FAILED" } }),
        with("AWS::EC2::FlowLog", { id = "fl-2", configuration = { trafficType = "REJECT" } }),
      },
    },
    fail = {
      ["the only flow log is another VPC's"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { resourceId = "vpc-2" } }),
      },
      ["delivery fails"] = { it {}, with("AWS::EC2::FlowLog", { configuration = { deliverLogsStatus = "FAILED" } }) },
      ["only accepted traffic is logged"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { trafficType = "ACCEPT" } }),
      },
      ["the flow log is not active"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { flowLogStatus = "INACTIVE" } }),
      },
      ["there is no flow log"] = { it {}, none "AWS::EC2::FlowLog" },
    },
    unknown = {
      ["flow logs were not collected"] = { it {} },
      ["nobody knows which VPC the flow log is for"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { resourceId = unknown "denied" } }),
      },
    },
  },
}
