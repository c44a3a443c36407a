--- Tags as parameters name them: "key=value", or "key" for any value.
local tag = {}

--- Whether the resource carries the tag that `text` names.
function tag.carries(resource, text)
  local key, value = text:match "^([^=]+)=(.*)$"
  if not key then return resource.tags[text] ~= nil end
  return resource.tags[key] == value
end

return tag
