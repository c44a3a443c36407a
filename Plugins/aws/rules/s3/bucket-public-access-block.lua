--- One careless policy or ACL makes a bucket public; the block holds against both.
local words = require "aws.words"

local SETTINGS = { "blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets" }

--- The settings that none of the documents has on.
local function off(...)
  local missing = {}
  for _, setting in ipairs(SETTINGS) do
    local on = false
    for place = 1, select("#", ...) do on = on or select(place, ...)[setting] == true end
    if not on then table.insert(missing, setting) end
  end
  return missing
end

return rule {
  title    = "Block Public Access is on for every bucket",
  severity = "high",
  resource = "AWS::S3::Bucket",
  layer    = "s3.public-access",
  remedy   = "Turn on the four settings of Block Public Access for the bucket, or for the account.",
  params   = { accept_account_level = { true, "whether a setting that is on for the account counts" } },

  check = function(bucket, params)
    local account
    for block in bucket.account:known "AWS::S3::AccountPublicAccessBlock" do
      if params.accept_account_level then account = block.configuration end
    end
    if #off(account) == 0 then return pass "blocked for the account" end
    local missing = off(account, bucket.supplementaryConfiguration.PublicAccessBlockConfiguration)
    if #missing == 0 then return pass() end
    if params.accept_account_level then bucket.account:count "AWS::S3::AccountPublicAccessBlock" end
    return fail("neither the bucket nor the account has %s on", words.list(missing))
  end,

  examples = {
    pass = {
      ["the bucket has all four settings on"] = { it {} },
      ["the account has all four settings on"] = {
        it { supplementaryConfiguration = { PublicAccessBlockConfiguration = absent } },
        with("AWS::S3::AccountPublicAccessBlock"),
      },
      ["what the bucket leaves off the account has on"] = {
        it { supplementaryConfiguration = { PublicAccessBlockConfiguration = { blockPublicPolicy = false } } },
        with("AWS::S3::AccountPublicAccessBlock", { configuration = { blockPublicAcls = false } }),
      },
      ["the account has all four on, and the bucket's were refused"] = {
        it { supplementaryConfiguration = { PublicAccessBlockConfiguration = unknown "denied" } },
        with("AWS::S3::AccountPublicAccessBlock"),
      },
    },
    fail = {
      ["neither has a block"] = {
        it { supplementaryConfiguration = { PublicAccessBlockConfiguration = absent } },
        none "AWS::S3::AccountPublicAccessBlock",
      },
      ["both leave the same setting off"] = {
        it { supplementaryConfiguration = { PublicAccessBlockConfiguration = { blockPublicPolicy = false } } },
        with("AWS::S3::AccountPublicAccessBlock", { configuration = { blockPublicPolicy = false } }),
      },
      ["the account has all four on, and that does not count"] = {
        it { supplementaryConfiguration = { PublicAccessBlockConfiguration = absent } },
        with("AWS::S3::AccountPublicAccessBlock"), params { accept_account_level = false },
      },
    },
    unknown = {
      ["the bucket has none and the account's was not collected"] = {
        it { supplementaryConfiguration = { PublicAccessBlockConfiguration = absent } },
      },
      ["the bucket's was refused"] = {
        it { supplementaryConfiguration = { PublicAccessBlockConfiguration = unknown "denied" } },
        none "AWS::S3::AccountPublicAccessBlock",
      },
    },
  },
}
