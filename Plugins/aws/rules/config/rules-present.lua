--- A recorder without rules remembers drift and tells nobody.
return rule {
  title    = "AWS Config rules are active",
  severity = "low",
  resource = "region",
  layer    = "account.logging-detection",
  remedy   = "Deploy a conformance pack.",
  params   = { min_rules = { 1, "active rules there must be", min = 1, max = 1000 } },

  check = function(region, params)
    local active = 0
    for entry in region:all "demarc::Config::Rule" do
      if entry.configuration.ConfigRuleState == "ACTIVE" then active = active + 1 end
    end
    if active >= params.min_rules then return pass("%d active rules", active) end
    return fail("%d active rules, %d expected", active, params.min_rules)
  end,

  examples = {
    pass = { ["one rule is active"] = { it {}, with("demarc::Config::Rule", {}) } },
    fail = {
      ["the only rule is being deleted"] = {
        it {}, with("demarc::Config::Rule", { configuration = { ConfigRuleState = "DELETING" } }),
      },
      ["there is no rule"] = { it {}, none "demarc::Config::Rule" },
    },
    unknown = { ["rules were not collected"] = { it {} } },
  },
}
