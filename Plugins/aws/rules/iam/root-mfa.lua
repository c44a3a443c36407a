--- Whoever has the root password has the whole account, unless a second factor is asked for.
local function report(account)
  for row in account:find("demarc::IAM::CredentialReportEntry", "id", "<root_account>") do return row.configuration end
end

--- AWS GovCloud (US) has no root user that signs in.
local function is_govcloud(account)
  for region in account:regions() do if matches(region.id, "^us%-gov%-") then return true end end
  return false
end

return rule {
  title    = "Root user signs in with MFA",
  severity = "critical",
  resource = "account",
  layer    = { "iam.identity-credentials", "account.identity-credentials" },
  remedy   = "Register an MFA device for the root user, or remove root credentials in member accounts through central root access.",

  check = function(account)
    for summary in account:known "demarc::IAM::AccountSummary" do
      local facts = summary.configuration.SummaryMap
      if facts.AccountPasswordPresent == 0 then return skip "the root user has no password" end
      if facts.AccountMFAEnabled == 1 then return pass() end
      if facts.AccountMFAEnabled == 0 and not is_govcloud(account) then return fail "the root user has no MFA device" end
    end
    local root = report(account)
    if not root then
      if is_govcloud(account) then return skip "AWS GovCloud (US) has no root user that signs in" end
      return unknown "the credential report has no row for the root user"
    end
    if root.mfa_active == "true" then return pass() end
    if root.password_enabled == "false" then return skip "the root user has no password" end
    if root.mfa_active == "false" then return fail "the root user has no MFA device" end
    return unknown("the credential report says mfa_active = %s", tostring(root.mfa_active))
  end,

  examples = {
    pass = {
      ["the account summary says so"] = { it {}, with("demarc::IAM::AccountSummary", {}) },
      ["the credential report says so"] = { it {}, with("demarc::IAM::CredentialReportEntry", { id = "<root_account>" }) },
    },
    fail = {
      ["no device in the summary"] = {
        it {}, with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountMFAEnabled = 0 } } }),
      },
      ["no device in the report"] = {
        it {},
        with("demarc::IAM::CredentialReportEntry", {
          id = "<root_account>", configuration = { mfa_active = "false", password_enabled = "not_supported" } }),
      },
      ["no device, and nothing says whether there is a password"] = {
        it {}, with("demarc::IAM::AccountSummary", {
          configuration = { SummaryMap = { AccountMFAEnabled = 0, AccountPasswordPresent = absent } } }),
      },
    },
    skip = {
      ["the report says that the root user has no password"] = {
        it {},
        with("demarc::IAM::CredentialReportEntry", {
          id = "<root_account>", configuration = { mfa_active = "false", password_enabled = "false" } }),
      },
      ["GovCloud, without a root row"] = {
        it { regions = { "us-gov-west-1" } },
        with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountMFAEnabled = 0, Users = 0 } } }),
        with("demarc::IAM::CredentialReportEntry", {}),
      },
      ["the account has no root password"] = {
        it {}, with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountPasswordPresent = 0 } } }),
      },
    },
    unknown = {
      ["neither source was collected"] = { it {} },
      ["the report has no root row"] = { it {}, with("demarc::IAM::CredentialReportEntry", {}) },
      ["the report says something else"] = {
        it {},
        with("demarc::IAM::CredentialReportEntry", { id = "<root_account>", configuration = { mfa_active = "N/A" } }),
      },
      ["the summary leaves it out"] = {
        it {}, with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountMFAEnabled = absent } } }),
      },
    },
  },
}
