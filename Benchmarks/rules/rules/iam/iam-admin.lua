--- Whoever holds a policy that allows everything holds the account.
local function is_star(text) return text == "*" end

--- Whether a policy's Action or Resource, a text or a list of texts, is everything.
local function is_everything(value)
  return value == "*" or type(value) ~= "string" and any(value, is_star)
end

local function allows_everything(statement)
  return statement.Effect == "Allow" and is_everything(statement.Action) and is_everything(statement.Resource)
end

local function is_administrators(version) return any(version.document.Statement, allows_everything) end

return rule {
  title    = "No policy allows everything",
  severity = "critical",
  resource = "AWS::IAM::Policy",
  layer    = "iam.identity-access",
  remedy   = "Name the actions and resources that are needed.",

  check = function(policy)
    if any(policy.configuration.policyVersionList, is_administrators) then return fail "a statement allows every action on everything" end
    return pass()
  end,

  examples = {
    pass = {
      ["an action of one service is allowed"] = { it {} },
      ["everything is denied"] = {
        it { configuration = { policyVersionList = { { document = { Statement = {
          { Effect = "Deny", Action = "*", Resource = "*" },
        } } } } } },
      },
    },
    fail = {
      ["everything is allowed"] = {
        it { configuration = { policyVersionList = { { document = { Statement = {
          { Effect = "Allow", Action = "s3:Get*", Resource = "*" },
          { Effect = "Allow", Action = "*", Resource = "*" },
        } } } } } },
      },
      ["everything is allowed among other things"] = {
        it { configuration = { policyVersionList = { { document = { Statement = {
          { Effect = "Allow", Action = { "s3:*", "*" }, Resource = { "*" } },
        } } } } } },
      },
    },
    unknown = { ["the versions were not collected"] = { it { configuration = { policyVersionList = unknown "denied" } } } },
  },
}
