--- Whoever may take a role on has all it may do; an account outside the organisation is outside its rules, its logs and its offboarding.
return rule {
  title    = "Roles trust no account outside the organisation",
  severity = "high",
  resource = "AWS::IAM::Role",
  layer    = "iam.identity-access",
  remedy   = "Take the account out of the role's trust policy, or name it among the trusted ones with the contract that says why.",

  params = {
    trusted = { {}, "ids of accounts outside the organisation that roles may trust" },
  },

  check = function(role, params)
    for _, id in ipairs(iam.accounts(role.configuration.assumeRolePolicyDocument)) do
      local is_known = id == role.account.id or list.contains(params.trusted, id)
      if not is_known and role.organization.accounts[id] == nil then
        return fail("the role trusts %s, outside the organisation", id == "*" and "anyone" or id)
      end
    end
    return pass()
  end,

  examples = {
    pass = {
      ["it trusts a service"] = { it {} },
      ["it trusts its own account"] = {
        it { configuration = { assumeRolePolicyDocument = { Statement = {
          { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "sts:AssumeRole" },
        } } } },
      },
      ["it trusts an account outside that is named among the trusted"] = {
        it { configuration = { assumeRolePolicyDocument = { Statement = {
          { Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "sts:AssumeRole" },
        } } } },
        organization { accounts = { ["111122223333"] = {} } }, params { trusted = { "999988887777" } },
      },
      ["the principal was deleted"] = {
        it { configuration = { assumeRolePolicyDocument = { Statement = {
          { Effect = "Allow", Principal = { AWS = "AIDAEXAMPLEEXAMPLE" }, Action = "sts:AssumeRole" },
        } } } },
      },
      ["it trusts an account of the organisation"] = {
        it { configuration = { assumeRolePolicyDocument = { Statement = {
          { Effect = "Allow", Principal = { AWS = { "444455556666" } }, Action = "sts:AssumeRole" },
        } } } },
        organization { accounts = { ["111122223333"] = {}, ["444455556666"] = {} } },
      },
    },
    fail = {
      ["it trusts an account outside"] = {
        it { configuration = { assumeRolePolicyDocument = { Statement = {
          { Effect = "Allow", Principal = { AWS = "arn:aws:iam::999988887777:root" }, Action = "sts:AssumeRole" },
        } } } },
        organization { accounts = { ["111122223333"] = {} } },
      },
      ["its one statement trusts an account outside"] = {
        it { configuration = { assumeRolePolicyDocument = { Statement =
          { Effect = "Allow", Principal = { AWS = "999988887777" }, Action = "sts:AssumeRole" },
        } } },
        organization { accounts = { ["111122223333"] = {} } },
      },
      ["it trusts all but one"] = {
        it { configuration = { assumeRolePolicyDocument = { Statement = {
          { Effect = "Allow", NotPrincipal = { AWS = "111122223333" }, Action = "sts:AssumeRole" },
        } } } },
        organization { accounts = { ["111122223333"] = {} } },
      },
      ["it trusts anyone"] = {
        it { configuration = { assumeRolePolicyDocument = { Statement = {
          { Effect = "Allow", Principal = "*", Action = "sts:AssumeRole" },
        } } } },
        organization { accounts = { ["111122223333"] = {} } },
      },
    },
    unknown = {
      ["nobody has listed the organisation's accounts"] = {
        it { configuration = { assumeRolePolicyDocument = { Statement = {
          { Effect = "Allow", Principal = { AWS = "arn:aws:iam::999988887777:root" }, Action = "sts:AssumeRole" },
        } } } },
      },
      ["the trust policy was not collected"] = { it { configuration = { assumeRolePolicyDocument = absent } } },
      ["the principal is a pattern"] = {
        it { configuration = { assumeRolePolicyDocument = { Statement = {
          { Effect = "Allow", Principal = { AWS = "arn:aws:iam::*:root" }, Action = "sts:AssumeRole" },
        } } } },
      },
    },
  },
}
