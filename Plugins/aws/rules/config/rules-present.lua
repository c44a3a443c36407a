--- A recorder only writes down; it takes a rule to notice that something drifted.
return rule {
  title    = "AWS Config rules are active",
  severity = "low",
  resource = "region",
  layer    = "account.logging-detection",
  remedy   = "Deploy a conformance pack, or AWS Config rules of your own.",
  params   = { min_rules = { 1, "active AWS Config rules that a region must have", min = 1, max = 1000 } },

  check = function(region, params)
    local active = 0
    for _ in region:find("demarc::Config::Rule", "configuration.ConfigRuleState", "ACTIVE") do active = active + 1 end
    if active < params.min_rules then return fail("%d AWS Config rules are active (minimum %d)", active, params.min_rules) end
    return pass("%d AWS Config rules are active", active)
  end,

  examples = {
    pass = {
      ["a rule is active"] = { it {}, with("demarc::Config::Rule") },
    },
    fail = {
      ["there is no rule"] = { it {}, none "demarc::Config::Rule" },
      ["the only rule is being deleted"] = {
        it {}, with("demarc::Config::Rule", { configuration = { ConfigRuleState = "DELETING" } }),
      },
    },
    unknown = {
      ["rules were not collected"] = { it {} },
      ["the call was refused"] = { it {}, denied "demarc::Config::Rule" },
    },
  },
}
