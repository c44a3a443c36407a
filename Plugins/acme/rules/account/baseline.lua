--- An account without an owner, without a place in the organisation or with keys for root is one that nobody looks after.
return rule {
  title    = "Accounts have an owner, a unit and no root access keys",
  severity = "high",
  resource = "account",
  layer    = "account.identity-governance",
  remedy   = "Name the owner in demarc.lua, move the account to its unit, and delete root's access keys.",

  params = {
    units = { { "workloads", "security" }, "units that accounts may be in, or in units below" },
  },

  check = function(account, params)
    local member = account.organization.accounts[account.id]
    if member == nil then return fail "the account is none of the organisation's" end
    local answers = { owner = member.owner ~= "" and pass() or fail "the account's owner is empty" }
    local top = member.unit:match "^[^/]+"
    answers.unit = any(params.units, function(unit) return unit == top end) and pass()
      or fail("the account is in the unit %s", member.unit)
    for summary in account:all "demarc::IAM::AccountSummary" do
      local keys = summary.configuration.SummaryMap.AccountAccessKeysPresent
      answers.root = keys == 0 and pass() or keys == nil and unknown "root's keys were not collected" or fail "root has access keys"
    end
    answers.root = answers.root or unknown "the account's summary was not collected"
    return findings(answers)
  end,

  examples = {
    pass = {
      ["all is as it should be"] = {
        it {}, organization { accounts = { ["111122223333"] = { owner = "shipping", unit = "workloads/shop" } } },
        with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountAccessKeysPresent = 0 } } }),
      },
    },
    fail = {
      ["root has keys"] = {
        it {}, organization { accounts = { ["111122223333"] = { owner = "shipping", unit = "security" } } },
        with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountAccessKeysPresent = 1 } } }),
      },
      ["it is in a unit that is not meant for accounts"] = {
        it {}, organization { accounts = { ["111122223333"] = { owner = "shipping", unit = "new" } } },
        with("demarc::IAM::AccountSummary", {}),
      },
      ["its owner is an empty text"] = {
        it {}, organization { accounts = { ["111122223333"] = { owner = "", unit = "security" } } },
        with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountAccessKeysPresent = 0 } } }),
      },
      ["it is none of the organisation's"] = { it {}, organization { accounts = { ["444455556666"] = {} } } },
    },
    unknown = {
      ["nobody has named its owner"] = { it {}, organization { accounts = { ["111122223333"] = { unit = "security" } } } },
      ["its summary does not count root's keys"] = {
        it {}, organization { accounts = { ["111122223333"] = { owner = "shipping", unit = "security" } } },
        with("demarc::IAM::AccountSummary", { configuration = { SummaryMap = { AccountAccessKeysPresent = absent } } }),
      },
      ["it has no summary"] = {
        it {}, organization { accounts = { ["111122223333"] = { owner = "shipping", unit = "security" } } },
        none "demarc::IAM::AccountSummary",
      },
      ["nobody has said anything of the organisation"] = { it {} },
    },
  },
}
