--- Without a lifecycle data stays for ever: paid for, searched, and leaked long after anybody needs it.
local words = require "aws.words"

local function expires(entry)
  -- AWS Config writes -1 where nothing is set; the API has an object.
  return (entry.expirationInDays or 0) > 0 or entry.expirationDate or entry.expiration.days or entry.expiration.date
end

return rule {
  title    = "A lifecycle rule exists",
  severity = "low",
  resource = "AWS::S3::Bucket",
  layer    = "s3.lifecycle",
  remedy   = "Add a lifecycle rule with expiry and clean-up of incomplete uploads.",
  params   = { require_expiry = { false, "whether a rule must expire objects to count" } },

  check = function(bucket, params)
    local rules = bucket.supplementaryConfiguration.BucketLifecycleConfiguration.rules
    for _, entry in ipairs(rules or {}) do
      if entry.status == "Enabled" and (expires(entry) or not params.require_expiry) then return pass() end
    end
    local count = #(rules or {})
    if count == 0 then return fail "the bucket has no lifecycle rule" end
    local wanted = params.require_expiry and "in force and expires objects" or "in force"
    return fail("none of its %s is %s", words.count(count, "lifecycle rule"), wanted)
  end,

  examples = {
    pass = {
      ["a rule expires objects"] = {
        it { supplementaryConfiguration = {
          BucketLifecycleConfiguration = { rules = { { status = "Enabled", expirationInDays = 30 } } } } },
      },
      ["a rule moves objects"] = {
        it { supplementaryConfiguration = { BucketLifecycleConfiguration = {
          rules = { { status = "Enabled", expirationInDays = -1, transitions = { { days = 30 } } } } } } },
      },
      ["a rule expires objects after a day, as is asked for"] = {
        it { supplementaryConfiguration = { BucketLifecycleConfiguration = {
          rules = { { status = "Enabled", expirationInDays = 1 } } } } },
        params { require_expiry = true },
      },
      ["a rule expires objects on a date, as is asked for"] = {
        it { supplementaryConfiguration = { BucketLifecycleConfiguration = {
          rules = { { status = "Enabled", expirationDate = "2027-01-01T00:00:00.000Z" } } } } },
        params { require_expiry = true },
      },
      ["the API says after how many days objects expire"] = {
        it { supplementaryConfiguration = { BucketLifecycleConfiguration = {
          rules = { { status = "Enabled", expiration = { days = 30 } } } } } },
        params { require_expiry = true },
      },
      ["the API says on which date objects expire"] = {
        it { supplementaryConfiguration = { BucketLifecycleConfiguration = {
          rules = { { status = "Enabled", expiration = { date = "2027-01-01T00:00:00Z" } } } } } },
        params { require_expiry = true },
      },
    },
    fail = {
      ["the bucket has no lifecycle"] = { it {} },
      ["the only rule is disabled"] = {
        it { supplementaryConfiguration = {
          BucketLifecycleConfiguration = { rules = { { status = "Disabled", expirationInDays = 30 } } } } },
      },
      ["a rule only moves objects, and one must expire them"] = {
        it { supplementaryConfiguration = { BucketLifecycleConfiguration = {
          rules = { { status = "Enabled", expirationInDays = -1, transitions = { { days = 30 } } } } } } },
        params { require_expiry = true },
      },
      ["a rule only removes what is left of deleted objects"] = {
        it { supplementaryConfiguration = { BucketLifecycleConfiguration = {
          rules = { { status = "Enabled", expiration = { expiredObjectDeleteMarker = true } } } } } },
        params { require_expiry = true },
      },
      ["an expiry after zero days is none"] = {
        it { supplementaryConfiguration = { BucketLifecycleConfiguration = {
          rules = { { status = "Enabled", expirationInDays = 0 } } } } },
        params { require_expiry = true },
      },
    },
    unknown = {
      ["the call was refused"] = {
        it { supplementaryConfiguration = { BucketLifecycleConfiguration = unknown "denied" } },
      },
    },
  },
}
