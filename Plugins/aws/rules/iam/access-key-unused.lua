--- A key nobody uses is a key nobody misses when it is stolen.
local NOTHING = { ["N/A"] = true, no_information = true, not_supported = true }

--- How long ago the key was last of use, and what happened then; a key never used counts from its creation.
local function idle(entry, key)
  local used = entry[key .. "_last_used_date"]
  if used and not NOTHING[used] then return days_since(used), "was last used" end
  local created = entry[key .. "_last_rotated"]
  if used and created and not NOTHING[created] then return days_since(created), "was never used and was created" end
end

return rule {
  title    = "Access keys unused for 45 days are deactivated",
  severity = "medium",
  resource = "demarc::IAM::CredentialReportEntry",
  layer    = "iam.identity-credentials",
  remedy   = "Deactivate the key, then delete it.",
  params   = { max_days = { 45, "days without use after which a key must be inactive", min = 1, max = 365 } },

  check = function(user, params)
    if user.id == "<root_account>" then return skip "root keys have a rule of their own" end
    local active, failing, open = false, nil, nil
    for number = 1, 2 do
      local key = "access_key_" .. number
      local state = user.configuration[key .. "_active"]
      if state == "true" then
        active = true
        local days, what = idle(user.configuration, key)
        if not days then open = open or number
        elseif days > params.max_days then
          failing = failing or fail("access key %d %s %d days ago (limit %d)", number, what, days // 1, params.max_days)
        end
      elseif state ~= "false" then open = open or number end
    end
    if failing then return failing end
    if open then return unknown("the credential report does not say when access key %d was used", open) end
    return active and pass() or skip "the user has no active access key"
  end,

  examples = {
    pass = {
      ["used ten days ago"] = { it {} },
      ["created ten days ago, never used"] = {
        it { configuration = { access_key_1_last_used_date = "N/A", access_key_1_last_rotated = "2025-12-22T00:00:00Z" } },
      },
      ["used 45 days ago"] = { it { configuration = { access_key_1_last_used_date = "2025-11-17T00:00:00+00:00" } } },
      ["used 60 days ago, where 90 are allowed"] = {
        it { configuration = { access_key_1_last_used_date = "2025-11-02T00:00:00+00:00" } }, params { max_days = 90 },
      },
    },
    fail = {
      ["used 92 days ago"] = { it { configuration = { access_key_1_last_used_date = "2025-10-01T00:00:00+00:00" } } },
      ["never used in 200 days"] = {
        it { configuration = { access_key_1_last_used_date = "N/A", access_key_1_last_rotated = "2025-06-15T00:00:00Z" } },
      },
      ["the second key is the old one"] = {
        it { configuration = { access_key_2_active = "true", access_key_2_last_rotated = "2025-01-01T00:00:00Z" } },
      },
      ["one key has no date, and the other is old"] = {
        it { configuration = {
          access_key_1_last_used_date = "N/A", access_key_1_last_rotated = "N/A",
          access_key_2_active = "true", access_key_2_last_used_date = "2025-01-01T00:00:00Z" } },
      },
    },
    skip = {
      ["no active key"] = { it { configuration = { access_key_1_active = "false" } } },
      ["the root user"] = { it { id = "<root_account>" } },
    },
    unknown = {
      ["an older report without the columns"] = { it { configuration = { access_key_1_last_used_date = absent } } },
      ["a date that is none"] = { it { configuration = { access_key_1_last_used_date = "yesterday" } } },
      ["no date at all"] = {
        it { configuration = { access_key_1_last_used_date = "N/A", access_key_1_last_rotated = "N/A" } },
      },
      ["the state of a key is missing"] = { it { configuration = { access_key_2_active = absent } } },
      ["never used, and the report does not say since when it exists"] = {
        it { configuration = { access_key_1_last_used_date = "N/A", access_key_1_last_rotated = absent } },
      },
    },
  },
}
