--- An instance without a role tempts somebody to leave long-lived keys on it.
return rule {
  title    = "Instances use an instance role",
  severity = "medium",
  resource = "AWS::EC2::Instance",
  layer    = "ec2.instance-config",
  remedy   = "Attach an instance profile and remove long-lived keys from the instance.",
  params   = { skip_stopped = { false, "skip instances that are stopped" } },

  check = function(instance, params)
    local state = instance.configuration.state.name
    local skipped = state == "terminated" or (params.skip_stopped and state == "stopped")
    if skipped then return skip("the instance is %s", state) end
    local profile = instance.configuration.iamInstanceProfile
    if profile == nil then return fail "the instance has no instance profile" end
    -- What has fields in a document is userdata to Lua.
    if type(profile) == "userdata" and type(profile.arn) == "string" then return pass() end
    return unknown "the instance profile has no ARN"
  end,

  examples = {
    pass = {
      ["a profile is attached"] = { it {} },
    },
    fail = {
      ["no profile is attached"] = { it { configuration = { iamInstanceProfile = absent } } },
      ["a stopped instance has no profile"] = {
        it { configuration = { state = { name = "stopped" }, iamInstanceProfile = absent } },
      },
      ["a running one has none, where stopped ones are skipped"] = {
        it { configuration = { iamInstanceProfile = absent } }, params { skip_stopped = true },
      },
    },
    skip = {
      ["the instance is terminated"] = {
        it { configuration = { state = { name = "terminated" }, iamInstanceProfile = absent } },
      },
      ["the instance is stopped, and those are skipped"] = {
        it { configuration = { state = { name = "stopped" }, iamInstanceProfile = absent } }, params { skip_stopped = true },
      },
    },
    unknown = {
      ["the profile has no ARN"] = { it { configuration = { iamInstanceProfile = { arn = absent } } } },
      ["the source could not tell of the profile"] = {
        it { configuration = { iamInstanceProfile = unknown "not collected" } },
      },
    },
  },
}
