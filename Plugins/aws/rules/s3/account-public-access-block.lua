--- The account-wide switch holds whatever a single bucket's policy or ACL says.
local SETTINGS = { "blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets" }

return rule {
  title    = "S3 Block Public Access is on for the account",
  severity = "high",
  resource = "account",
  layer    = "s3.public-access",
  remedy   = "Turn on all four account-level settings of S3 Block Public Access.",

  check = function(account)
    for block in account:all "AWS::S3::AccountPublicAccessBlock" do
      local off = {}
      for _, setting in ipairs(SETTINGS) do
        if not block.configuration[setting] then table.insert(off, setting) end
      end
      if #off > 0 then return fail("the account does not have %s on", table.concat(off, ", ")) end
      return pass()
    end
    return fail "the account has no public access block"
  end,

  examples = {
    pass = {
      ["all four settings are on"] = { it {}, with("AWS::S3::AccountPublicAccessBlock") },
    },
    fail = {
      ["the account has no block"] = { it {}, none "AWS::S3::AccountPublicAccessBlock" },
      ["one setting is off"] = {
        it {}, with("AWS::S3::AccountPublicAccessBlock", { configuration = { blockPublicPolicy = false } }),
      },
    },
    unknown = {
      ["the block was not collected"] = { it {} },
      ["the call was refused"] = { it {}, denied "AWS::S3::AccountPublicAccessBlock" },
    },
  },
}
