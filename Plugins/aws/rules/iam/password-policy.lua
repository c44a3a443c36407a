--- Without a policy of its own an account accepts eight-character passwords, used again and again.
return rule {
  title    = "Password policy exists and meets the minimum",
  severity = "medium",
  resource = "account",
  layer    = "iam.identity-credentials",
  remedy   = "Set an account password policy with the required length, character classes and reuse prevention.",
  params = {
    min_length                = { 14, "characters a password must have", min = 6, max = 128 },
    reuse_prevention          = { 24, "earlier passwords that may not be used again", min = 0, max = 24 },
    require_classes           = { true, "whether all four character classes are demanded" },
    max_age                   = { 0, "days after which a password expires; 0 demands no expiry", min = 0, max = 1095 },
    na_without_console_users  = { false, "skip an account in which no IAM user has a password" },
  },

  check = function(account, params)
    if params.na_without_console_users and
      not account:find("demarc::IAM::CredentialReportEntry", "configuration.password_enabled", "true")() then
      return skip "no IAM user has a console password"
    end
    for policy in account:all "demarc::IAM::PasswordPolicy" do
      local set, missed = policy.configuration, {}
      local length, reuse, age = set.MinimumPasswordLength or 0, set.PasswordReusePrevention or 0, set.MaxPasswordAge or 0
      local function miss(text, ...) table.insert(missed, text:format(...)) end
      if length < params.min_length then miss("length %d (minimum %d)", length, params.min_length) end
      if reuse < params.reuse_prevention then miss("remembers %d (minimum %d)", reuse, params.reuse_prevention) end
      if params.max_age > 0 and (age == 0 or age > params.max_age) then miss("age %d (limit %d)", age, params.max_age) end
      for _, class in ipairs { "Symbols", "Numbers", "UppercaseCharacters", "LowercaseCharacters" } do
        if params.require_classes and not set["Require" .. class] then miss("no %s required", class:lower()) end
      end
      if #missed > 0 then return fail("the password policy is too weak: %s", table.concat(missed, ", ")) end
      return pass()
    end
    return fail "the account has no password policy"
  end,

  examples = {
    pass = {
      ["the policy meets every minimum"] = { it {}, with("demarc::IAM::PasswordPolicy") },
    },
    fail = {
      ["the account has no policy"] = { it {}, none "demarc::IAM::PasswordPolicy" },
      ["passwords may be short"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { MinimumPasswordLength = 8 } }),
      },
      ["old passwords may be used again"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { PasswordReusePrevention = absent } }),
      },
      ["symbols are not required"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { RequireSymbols = false } }),
      },
    },
    unknown = {
      ["the policy was not collected"] = { it {} },
      ["the call was refused"] = { it {}, denied "demarc::IAM::PasswordPolicy" },
    },
  },
}
