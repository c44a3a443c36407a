--- A type nobody planned is a bill nobody planned; and a large one in a sandbox is most often somebody else's coin miner.
local SIZES = { "nano", "micro", "small", "medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge" }

local function rank(size)
  for place, name in ipairs(SIZES) do if name == size then return place end end
end

return rule {
  title    = "Instance types are of an allowed family and size",
  severity = "low",
  resource = "AWS::EC2::Instance",
  layer    = "ec2.instance-config",
  remedy   = "Change the instance to an allowed type, or ask for the type to be allowed for its account.",

  params = {
    families = { { "t3", "t4g", "m7g" }, "families that may be used" },
    largest  = { "2xlarge", "the largest size that may be used", values = SIZES },
  },

  check = function(instance, params)
    if instance.configuration.state.name == "terminated" then return skip "the instance is terminated" end
    local type = instance.configuration.instanceType
    if type == nil then return unknown "the instance's type was not collected" end
    local family, size = type:match "^([^.]+)%.(.+)$"
    if not any(params.families, function(allowed) return allowed == family end) then
      return fail("the type %s is of no allowed family", type)
    end
    local place = rank(size)
    if place == nil or place > rank(params.largest) then return fail("the type %s is larger than %s", type, params.largest) end
    return pass()
  end,

  examples = {
    pass = {
      ["family and size are allowed"] = { it { configuration = { instanceType = "m7g.2xlarge" } } },
    },
    fail = {
      ["the family is not allowed"] = { it { configuration = { instanceType = "p5.large" } } },
      ["the size is not allowed"] = { it { configuration = { instanceType = "m7g.4xlarge" } } },
      ["the size is none that is known"] = { it { configuration = { instanceType = "m7g.metal" } } },
    },
    skip = {
      ["the instance is terminated"] = { it { configuration = { state = { name = "terminated" } } } },
    },
    unknown = {
      ["the type was not collected"] = { it { configuration = { instanceType = absent } } },
    },
  },
}
