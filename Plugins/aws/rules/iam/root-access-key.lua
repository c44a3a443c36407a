--- A root key can do everything, from anywhere, for ever, and nothing can take rights away from it.
local words = require "aws.words"

local function report(account)
  for row in account:find("demarc::IAM::CredentialReportEntry", "id", "<root_account>") do return row.configuration end
end

local function was_made(date) return date ~= nil and date ~= "N/A" and date ~= "not_supported" end

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
        if first == "false" and second == "false" then
          local left = was_made(root.access_key_1_last_rotated) or was_made(root.access_key_2_last_rotated)
          return left and pass "no active key; an inactive one is still there" or pass()
        end
      end
    end
    for summary in account:all "demarc::IAM::AccountSummary" do
      local keys = summary.configuration.SummaryMap.AccountAccessKeysPresent
      if keys == 0 then return pass() end
      if keys then return fail("the root user has %s, active or not", words.count(keys, "access key")) end
    end
    return unknown "no source says whether the root user has access keys"
  end,

  examples = {
    pass = {
      ["the report lists none"] = {
        it {},
        with("demarc::IAM::CredentialReportEntry", { id = "<root_account>", configuration = { access_key_1_active = "false" } }),
      },
      ["an inactive key is still there"] = {
        it {},
        with("demarc::IAM::CredentialReportEntry", {
          id = "<root_account>",
          configuration = { access_key_1_active = "false", access_key_1_last_rotated = "2020-01-01T00:00:00Z" } }),
      },
      ["the summary counts none"] = { it {}, with("demarc::IAM::AccountSummary", {}) },
      ["there has never been a key"] = {
        it {}, with("demarc::IAM::CredentialReportEntry", { id = "<root_account>", configuration = {
          access_key_1_active = "false", access_key_1_last_rotated = "N/A" } }),
      },
      ["the report leaves one key open, and the summary counts none"] = {
        it {}, with("demarc::IAM::CredentialReportEntry", { id = "<root_account>", configuration = {
          access_key_1_active = "false", access_key_2_active = absent } }), with("demarc::IAM::AccountSummary", {}),
      },
    },
    fail = {
      ["the second key is active"] = {
        it {},
        with("demarc::IAM::CredentialReportEntry", { id = "<root_account>", configuration = {
          access_key_1_active = "false", access_key_2_active = "true" } }),
      },
      ["the summary counts one"] = {
        it {},
        with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountAccessKeysPresent = 1 } } }),
      },
      ["the first key is active"] = {
        it {},
        with("demarc::IAM::CredentialReportEntry", { id = "<root_account>" }),
      },
    },
    unknown = {
      ["neither source was collected"] = { it {} },
      ["the summary leaves it out"] = {
        it {},
        with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountAccessKeysPresent = absent } } }),
      },
      ["the report leaves the second key open"] = {
        it {}, with("demarc::IAM::CredentialReportEntry", { id = "<root_account>", configuration = {
          access_key_1_active = "false", access_key_2_active = "not_supported" } }),
      },
      ["the report leaves the first key open"] = {
        it {}, with("demarc::IAM::CredentialReportEntry", { id = "<root_account>", configuration = {
          access_key_1_active = "not_supported" } }),
      },
    },
  },
}
