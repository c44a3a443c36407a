--- Without an owner, an environment and a cost center nobody answers for a machine.
local ENVIRONMENTS = { prod = true, staging = true, dev = true }

return rule {
  title    = "Instances carry the three tags",
  severity = "low",
  resource = "AWS::EC2::Instance",
  layer    = "ec2.instance-config",
  remedy   = "Set Owner, Environment (prod, staging or dev) and CostCenter (CC- and four digits).",

  check = function(instance)
    local tags = instance.tags
    if not tags.Owner then return fail "there is no tag Owner" end
    if not ENVIRONMENTS[tags.Environment or ""] then return fail "the tag Environment is none of prod, staging, dev" end
    if not matches(tags.CostCenter, "^CC%-%d%d%d%d$") then return fail "the tag CostCenter is not CC- and four digits" end
    return pass()
  end,

  examples = {
    pass = { ["all three are there"] = { it { tags = { Owner = "edge", Environment = "dev", CostCenter = "CC-0042" } } } },
    fail = {
      ["nobody owns it"] = { it { tags = { Environment = "dev", CostCenter = "CC-0042" } } },
      ["the environment is another"] = { it { tags = { Owner = "edge", Environment = "sandbox", CostCenter = "CC-0042" } } },
      ["the cost center is spelled otherwise"] = { it { tags = { Owner = "edge", Environment = "dev", CostCenter = "cc42" } } },
      ["there are no tags"] = { it {} },
    },
    unknown = { ["the tags were not collected"] = { it { tags = unknown "denied" } } },
  },
}
