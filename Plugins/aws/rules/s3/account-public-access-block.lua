--- One wrong bucket policy publishes data; the account's block makes that mistake harmless.
local words = require "aws.words"

local flags = { "blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets" }

return rule {
  title    = "S3 Block Public Access is on for the account",
  severity = "high",
  resource = "account",
  layer    = "s3.public-access",
  remedy   = "Turn on all four account-level settings of S3 Block Public Access.",

  check = function(account)
    for block in account:all "AWS::S3::AccountPublicAccessBlock" do
      local off = {}
      for _, flag in ipairs(flags) do
        if block.configuration[flag] ~= true then table.insert(off, flag) end
      end
      if #off == 0 then return pass() end
      return fail("%s off", words.are(off))
    end
    return fail "the account has no public access block"
  end,

  examples = {
    pass = { ["all four are on"] = { it {}, with("AWS::S3::AccountPublicAccessBlock", {}) } },
    fail = {
      ["two are off"] = {
        it {}, with("AWS::S3::AccountPublicAccessBlock", {
          configuration = { blockPublicPolicy = false, restrictPublicBuckets = false } }),
      },
      ["one is off"] = {
        it {}, with("AWS::S3::AccountPublicAccessBlock", { configuration = { restrictPublicBuckets = false } }),
      },
      ["one is missing"] = {
        it {}, with("AWS::S3::AccountPublicAccessBlock", { configuration = { ignorePublicAcls = absent } }),
      },
      ["there is none"] = { it {}, none "AWS::S3::AccountPublicAccessBlock" },
    },
    unknown = {
      ["it was not collected"] = { it {} },
      ["reading it was denied"] = { it {}, denied "AWS::S3::AccountPublicAccessBlock" },
    },
  },
}
