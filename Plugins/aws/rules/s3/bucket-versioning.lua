--- Without versions an overwritten or deleted object is gone.
local tag = require "aws.tag"

return rule {
  title    = "Versioning is on",
  severity = "medium",
  resource = "AWS::S3::Bucket",
  layer    = "s3.versioning-replication",
  remedy   = "Enable versioning for the bucket.",
  params   = { skip_tag = { "", "skip buckets with this tag, such as purpose=logs; empty skips none" } },

  check = function(bucket, params)
    local status = bucket.supplementaryConfiguration.BucketVersioningConfiguration.status
    if status == "Enabled" then return pass() end
    if params.skip_tag ~= "" and tag.carries(bucket, params.skip_tag) then return skip("tagged %s", params.skip_tag) end
    return fail("versioning is %s", status == "Suspended" and "suspended" or "off")
  end,

  examples = {
    pass = {
      ["versioning is on"] = { it {} },
      ["a bucket that could be skipped has versions"] = {
        it { tags = { purpose = "logs" } }, params { skip_tag = "purpose=logs" },
      },
    },
    fail = {
      ["versioning was never turned on"] = {
        it { supplementaryConfiguration = { BucketVersioningConfiguration = { status = "Off" } } },
      },
      ["versioning is suspended"] = {
        it { supplementaryConfiguration = { BucketVersioningConfiguration = { status = "Suspended" } } },
      },
      ["the API's answer was empty"] = {
        it { supplementaryConfiguration = { BucketVersioningConfiguration = absent } },
      },
      ["a bucket that is tagged otherwise has none"] = {
        it { tags = { purpose = "data" }, supplementaryConfiguration = { BucketVersioningConfiguration = { status = "Off" } } },
        params { skip_tag = "purpose=logs" },
      },
      ["there are no versions, and no tag matters"] = {
        it { tags = unknown "not collected", supplementaryConfiguration = { BucketVersioningConfiguration = { status = "Off" } } },
      },
    },
    skip = {
      ["the bucket holds logs, which are never overwritten"] = {
        it { tags = { purpose = "logs" }, supplementaryConfiguration = { BucketVersioningConfiguration = { status = "Off" } } },
        params { skip_tag = "purpose=logs" },
      },
    },
    unknown = {
      ["the call was refused"] = {
        it { supplementaryConfiguration = { BucketVersioningConfiguration = unknown "denied" } },
      },
    },
  },
}
