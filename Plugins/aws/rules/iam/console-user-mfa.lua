--- A password alone is one leak away from somebody else's session.
return rule {
  title    = "Every IAM user with a console password has MFA",
  severity = "high",
  resource = "demarc::IAM::CredentialReportEntry",
  layer    = "iam.identity-credentials",
  remedy   = "Register an MFA device for the user, or remove the console password.",
  params   = { all_users = { false, "whether users without a password, who have access keys only, need MFA too" } },

  check = function(user, params)
    if user.id == "<root_account>" then return skip "the root user has a rule of its own" end
    local entry = user.configuration
    local password, device = entry.password_enabled, entry.mfa_active
    if device == "true" then return pass() end
    if password ~= "true" and password ~= "false" and password ~= "N/A" then
      return unknown("the credential report says password_enabled = %s", tostring(password))
    end
    if password ~= "true" and not params.all_users then return skip "the user has no console password" end
    if device ~= "false" then return unknown("the credential report says mfa_active = %s", tostring(device)) end
    return fail(password == "true" and "the user has a console password and no MFA device" or "the user has no MFA device")
  end,

  examples = {
    pass = { ["password and device"] = { it {} } },
    fail = {
      ["password without a device"] = { it { configuration = { mfa_active = "false" } } },
      ["keys only, where all users need a device"] = {
        it { configuration = { mfa_active = "false", password_enabled = "false" } }, params { all_users = true },
      },
    },
    skip = {
      ["no password"] = { it { configuration = { mfa_active = "false", password_enabled = "false" } } },
      ["the root user"] = { it { id = "<root_account>" } },
      ["the report says that a password does not apply"] = {
        it { configuration = { mfa_active = "false", password_enabled = "N/A" } },
      },
    },
    unknown = {
      ["the report leaves the password open"] = {
        it { configuration = { mfa_active = "false", password_enabled = "not_supported" } },
      },
      ["the report leaves the device open"] = { it { configuration = { mfa_active = absent } } },
    },
  },
}
