--- A VPC without a flow log leaves no trace of who talked to whom.
local words = require "aws.words"

--- Whether a flow log of a VPC or a subnet is good; and what is wrong with the one there is.
local function logged(region, id, traffic)
  local broken
  for log in region:find("AWS::EC2::FlowLog", "configuration.resourceId", id) do
    local facts = log.configuration
    local accepted = any(traffic, function(kind) return kind == facts.trafficType end)
    local delivers = facts.deliverLogsStatus ~= "FAILED"
    if facts.flowLogStatus == "ACTIVE" and accepted and delivers then return true end
    broken = not delivers and "its flow log cannot deliver" or not accepted and "its flow log leaves out refused traffic"
      or "its flow log is not active"
  end
  return false, broken
end

--- Whether the subnets of a VPC may matter: they are known, or somebody logs single subnets.
local function asks_for_subnets(region)
  if region:collected "AWS::EC2::Subnet" then return true end
  for log in region:all "AWS::EC2::FlowLog" do
    if matches(log.configuration.resourceId, "^subnet%-") then return true end
  end
  return false
end

--- How many of a VPC's subnets have a good flow log, and how many there are.
local function subnets_logged(vpc, traffic)
  local good, all = 0, 0
  for subnet in vpc.region:find("AWS::EC2::Subnet", "configuration.vpcId", vpc.id) do
    all = all + 1
    if logged(vpc.region, subnet.id, traffic) then good = good + 1 end
  end
  return good, all
end

return rule {
  title    = "Every VPC has flow logs",
  severity = "medium",
  resource = "AWS::EC2::VPC",
  layer    = { "vpc.logging-detection", "account.logging-detection" },
  remedy   = "Create a flow log for the VPC that delivers to CloudWatch Logs or S3.",
  params   = { traffic = { { "ALL", "REJECT" }, "kinds of traffic of which one must be logged" } },

  check = function(vpc, params)
    local owner = vpc.configuration.ownerId
    if owner and owner ~= vpc.account.id then return skip("shared by account %s, which logs it", owner) end
    local covered, broken = logged(vpc.region, vpc.id, params.traffic)
    if covered then return pass() end
    local good, all = 0, 0
    if asks_for_subnets(vpc.region) then good, all = subnets_logged(vpc, params.traffic) end
    if good > 0 and good == all then return pass("a flow log covers each of its %s", words.count(all, "subnet")) end
    local partly = good > 0 and ("; %d of its %s have one"):format(good, words.count(all, "subnet")) or ""
    return fail("%s%s", broken or "no flow log covers this VPC", partly)
  end,

  examples = {
    pass = {
      ["an active flow log covers it"] = { it {}, with("AWS::EC2::FlowLog", {}) },
      ["each of its subnets has a flow log"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { resourceId = "subnet-1" } }),
        with("AWS::EC2::Subnet", { id = "subnet-1" }),
        with("AWS::EC2::Subnet", { id = "subnet-9", configuration = { vpcId = "vpc-9" } }),
      },
      ["the second of two works"] = {
        it {}, with("AWS::EC2::FlowLog", { id = "fl-1", configuration = { deliverLogsStatus = "FAILED" } }),
        with("AWS::EC2::FlowLog", { id = "fl-2", configuration = { trafficType = "REJECT" } }),
      },
      ["who owns it is not said, and a flow log covers it"] = {
        it { configuration = { ownerId = absent } }, with("AWS::EC2::FlowLog", {}),
      },
    },
    fail = {
      ["one of two subnets has a flow log"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { resourceId = "subnet-1" } }),
        with("AWS::EC2::Subnet", { id = "subnet-1" }), with("AWS::EC2::Subnet", { id = "subnet-2" }),
      },
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
    skip = {
      ["another account owns the VPC"] = {
        it { configuration = { ownerId = "444455556666" } }, none "AWS::EC2::FlowLog",
      },
    },
    unknown = {
      ["subnets have flow logs, and which subnets there are was not collected"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { resourceId = "subnet-1" } }),
      },
      ["flow logs were not collected"] = { it {} },
      ["nobody knows which VPC the flow log is for"] = {
        it {}, with("AWS::EC2::FlowLog", { configuration = { resourceId = unknown "denied" } }),
      },
    },
  },
}
