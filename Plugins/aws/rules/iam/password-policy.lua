--- Without a policy IAM accepts eight characters and the last password again.
local words = require "aws.words"

local CLASSES = {
  { "RequireUppercaseCharacters", "upper case" }, { "RequireLowercaseCharacters", "lower case" },
  { "RequireNumbers", "numbers" }, { "RequireSymbols", "symbols" },
}

return rule {
  title    = "Password policy exists and meets the minimum",
  severity = "medium",
  resource = "account",
  layer    = "iam.identity-credentials",
  remedy   = "Set an account password policy with the required length, character classes and reuse prevention.",
  params   = {
    min_length       = { 14, "characters a password must have", min = 6, max = 128 },
    reuse_prevention = { 24, "former passwords that may not come back", min = 0, max = 24 },
    require_classes  = { true, "whether all four classes of characters are required" },
    max_age          = { 0, "days after which a password must have expired; 0 asks for none", min = 0, max = 1095 },
  },

  check = function(account, params)
    for policy in account:all "demarc::IAM::PasswordPolicy" do
      local rules, missed = policy.configuration, {}
      local function demand(met, what) if not met then table.insert(missed, what) end end
      demand((rules.MinimumPasswordLength or 0) >= params.min_length, params.min_length .. " characters")
      local remembered = words.count(params.reuse_prevention, "remembered password")
      demand((rules.PasswordReusePrevention or 0) >= params.reuse_prevention, remembered)
      for _, class in ipairs(CLASSES) do demand(not params.require_classes or rules[class[1]] == true, class[2]) end
      local age = rules.MaxPasswordAge
      demand(params.max_age == 0 or (age and age > 0 and age <= params.max_age), "a new one every " .. words.count(params.max_age, "day"))
      if #missed == 0 then return pass() end
      return fail("the password policy does not require %s", words.list(missed))
    end
    return fail "the account has no password policy"
  end,

  examples = {
    pass = {
      ["everything is required"] = { it {}, with("demarc::IAM::PasswordPolicy", {}) },
      ["classes of characters are not asked for"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { RequireSymbols = false } }), params { require_classes = false },
      },
      ["passwords expire as late as they may"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { MaxPasswordAge = 90 } }), params { max_age = 90 },
      },
    },
    fail = {
      ["eight characters are enough"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { MinimumPasswordLength = 8 } }),
      },
      ["symbols are not required"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { RequireSymbols = false } }),
      },
      ["no password is remembered"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { PasswordReusePrevention = absent } }),
      },
      ["there is no policy"] = { it {}, none "demarc::IAM::PasswordPolicy" },
      ["the length is not set"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { MinimumPasswordLength = absent } }),
      },
      ["numbers are not required"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { RequireNumbers = false } }),
      },
      ["passwords expire a day too late"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { MaxPasswordAge = 91 } }), params { max_age = 90 },
      },
      ["passwords never expire"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { MaxPasswordAge = absent } }), params { max_age = 90 },
      },
      ["a password age of zero means never"] = {
        it {}, with("demarc::IAM::PasswordPolicy", { configuration = { MaxPasswordAge = 0 } }), params { max_age = 90 },
      },
    },
    unknown = {
      ["the policy was not collected"] = { it {} },
      ["reading it was denied"] = { it {}, denied "demarc::IAM::PasswordPolicy" },
    },
  },
}
