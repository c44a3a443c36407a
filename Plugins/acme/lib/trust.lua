--- Whom the trust policy of a role lets in.
local trust = {}

local function each(value)
  if type(value) == "string" then return ipairs { value } end
  return ipairs(value or {})
end

--- The account of a principal: its id, "anyone" for `*`; nil where the principal names none, as that of a deleted user.
function trust.account(principal)
  if principal == "*" then return "anyone" end
  return principal:match "^arn:[%w-]+:[%w-]+::(%d+):" or principal:match "^(%d+)$"
end

--- The principals of AWS accounts in the statements that allow something.
function trust.principals(policy)
  local found = {}
  for _, statement in ipairs(policy.Statement or {}) do
    local principal = statement.Effect == "Allow" and statement.Principal or nil
    if type(principal) == "string" then table.insert(found, principal)
    elseif principal ~= nil then
      for _, name in each(principal.AWS) do table.insert(found, name) end
    end
  end
  return found
end

return trust
