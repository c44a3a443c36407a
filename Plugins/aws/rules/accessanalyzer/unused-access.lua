--- Permissions nobody uses are permissions only an intruder will use.
return rule {
  title    = "Unused access analyzer active",
  severity = "low",
  resource = "account",
  layer    = "iam.identity-access",
  remedy   = "Create an analyzer for unused access (chargeable).",

  check = function(account)
    for analyzer in account:known "AWS::AccessAnalyzer::Analyzer" do
      local kind, status = analyzer.configuration.type, analyzer.configuration.status
      local unused = kind == "ACCOUNT_UNUSED_ACCESS" or kind == "ORGANIZATION_UNUSED_ACCESS"
      if unused and (status == nil or status == "ACTIVE") then return pass() end
    end
    -- One region is enough, so only a look into all of them shows that there is none.
    account:all "AWS::AccessAnalyzer::Analyzer"
    return fail "no active analyzer for unused access"
  end,

  examples = {
    pass = {
      ["one region has it"] = {
        it { regions = { "us-east-1", "eu-west-1" } },
        with("AWS::AccessAnalyzer::Analyzer", { configuration = { type = "ACCOUNT_UNUSED_ACCESS" } }),
      },
      ["an organisation's looks for it"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", { configuration = { type = "ORGANIZATION_UNUSED_ACCESS" } }),
      },
      ["AWS Config records one, without a status"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", { configuration = { type = "ACCOUNT_UNUSED_ACCESS", status = absent } }),
      },
    },
    fail = {
      ["it is disabled"] = {
        it {},
        with("AWS::AccessAnalyzer::Analyzer", { configuration = { type = "ACCOUNT_UNUSED_ACCESS", status = "DISABLED" } }),
      },
      ["there is only one for external access"] = { it {}, with("AWS::AccessAnalyzer::Analyzer", {}) },
    },
    unknown = {
      ["one of two regions was not read"] = {
        it { regions = { "us-east-1", "eu-west-1" } }, none("AWS::AccessAnalyzer::Analyzer", "us-east-1"),
      },
    },
  },
}
