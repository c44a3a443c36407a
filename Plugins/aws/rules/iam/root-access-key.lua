--- A root key can do everything, from anywhere, for ever, and nothing can take rights away from it.
local function report(account)
  for row in account:find("demarc::IAM::CredentialReportEntry", "id", "<root_account>") do return row.configuration end
end

return rule {
  title    = "Root user has no access keys",
  severity = "critical",
  resource = "account",
  layer    = "iam.identity-credentials",
  remedy   = "Delete the root user's access keys and use roles instead.",

  check = function(account)
    if account:collected "demarc::IAM::CredentialReportEntry" then
      local root = report(account)
      if root then
        local first, second = root.access_key_1_active, root.access_key_2_active
        if first == "true" or second == "true" then return fail "the root user has an active access key" end
        if first == "false" and second == "false" then return pass() end
      end
    end
    for summary in account:all "demarc::IAM::AccountSummary" do
      local keys = summary.configuration.SummaryMap.AccountAccessKeysPresent
      if keys == 0 then return pass() end
      if keys then return fail("the root user has %d access keys, active or not", keys) end
    end
    return unknown "no source says whether the root user has access keys"
  end,

  examples = {
    pass = {
      ["the report lists none"] = {
        it {},
        with("demarc::IAM::CredentialReportEntry", { id = "<root_account>", configuration = { access_key_1_active = "false" } }),
      },
      ["the summary counts none"] = { it {}, with("demarc::IAM::AccountSummary", {}) },
    },
    fail = {
      ["the second key is active"] = {
        it {},
        with("demarc::IAM::CredentialReportEntry", { id = "<root_account>", configuration = { access_key_2_active = "true" } }),
      },
      ["the summary counts one"] = {
        it {},
        with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountAccessKeysPresent = 1 } } }),
      },
    },
    unknown = {
      ["neither source was collected"] = { it {} },
      ["the summary leaves it out"] = {
        it {},
        with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountAccessKeysPresent = absent } } }),
      },
    },
  },
}
