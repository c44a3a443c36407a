--- Whether an account has a trail of all regions that does its work, which its settings alone do not say.
local trails = {}

--- How a trail stands, "works", "fails" or "open", and why; nothing for a trail of one region.
local function judge(trail, name, examine)
  local everywhere = trail.configuration.isMultiRegionTrail
  if everywhere == false then return nil end
  if everywhere ~= true then return "open", ("nothing says whether the trail %s is of all regions"):format(name) end
  local status = trail.supplementaryConfiguration.Status
  if status.IsLogging == false then return "fails", ("the multi-region trail %s is not logging"):format(name) end
  if status.IsLogging ~= true then return "open", ("nothing says whether the multi-region trail %s is logging"):format(name) end
  -- Says AWS: while this is not empty, the bucket is not there or does not let CloudTrail in.
  local refused = status.LatestDeliveryError
  if refused == nil or refused == "" then return examine(trail, name) end
  return "fails", ("the multi-region trail %s cannot deliver: %s"):format(name, tostring(refused))
end

--- A pass for the first trail that logs everywhere and of which `examine(trail, name)` says "works" and how, or "fails" or "open" and why.
function trails.verdict(account, examine)
  local listed, found = false, {}
  for region in account:regions() do listed = listed or region:collected "AWS::CloudTrail::Trail" end
  for trail in account:known "AWS::CloudTrail::Trail" do
    local state, words = judge(trail, trail.name or trail.id, examine)
    if state == "works" then return pass("%s", words) end
    if state then found[state] = found[state] or words end
  end
  if found.open then return unknown("%s", found.open) end
  if found.fails then return fail("%s", found.fails) end
  -- A trail of all regions, the organisation's too, is listed in each of them: one complete list shows that there is none.
  if not listed then account:all "AWS::CloudTrail::Trail" end
  return fail "no multi-region trail"
end

return trails
