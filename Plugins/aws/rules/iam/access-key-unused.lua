--- A key nobody uses is missed by nobody when it is stolen: often it belonged to somebody who left.
return rule {
  title    = "Access keys unused for 45 days are deactivated",
  severity = "medium",
  resource = "demarc::IAM::CredentialReportEntry",
  layer    = "iam.identity-credentials",
  remedy   = "Deactivate the key, then delete it.",
  params   = { max_days = { 45, "days without use after which an active key counts as unused", min = 1, max = 3650 } },

  check = function(user, params)
    if user.id == "<root_account>" then return skip "root keys are judged by aws.iam.root-access-key" end
    local row, unused, keys = user.configuration, {}, 0
    for number = 1, 2 do
      local key = "access_key_" .. number
      local active, used, created = row[key .. "_active"], row[key .. "_last_used_date"], row[key .. "_last_rotated"]
      if not (active and used and created) then return unknown("access key %d is not told of", number) end
      if created ~= "N/A" then keys = keys + 1 end
      if active == "true" then
        local days = math.floor(days_since(used == "N/A" and created or used))
        local text = used == "N/A" and "access key %d was never used and is %d days old" or "access key %d was last used %d days ago"
        if days > params.max_days then table.insert(unused, text:format(number, days)) end
      end
    end
    if #unused > 0 then return fail("%s (limit %d)", table.concat(unused, ", "), params.max_days) end
    if keys == 0 then return skip "the user has no access keys" end
    return pass()
  end,

  examples = {
    pass = {
      ["the key was used two days ago"] = { it {} },
      ["the key was used exactly 45 days ago"] = { it {}, as_of "2026-02-13T00:00:00Z" },
      ["the key is new and was never used"] = { it { configuration = { access_key_1_last_used_date = "N/A" } } },
      ["the old key is inactive"] = { it { configuration = { access_key_1_active = "false" } }, as_of "2027-01-01T00:00:00Z" },
    },
    fail = {
      ["the key was last used 46 days ago"] = { it {}, as_of "2026-02-14T00:00:00Z" },
      ["the key was never used and is old"] = {
        it { configuration = { access_key_1_last_used_date = "N/A", access_key_1_last_rotated = "2025-06-01T00:00:00Z" } },
      },
      ["the second key is the unused one"] = {
        it { configuration = { access_key_2_active = "true", access_key_2_last_rotated = "2025-06-01T00:00:00Z" } },
      },
    },
    skip = {
      ["the row is the root user's"] = { it { id = "<root_account>" } },
      ["the user has no keys"] = {
        it { configuration = { access_key_1_active = "false", access_key_1_last_rotated = "N/A" } },
      },
    },
    unknown = {
      ["the report has no column of last use"] = { it { configuration = { access_key_1_last_used_date = absent } } },
      ["the date of last use is no date"] = { it { configuration = { access_key_1_last_used_date = "recently" } } },
    },
  },
}
