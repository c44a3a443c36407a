--- An intruder works in the region nobody watches.
local trails = require "aws.trails"

return rule {
  title    = "A multi-region trail is logging",
  severity = "high",
  resource = "account",
  layer    = { "account.logging-detection", "cloudtrail.service-configuration" },
  remedy   = "Create one multi-region trail, best an organisation's.",

  check = function(account)
    return trails.verdict(account, function(_, name) return "works", ("trail %s logs in all regions"):format(name) end)
  end,

  examples = {
    pass = {
      ["multi-region and logging"] = { it {}, with("AWS::CloudTrail::Trail", {}) },
      ["nothing is said of its deliveries"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = { LatestDeliveryError = absent } } }),
      },
      ["the second of two trails logs"] = {
        it {},
        with("AWS::CloudTrail::Trail", { id = "a", supplementaryConfiguration = { Status = { IsLogging = absent } } }),
        with("AWS::CloudTrail::Trail", { id = "b" }),
      },
    },
    fail = {
      ["only a trail of one region"] = {
        it {}, with("AWS::CloudTrail::Trail", { configuration = { isMultiRegionTrail = false } }),
      },
      ["the other region was not read, but would show it"] = {
        it { regions = { "us-east-1", "eu-west-1" } }, none("AWS::CloudTrail::Trail", "us-east-1"),
      },
      ["logging is stopped"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = { IsLogging = false } } }),
      },
      ["it cannot deliver what it logs"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = { LatestDeliveryError = "AccessDenied" } } }),
      },
      ["there is no trail"] = { it {}, none "AWS::CloudTrail::Trail" },
      ["the first of two regions shows that there is none"] = {
        it { regions = { "us-east-1", "eu-west-1" } }, none("AWS::CloudTrail::Trail", "eu-west-1"),
      },
    },
    unknown = {
      ["trails were not collected"] = { it {} },
      ["the status was not collected"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = unknown "not-collected" } }),
      },
      ["nothing says whether it is of all regions"] = {
        it {}, with("AWS::CloudTrail::Trail", { configuration = { isMultiRegionTrail = absent } }),
      },
      ["the status does not say"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = { IsLogging = absent } } }),
      },
    },
  },
}
