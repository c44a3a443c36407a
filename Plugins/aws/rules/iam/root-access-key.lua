--- A root access key opens everything, from anywhere, without a second factor.
return rule {
  title    = "Root user has no access keys",
  severity = "critical",
  resource = "account",
  layer    = "iam.identity-credentials",
  remedy   = "Delete the root access keys and use roles instead.",

  check = function(account)
    if account:collected "demarc::IAM::CredentialReportEntry" then
      for root in account:find("demarc::IAM::CredentialReportEntry", "id", "<root_account>") do
        local note
        for number = 1, 2 do
          local key = "access_key_" .. number
          local active = root.configuration[key .. "_active"]
          if active == "true" then return fail("root access key %d is active", number) end
          if active ~= "false" then return unknown("root access key %d: active is %s", number, tostring(active)) end
          if root.configuration[key .. "_last_rotated"] ~= "N/A" then
            note = ("root access key %d is inactive and can be deleted"):format(number)
          end
        end
        return pass(note)
      end
    end
    for summary in account:all "demarc::IAM::AccountSummary" do
      local present = summary.configuration.SummaryMap.AccountAccessKeysPresent
      if present == 0 then return pass() end
      if present then return fail("root access keys present: %d (active or not, the summary does not say)", present) end
    end
    return unknown "the account summary does not count root access keys"
  end,

  examples = {
    pass = {
      ["root never had a key"] = {
        it {}, with("demarc::IAM::CredentialReportEntry", {
          id = "<root_account>", configuration = { access_key_1_active = "false", access_key_1_last_rotated = "N/A" },
        }),
      },
      ["a root key is left, and inactive"] = {
        it {}, with("demarc::IAM::CredentialReportEntry", {
          id = "<root_account>", configuration = { access_key_1_active = "false" },
        }),
      },
      ["only the account summary was collected, and counts none"] = { it {}, with("demarc::IAM::AccountSummary") },
    },
    fail = {
      ["the first root key is active"] = {
        it {}, with("demarc::IAM::CredentialReportEntry", { id = "<root_account>" }),
      },
      ["the second root key is active"] = {
        it {}, with("demarc::IAM::CredentialReportEntry", {
          id = "<root_account>", configuration = { access_key_1_active = "false", access_key_2_active = "true" },
        }),
      },
      ["the account summary counts one"] = {
        it {}, with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountAccessKeysPresent = 1 } } }),
      },
    },
    unknown = {
      ["neither source was collected"] = { it {} },
      ["the report has no word on the key"] = {
        it {}, with("demarc::IAM::CredentialReportEntry", {
          id = "<root_account>", configuration = { access_key_1_active = absent },
        }),
      },
      ["the summary has no such count"] = {
        it {}, with("demarc::IAM::AccountSummary", {
          configuration = { SummaryMap = { AccountAccessKeysPresent = absent } },
        }),
      },
    },
  },
}
