--- Names of buckets are seen by everybody and never free again: a name by the standard tells whose it is before anybody asks.
return rule {
  title    = "Bucket names follow the naming standard",
  severity = "low",
  resource = "AWS::S3::Bucket",
  layer    = "s3.data-classification",
  remedy   = "Create a bucket whose name begins with the prefix, copy what is in the old one, and delete that.",

  params = {
    prefix = { "acme-", "what every bucket's name begins with" },
    exempt = { {}, "patterns of names that other parties give, such as ^aws%-cloudtrail%-logs%-" },
  },

  check = function(bucket, params)
    local name = bucket.configuration.name
    if name == nil then return unknown "the bucket's name was not collected" end
    if name:sub(1, #params.prefix) == params.prefix then return pass() end
    if any(params.exempt, function(pattern) return matches(name, pattern) end) then return skip "the name is exempt" end
    return fail("the name %s does not begin with %s", name, params.prefix)
  end,

  examples = {
    pass = {
      ["the name has the prefix"] = { it { configuration = { name = "acme-records" } } },
    },
    fail = {
      ["the name has none"] = { it { configuration = { name = "records" } } },
      ["the prefix stands elsewhere"] = { it { configuration = { name = "records-acme-" } } },
    },
    skip = {
      ["another party gives the name"] = {
        it { configuration = { name = "aws-cloudtrail-logs-1" } }, params { exempt = { "^aws%-cloudtrail%-logs%-" } },
      },
    },
    unknown = {
      ["the name was not collected"] = { it { configuration = { name = absent } } },
    },
  },
}
