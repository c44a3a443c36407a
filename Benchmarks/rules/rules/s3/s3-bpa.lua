--- One careless policy or list makes a bucket public; the block holds against both.
return rule {
  title    = "Buckets block public access",
  severity = "high",
  resource = "AWS::S3::Bucket",
  layer    = "s3.public-access",
  remedy   = "Turn on the four settings of Block Public Access.",

  check = function(bucket)
    local block = bucket.supplementaryConfiguration.PublicAccessBlockConfiguration
    if not block then return fail "the bucket has no block" end
    local lists = block.blockPublicAcls == true and block.ignorePublicAcls == true
    if lists and block.blockPublicPolicy == true and block.restrictPublicBuckets == true then return pass() end
    return fail "a setting of the block is off"
  end,

  examples = {
    pass = { ["all four settings are on"] = { it {} } },
    fail = {
      ["there is no block"] = { it { supplementaryConfiguration = { PublicAccessBlockConfiguration = absent } } },
      ["one setting is off"] = {
        it { supplementaryConfiguration = { PublicAccessBlockConfiguration = { blockPublicPolicy = false } } },
      },
    },
    unknown = {
      ["reading the block was refused"] = {
        it { supplementaryConfiguration = { PublicAccessBlockConfiguration = unknown "denied" } },
      },
    },
  },
}
