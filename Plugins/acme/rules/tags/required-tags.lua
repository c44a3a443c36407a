--- What nobody owns nobody pays for, mends or switches off: the tags say whom to ask.
return rule {
  title    = "Resources carry the required tags",
  severity = "low",
  resource = { "AWS::EC2::Instance", "AWS::S3::Bucket", "AWS::RDS::DBInstance", "AWS::Lambda::Function" },
  layer    = "account.identity-governance",
  remedy   = "Add the missing tags; where a template makes the resource, add them there.",

  params = {
    required = { { "owner", "cost-centre" }, "tags that every resource carries, with any value but an empty one" },
  },

  check = function(resource, params)
    if #params.required == 0 then return skip "no tag is required" end
    local answers = {}
    for _, key in ipairs(params.required) do
      local value = resource.tags[key]
      if value == nil then answers[key] = fail("there is no tag %s", key)
      elseif value == "" then answers[key] = fail("the tag %s is empty", key)
      else answers[key] = pass() end
    end
    return findings(answers)
  end,

  examples = {
    pass = {
      ["all are there"] = { it { tags = { owner = "shipping", ["cost-centre"] = "4711" } } },
    },
    fail = {
      ["one is missing"] = { it { tags = { owner = "shipping" } } },
      ["one is empty"] = { it { tags = { owner = "", ["cost-centre"] = "4711" } } },
      ["keys of tags are told apart by case"] = { it { tags = { Owner = "shipping", ["cost-centre"] = "4711" } } },
    },
    skip = {
      ["no tag is required"] = { it { tags = { owner = "shipping" } }, params { required = {} } },
    },
    unknown = {
      ["the source carries no tags"] = { it { tags = unknown "not-collected" } },
    },
  },
}
