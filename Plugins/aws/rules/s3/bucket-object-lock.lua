--- Records that must not change need a lock that holds against administrators too.
local tag = require "aws.tag"

return rule {
  title    = "Object Lock protects records that must not change",
  severity = "low",
  resource = "AWS::S3::Bucket",
  layer    = "s3.object-lock",
  remedy   = "Enable Object Lock with a default retention.",
  params = {
    require_tag = { "immutable=true", "buckets with this tag need the lock; empty: every bucket" },
    min_days    = { 1, "days of default retention", min = 1, max = 36500 },
    mode        = { "GOVERNANCE", "the weakest mode of retention", values = { "GOVERNANCE", "COMPLIANCE" } },
  },

  check = function(bucket, params)
    if params.require_tag ~= "" and not tag.carries(bucket, params.require_tag) then
      return skip("not tagged %s", params.require_tag)
    end
    local lock = bucket.supplementaryConfiguration.ObjectLockConfiguration
    if lock.objectLockEnabled ~= "Enabled" then return fail "Object Lock is not enabled" end
    local retention = lock.rule.defaultRetention
    local days = retention.days or (retention.years or 0) * 365
    if days == 0 then return fail "Object Lock has no default retention" end
    if days < params.min_days then return fail("default retention is %d days (minimum %d)", days, params.min_days) end
    if retention.mode == params.mode or retention.mode == "COMPLIANCE" then return pass() end
    return fail("the mode is %s, and %s is needed", retention.mode, params.mode)
  end,

  examples = {
    pass = {
      ["a tagged bucket keeps its records"] = {
        it { tags = { immutable = "true" }, supplementaryConfiguration = { ObjectLockConfiguration = {
          objectLockEnabled = "Enabled", rule = { defaultRetention = { mode = "GOVERNANCE", days = 30 } } } } },
      },
      ["retention is given in years, in the stricter mode"] = {
        it { tags = { immutable = "true" }, supplementaryConfiguration = { ObjectLockConfiguration = {
          objectLockEnabled = "Enabled", rule = { defaultRetention = { mode = "COMPLIANCE", years = 1 } } } } },
      },
      ["every bucket needs the lock, and this one has it"] = {
        it { supplementaryConfiguration = { ObjectLockConfiguration = {
          objectLockEnabled = "Enabled", rule = { defaultRetention = { mode = "GOVERNANCE", days = 30 } } } } },
        params { require_tag = "" },
      },
      ["the retention is as short as it may be"] = {
        it { tags = { immutable = "true" }, supplementaryConfiguration = { ObjectLockConfiguration = {
          objectLockEnabled = "Enabled", rule = { defaultRetention = { mode = "GOVERNANCE", days = 30 } } } } },
        params { min_days = 30 },
      },
    },
    fail = {
      ["a tagged bucket has no lock"] = { it { tags = { immutable = "true" } } },
      ["a tagged bucket has a lock without default retention"] = {
        it { tags = { immutable = "true" }, supplementaryConfiguration = { ObjectLockConfiguration = {
          objectLockEnabled = "Enabled" } } },
      },
      ["the mode is none that anybody knows"] = {
        it { tags = { immutable = "true" }, supplementaryConfiguration = { ObjectLockConfiguration = {
          objectLockEnabled = "Enabled", rule = { defaultRetention = { mode = "ADVICE", days = 30 } } } } },
      },
      ["every bucket needs the lock, and this one has none"] = { it {}, params { require_tag = "" } },
      ["the retention is a day too short"] = {
        it { tags = { immutable = "true" }, supplementaryConfiguration = { ObjectLockConfiguration = {
          objectLockEnabled = "Enabled", rule = { defaultRetention = { mode = "GOVERNANCE", days = 29 } } } } },
        params { min_days = 30 },
      },
      ["a year is 365 days"] = {
        it { tags = { immutable = "true" }, supplementaryConfiguration = { ObjectLockConfiguration = {
          objectLockEnabled = "Enabled", rule = { defaultRetention = { mode = "GOVERNANCE", years = 1 } } } } },
        params { min_days = 366 },
      },
      ["a mode without a period retains nothing"] = {
        it { tags = { immutable = "true" }, supplementaryConfiguration = { ObjectLockConfiguration = {
          objectLockEnabled = "Enabled", rule = { defaultRetention = { mode = "GOVERNANCE" } } } } },
      },
      ["the lock was never enabled, though a rule is there"] = {
        it { tags = { immutable = "true" }, supplementaryConfiguration = { ObjectLockConfiguration = {
          rule = { defaultRetention = { mode = "GOVERNANCE", days = 30 } } } } },
      },
      ["administrators may lift the mode, and the stricter is needed"] = {
        it { tags = { immutable = "true" }, supplementaryConfiguration = { ObjectLockConfiguration = {
          objectLockEnabled = "Enabled", rule = { defaultRetention = { mode = "GOVERNANCE", days = 30 } } } } },
        params { mode = "COMPLIANCE" },
      },
    },
    skip = {
      ["the bucket holds no such records"] = { it {} },
    },
    unknown = {
      ["tags were not collected"] = { it { tags = unknown "not collected" } },
      ["the lock of a tagged bucket was not collected"] = {
        it { tags = { immutable = "true" }, supplementaryConfiguration = {
          ObjectLockConfiguration = unknown "not collected" } },
      },
    },
  },
}
