--- Access Analyzer finds what was shared with outsiders by mistake.
return rule {
  title    = "External access analyzer active in every used region",
  severity = "medium",
  resource = "region",
  layer    = { "iam.identity-access", "account.logging-detection" },
  remedy   = "Create an external access analyzer in each enabled region.",

  check = function(region)
    for analyzer in region:all "AWS::AccessAnalyzer::Analyzer" do
      local kind, status = analyzer.configuration.type, analyzer.configuration.status
      local external = kind == "ACCOUNT" or kind == "ORGANIZATION"
      -- AWS Config's item has no status; it records analyzers that exist.
      if external and (status == nil or status == "ACTIVE") then return pass() end
    end
    return fail "no active analyzer for external access"
  end,

  examples = {
    pass = {
      ["an account's analyzer is active"] = { it {}, with("AWS::AccessAnalyzer::Analyzer", {}) },
      ["an organisation's analyzer is active"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", { configuration = { type = "ORGANIZATION" } }),
      },
      ["AWS Config records one, without a status"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", { configuration = { status = absent } }),
      },
    },
    fail = {
      ["it is disabled"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", { configuration = { status = "DISABLED" } }),
      },
      ["it looks for unused access only"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", { configuration = { type = "ACCOUNT_UNUSED_ACCESS" } }),
      },
      ["there is none"] = { it {}, none "AWS::AccessAnalyzer::Analyzer" },
    },
    unknown = { ["the region was not read"] = { it {} } },
  },
}
