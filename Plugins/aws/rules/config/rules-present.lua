--- A recorder without rules remembers drift and tells nobody.
local words = require "aws.words"

-- A rule that is being evaluated is active.
local WORKS = { ACTIVE = true, EVALUATING = true }

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
      if WORKS[entry.configuration.ConfigRuleState] then active = active + 1 end
    end
    if active >= params.min_rules then return pass("%s", words.count(active, "active rule")) end
    if active == 0 then return fail "AWS Config has no active rule" end
    return fail("AWS Config has %s (minimum %d)", words.count(active, "active rule"), params.min_rules)
  end,

  examples = {
    pass = {
      ["one rule is active"] = { it {}, with("demarc::Config::Rule", {}) },
      ["the only rule is being evaluated"] = {
        it {}, with("demarc::Config::Rule", { configuration = { ConfigRuleState = "EVALUATING" } }),
      },
    },
    fail = {
      ["the only rule is being deleted"] = {
        it {}, with("demarc::Config::Rule", { configuration = { ConfigRuleState = "DELETING" } }),
      },
      ["there is no rule"] = { it {}, none "demarc::Config::Rule" },
      ["one rule is active, and two are needed"] = { it {}, with("demarc::Config::Rule", {}), params { min_rules = 2 } },
    },
    unknown = { ["rules were not collected"] = { it {} } },
  },
}
