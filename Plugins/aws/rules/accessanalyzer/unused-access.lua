--- Permissions nobody uses are found by an analyzer, or by an intruder.
return rule {
  title    = "Unused access analyzer active",
  severity = "low",
  resource = "account",
  layer    = "iam.identity-access",
  remedy   = "Create an unused access analyzer in one region (chargeable).",
  params   = { required = { true, "whether this chargeable analyzer is asked for at all" } },

  check = function(account, params)
    if not params.required then return skip "the unused access analyzer is not asked for" end
    local problem = "no region has an unused access analyzer"
    for analyzer in account:known "AWS::AccessAnalyzer::Analyzer" do
      local kind, status = analyzer.configuration.type, analyzer.configuration.status
      if kind == "ACCOUNT_UNUSED_ACCESS" or kind == "ORGANIZATION_UNUSED_ACCESS" then
        if status == "ACTIVE" then return pass("analyzer in %s", analyzer.region.id) end
        if status == nil then return unknown("whether analyzer %s is active was not collected", analyzer.id) end
        problem = ("unused access analyzer %s is %s"):format(analyzer.id, status)
      end
    end
    -- IAM is the same in every region: one analyzer is enough, and every region must have been read to say there is none.
    if account:count "AWS::AccessAnalyzer::Analyzer" >= 0 then return fail(problem) end
    return unknown "analyzers were not collected"
  end,

  examples = {
    pass = {
      ["an analyzer of the account is active"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", { configuration = { Type = "ACCOUNT_UNUSED_ACCESS" } }),
      },
      ["one region was read, and has an organisation's"] = {
        it { regions = { "us-east-1", "eu-west-1" } },
        with("AWS::AccessAnalyzer::Analyzer", { configuration = { Type = "ORGANIZATION_UNUSED_ACCESS" } }),
      },
    },
    fail = {
      ["there is no analyzer"] = { it {}, none "AWS::AccessAnalyzer::Analyzer" },
      ["the only analyzer looks for external access"] = { it {}, with("AWS::AccessAnalyzer::Analyzer") },
      ["the analyzer failed"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", {
          configuration = { Type = "ACCOUNT_UNUSED_ACCESS", Status = "FAILED" },
        }),
      },
    },
    unknown = {
      ["analyzers were not collected"] = { it {} },
      ["one region was read, and has none"] = {
        it { regions = { "us-east-1", "eu-west-1" } }, none("AWS::AccessAnalyzer::Analyzer", "us-east-1"),
      },
      ["AWS Config recorded the analyzer without its status"] = {
        it {}, with("AWS::AccessAnalyzer::Analyzer", {
          configuration = { Type = "ACCOUNT_UNUSED_ACCESS", Status = absent },
        }),
      },
    },
  },
}
