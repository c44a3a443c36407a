--- Whoever signs in as root can do everything, and no policy of the account can stop it.
return rule {
  title    = "Root user signs in with MFA",
  severity = "critical",
  resource = "account",
  layer    = { "iam.identity-credentials", "account.identity-credentials" },
  remedy   = "Register an MFA device for the root user, or remove root credentials through central root access.",

  check = function(account)
    for summary in account:known "demarc::IAM::AccountSummary" do
      local facts = summary.configuration.SummaryMap
      if facts.AccountMFAEnabled == 1 then return pass() end
      if facts.AccountPasswordPresent == 0 then return skip "the root user has no password" end
      if facts.AccountMFAEnabled == 0 then return fail "the root user has no MFA device" end
    end
    for root in account:find("demarc::IAM::CredentialReportEntry", "id", "<root_account>") do
      local row = root.configuration
      if row.mfa_active == "true" then return pass() end
      if row.password_enabled == "false" then return skip "the root user has no password" end
      if row.mfa_active == "false" then return fail "the root user has no MFA device" end
    end
    return unknown "neither the account summary nor the credential report tells of the root user's MFA"
  end,

  examples = {
    pass = {
      ["the account summary counts an MFA device"] = { it {}, with("demarc::IAM::AccountSummary") },
      ["only the credential report was collected, and shows it"] = {
        it {}, with("demarc::IAM::CredentialReportEntry", {
          id = "<root_account>", configuration = { password_enabled = "not_supported", mfa_active = "true" },
        }),
      },
    },
    fail = {
      ["the account summary counts none"] = {
        it {}, with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountMFAEnabled = 0 } } }),
      },
      ["the credential report shows none"] = {
        it {}, with("demarc::IAM::CredentialReportEntry", {
          id = "<root_account>", configuration = { password_enabled = "not_supported", mfa_active = "false" },
        }),
      },
    },
    skip = {
      ["root credentials were removed, says the summary"] = {
        it {}, with("demarc::IAM::AccountSummary", {
          configuration = { SummaryMap = { AccountMFAEnabled = 0, AccountPasswordPresent = 0 } },
        }),
      },
      ["root credentials were removed, says the report"] = {
        it {}, with("demarc::IAM::CredentialReportEntry", {
          id = "<root_account>", configuration = { password_enabled = "false", mfa_active = "false" },
        }),
      },
    },
    unknown = {
      ["neither source was collected"] = { it {} },
      ["the credential report has no row for root"] = { it {}, with("demarc::IAM::CredentialReportEntry") },
      ["the credential report was refused"] = { it {}, denied "demarc::IAM::CredentialReportEntry" },
    },
  },
}
