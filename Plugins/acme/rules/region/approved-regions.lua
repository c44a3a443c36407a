--- Data may lie only where the contracts say, and a region that nobody watches is where a thief starts machines.
local TYPES = { "AWS::EC2::Instance", "AWS::Lambda::Function", "AWS::RDS::DBInstance", "AWS::S3::Bucket" }

return rule {
  title    = "Nothing runs outside the approved regions",
  severity = "high",
  resource = "region",
  layer    = "account.identity-governance",
  remedy   = "Move what is there, and close the region with a service control policy.",

  params = {
    approved = { { "eu-central-1", "eu-west-1" }, "regions that may be used" },
  },

  check = function(region, params)
    if any(params.approved, function(approved) return approved == region.id end) then return skip "the region is approved" end
    local found = {}
    for _, type in ipairs(TYPES) do
      local count = region:count(type)
      if count > 0 then table.insert(found, count .. " of " .. type) end
    end
    if #found == 0 then return pass() end
    return fail("the region is not approved and holds %s", table.concat(found, ", "))
  end,

  examples = {
    pass = {
      ["nothing is there"] = {
        it {}, none "AWS::EC2::Instance", none "AWS::Lambda::Function", none "AWS::RDS::DBInstance", none "AWS::S3::Bucket",
      },
    },
    fail = {
      ["an instance runs there"] = {
        it {}, with("AWS::EC2::Instance", {}), none "AWS::Lambda::Function", none "AWS::RDS::DBInstance", none "AWS::S3::Bucket",
      },
    },
    skip = {
      ["the region is approved"] = { it { regions = { "eu-west-1" } } },
    },
    unknown = {
      ["nobody looked for functions"] = { it {}, none "AWS::EC2::Instance" },
    },
  },
}
