--- A trail that leaves out reads, or the key service, leaves out what an intruder does first.
local trails = require "aws.trails"

--- Whether one selector takes all management events, reads and writes of every service.
local function takes_all(selector)
  local excluded = selector.ExcludeManagementEventSources
  return selector.IncludeManagementEvents == true and selector.ReadWriteType == "All" and (not excluded or #excluded == 0)
end

--- The same for the newer kind: management events, and no other field that narrows them.
local function takes_all_advanced(selector)
  local management, narrowed = false, false
  for _, field in ipairs(selector.FieldSelectors or {}) do
    if field.Field == "eventCategory" then management = list.contains(field.Equals, "Management")
    else narrowed = true end
  end
  return management and not narrowed
end

--- Whether a trail records all management events; nil where nothing says so.
local function records_management(trail)
  local selectors = trail.supplementaryConfiguration.EventSelectors
  if not selectors then return nil end
  return any(selectors.EventSelectors, takes_all) or any(selectors.AdvancedEventSelectors, takes_all_advanced)
end

return rule {
  title    = "A logging multi-region trail records all management events",
  severity = "medium",
  resource = "account",
  layer    = { "account.logging-detection", "cloudtrail.service-configuration" },
  remedy   = "Let one multi-region trail record reads and writes of all management events.",

  check = function(account)
    return trails.verdict(account, function(trail, name)
      local recorded = records_management(trail)
      if recorded then return "works", ("trail %s records them"):format(name) end
      if recorded == nil then return "open", ("which events trail %s records was not collected"):format(name) end
      return "fails", ("the multi-region trail %s does not record all management events"):format(name)
    end)
  end,

  examples = {
    pass = {
      ["its selector takes reads and writes"] = { it {}, with("AWS::CloudTrail::Trail", {}) },
      ["an advanced selector takes management events"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { EventSelectors = {
          EventSelectors = absent,
          AdvancedEventSelectors = { { FieldSelectors = { { Field = "eventCategory", Equals = { "Management" } } } } } } } }),
      },
      ["the list of excluded sources is empty"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { EventSelectors = { EventSelectors = { {
          ReadWriteType = "All", IncludeManagementEvents = true, ExcludeManagementEventSources = {} } } } } }),
      },
    },
    fail = {
      ["logging is stopped"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = { IsLogging = false } } }),
      },
      ["it records writes only"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { EventSelectors = {
          EventSelectors = { { ReadWriteType = "WriteOnly", IncludeManagementEvents = true } } } } }),
      },
      ["it leaves out the key service"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { EventSelectors = { EventSelectors = { {
          ReadWriteType = "All", IncludeManagementEvents = true, ExcludeManagementEventSources = { "kms.amazonaws.com" } } } } } }),
      },
      ["its advanced selector takes data events"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { EventSelectors = {
          EventSelectors = absent,
          AdvancedEventSelectors = { { FieldSelectors = { { Field = "eventCategory", Equals = { "Data" } } } } } } } }),
      },
      ["only a trail of one region"] = {
        it {}, with("AWS::CloudTrail::Trail", { configuration = { isMultiRegionTrail = false } }),
      },
      ["it cannot deliver what it records"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = { LatestDeliveryError = "AccessDenied" } } }),
      },
      ["there is no trail"] = { it {}, none "AWS::CloudTrail::Trail" },
      ["its selector takes data events only"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { EventSelectors = {
          EventSelectors = { { ReadWriteType = "All", IncludeManagementEvents = false } } } } }),
      },
      ["its advanced selector takes writes only"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { EventSelectors = {
          EventSelectors = absent, AdvancedEventSelectors = { { FieldSelectors = {
            { Field = "eventCategory", Equals = { "Management" } }, { Field = "readOnly", Equals = { "false" } } } } } } } }),
      },
      ["its advanced selector names no category"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { EventSelectors = {
          EventSelectors = absent, AdvancedEventSelectors = { { Name = "nothing" } } } } }),
      },
      ["it has no selector of either kind"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { EventSelectors = {
          EventSelectors = absent, AdvancedEventSelectors = absent } } }),
      },
      ["the other region was not read, but would show a trail"] = {
        it { regions = { "us-east-1", "eu-west-1" } }, none("AWS::CloudTrail::Trail", "eu-west-1"),
      },
    },
    unknown = {
      ["trails were not collected"] = { it {} },
      ["nothing says whether it is of all regions"] = {
        it {}, with("AWS::CloudTrail::Trail", { configuration = { isMultiRegionTrail = absent } }),
      },
      ["the status does not say"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = { IsLogging = absent } } }),
      },
      ["the selectors were not collected"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { EventSelectors = absent } }),
      },
    },
  },
}
