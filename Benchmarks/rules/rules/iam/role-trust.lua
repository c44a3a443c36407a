--- A role that trusts a stranger's account is a door the stranger holds the key of.
local accounts = require "ten.accounts"

local function is_strange(arn) return not accounts[arn:match "^[^:]*:[^:]*:[^:]*:[^:]*:([^:]*)"] end

local function trusts_a_stranger(statement) return any(statement.Principal.AWS, is_strange) end

return rule {
  title    = "Roles trust accounts of the organisation only",
  severity = "high",
  resource = "AWS::IAM::Role",
  layer    = "iam.identity-access",
  remedy   = "Take the strange account out of the trust policy.",

  check = function(role)
    local document = role.configuration.assumeRolePolicyDocument
    if any(document.Statement, trusts_a_stranger) then return fail "an account outside the organisation may take the role" end
    return pass()
  end,

  examples = {
    pass = {
      ["a service may take it"] = { it {} },
      ["an account of the organisation may take it"] = {
        it { configuration = { assumeRolePolicyDocument = { Statement = {
          { Effect = "Allow", Principal = { AWS = { "arn:aws:iam::100000007919:root" } }, Action = "sts:AssumeRole" },
        } } } },
      },
    },
    fail = {
      ["a stranger may take it"] = {
        it { configuration = { assumeRolePolicyDocument = { Statement = {
          { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" },
          { Effect = "Allow", Principal = { AWS = { "arn:aws:iam::100000000000:root", "arn:aws:iam::900000000001:root" } } },
        } } } },
      },
    },
    unknown = {
      ["the trust policy was not collected"] = { it { configuration = { assumeRolePolicyDocument = unknown "denied" } } },
    },
  },
}
