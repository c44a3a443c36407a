--- What a trail records, from the answers beside it; nil where no answer about it was collected.
local trail = {}

local function answer(of, type)
  for candidate in of.account:known(type) do
    if candidate.id == of.arn then return candidate.configuration end
  end
end

--- Whether the trail logs now.
function trail.is_logging(of)
  return answer(of, "demarc::CloudTrail::Status").IsLogging
end

local function basic(selector)
  if not selector.IncludeManagementEvents then return false, false end
  return selector.ReadWriteType ~= "WriteOnly", selector.ReadWriteType ~= "ReadOnly"
end

local function advanced(selector)
  local management, read, write = false, true, true
  for _, field in ipairs(selector.FieldSelectors or {}) do
    if field.Field == "eventCategory" then management = any(field.Equals, function(name) return name == "Management" end) end
    if field.Field == "readOnly" then
      read = any(field.Equals, function(flag) return flag == "true" end)
      write = any(field.Equals, function(flag) return flag == "false" end)
    end
  end
  return management and read, management and write
end

--- Whether the trail records management events that read, and those that write.
function trail.management_events(of)
  local selectors = answer(of, "demarc::CloudTrail::EventSelectors")
  if not selectors then
    -- A trail without selectors of its own records every management event.
    if of.configuration.hasCustomEventSelectors == false then return true, true end
    return nil, nil
  end
  local reads, writes = false, false
  local function add(read, write) reads, writes = reads or read, writes or write end
  for _, selector in ipairs(selectors.EventSelectors or {}) do add(basic(selector)) end
  for _, selector in ipairs(selectors.AdvancedEventSelectors or {}) do add(advanced(selector)) end
  return reads, writes
end

return trail
