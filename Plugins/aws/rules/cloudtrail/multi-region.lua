--- An intruder works in the region nobody watches.
local function records_management(trail)
  local selectors = trail.supplementaryConfiguration.EventSelectors
  if not selectors then return nil end
  for _, selector in ipairs(selectors.EventSelectors or {}) do
    if selector.IncludeManagementEvents and selector.ReadWriteType == "All" then return true end
  end
  for _, selector in ipairs(selectors.AdvancedEventSelectors or {}) do
    local management, narrowed = false, false
    for _, field in ipairs(selector.FieldSelectors or {}) do
      if field.Field == "eventCategory" then management = any(field.Equals, function(value) return value == "Management" end)
      else narrowed = true end
    end
    if management and not narrowed then return true end
  end
  return false
end

return rule {
  title    = "A logging multi-region trail records management events",
  severity = "high",
  resource = "account",
  layer    = { "account.logging-detection", "cloudtrail.service-configuration" },
  remedy   = "Create one multi-region trail, best an organisation's, that records all management events.",
  params   = { require_management_events = { false, "whether the trail must be seen to record reads and writes of management events" } },

  check = function(account, params)
    local listed, found = false, nil
    for region in account:regions() do listed = listed or region:collected "AWS::CloudTrail::Trail" end
    for trail in account:known "AWS::CloudTrail::Trail" do
      if trail.configuration.isMultiRegionTrail then
        local status = trail.supplementaryConfiguration.Status
        if status and status.IsLogging then
          local recorded = not params.require_management_events or records_management(trail)
          if recorded then return pass("trail %s logs in all regions", trail.name or trail.id) end
          found = ("the multi-region trail %s does not record all management events"):format(trail.name or trail.id)
        elseif not status or status.IsLogging == nil then
          return unknown("whether the multi-region trail %s is logging was not collected", trail.name or trail.id)
        else
          found = found or ("the multi-region trail %s is not logging"):format(trail.name or trail.id)
        end
      end
    end
    if found then return fail("%s", found) end
    -- A trail of all regions, the organisation's too, is listed in each of them: one complete list shows that there is none.
    if not listed then account:all "AWS::CloudTrail::Trail" end
    return fail "no multi-region trail"
  end,

  examples = {
    pass = { ["multi-region and logging"] = { it {}, with("AWS::CloudTrail::Trail", {}) } },
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
      ["there is no trail"] = { it {}, none "AWS::CloudTrail::Trail" },
    },
    unknown = {
      ["trails were not collected"] = { it {} },
      ["the status was not collected"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = unknown "not-collected" } }),
      },
      ["the status does not say"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = { IsLogging = absent } } }),
      },
    },
  },
}
