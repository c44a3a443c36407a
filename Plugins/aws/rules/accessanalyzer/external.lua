--- An analyzer finds what is shared with strangers before strangers do.
return rule {
  title    = "External access analyzer active in every used region",
  severity = "medium",
  resource = "region",
  layer    = { "iam.identity-access", "account.logging-detection" },
  remedy   = "Create an external access analyzer in each enabled region.",

  check = function(region)
    local problem = "the region has no external access analyzer"
    for analyzer in region:all "AWS::AccessAnalyzer::Analyzer" do
      local kind, status = analyzer.configuration.type, analyzer.configuration.status
      if kind == "ACCOUNT" or kind == "ORGANIZATION" then
        if status == "ACTIVE" then return pass() end
        if status == nil then return unknown("whether analyzer %s is active was not collected", analyzer.id) end
        problem = ("external access analyzer %s is %s"):format(analyzer.id, status)
      end
    end
    return fail(problem)
  end,

  examples = {
    pass = {
      ["an analyzer of the account is active"] = { it {}, with("AWS::AccessAnalyzer::Analyzer") },
      ["an analyzer of the organisation is active"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", { configuration = { Type = "ORGANIZATION" } }),
      },
    },
    fail = {
      ["there is no analyzer"] = { it {}, none "AWS::AccessAnalyzer::Analyzer" },
      ["the analyzer is disabled"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", { configuration = { Status = "DISABLED" } }),
      },
      ["the only analyzer looks for unused access"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", { configuration = { Type = "ACCOUNT_UNUSED_ACCESS" } }),
      },
    },
    unknown = {
      ["the region was not collected"] = { it {} },
      ["AWS Config recorded the analyzer without its status"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", { configuration = { Status = absent } }),
      },
    },
  },
}
