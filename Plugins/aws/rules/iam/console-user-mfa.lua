--- A password alone is guessed, phished or reused; the second factor is what stops whoever has it.
return rule {
  title    = "Every IAM user with a console password has MFA",
  severity = "high",
  resource = "demarc::IAM::CredentialReportEntry",
  layer    = "iam.identity-credentials",
  remedy   = "Register an MFA device for the user, or remove the console password.",
  params   = { all_users = { false, "also demand MFA of users without a console password" } },

  check = function(user, params)
    if user.id == "<root_account>" then return skip "the root user is judged by aws.iam.root-mfa" end
    local password, mfa = user.configuration.password_enabled, user.configuration.mfa_active
    if mfa == "true" then return pass() end
    if mfa ~= "false" then return unknown("the credential report gives MFA as %s", tostring(mfa)) end
    if password == "true" then return fail "the user has a console password and no MFA device" end
    if params.all_users then return fail "the user has no MFA device" end
    if password == "false" or password == "N/A" then return skip "the user has no console password" end
    return unknown("the credential report gives the password as %s", tostring(password))
  end,

  examples = {
    pass = {
      ["a console user has MFA"] = { it {} },
    },
    fail = {
      ["a console user has none"] = { it { configuration = { mfa_active = "false" } } },
    },
    skip = {
      ["the user has no password"] = { it { configuration = { password_enabled = "false", mfa_active = "false" } } },
      ["the password does not apply"] = { it { configuration = { password_enabled = "N/A", mfa_active = "false" } } },
      ["the row is the root user's"] = { it { id = "<root_account>" } },
    },
    unknown = {
      ["the report has no MFA column"] = { it { configuration = { mfa_active = absent } } },
      ["the report has no word on the password"] = {
        it { configuration = { password_enabled = "no_information", mfa_active = "false" } },
      },
    },
  },
}
