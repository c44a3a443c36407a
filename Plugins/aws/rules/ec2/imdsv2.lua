--- Version 1 of the metadata service hands the role's credentials to any request the instance can be tricked into.
return rule {
  title    = "Instance metadata needs IMDSv2",
  severity = "high",
  resource = "AWS::EC2::Instance",
  layer    = "ec2.instance-config",
  remedy   = "Set HttpTokens to required on instances and launch templates.",

  check = function(instance)
    if instance.configuration.state.name == "terminated" then return skip "the instance is terminated" end
    local options = instance.configuration.metadataOptions
    if options.httpTokens == "required" then return pass() end
    if options.httpEndpoint == "disabled" then return pass "the metadata service is off" end
    if options.httpTokens == nil then return unknown "the metadata options were not collected" end
    return fail("the metadata service answers without a token (HttpTokens is %s)", options.httpTokens)
  end,

  examples = {
    pass = {
      ["a token is required"] = { it {} },
      ["the metadata service is off"] = {
        it { configuration = { metadataOptions = { httpTokens = "optional", httpEndpoint = "disabled" } } },
      },
    },
    fail = {
      ["a token is optional"] = { it { configuration = { metadataOptions = { httpTokens = "optional" } } } },
    },
    skip = {
      ["the instance is terminated"] = {
        it { configuration = { state = { name = "terminated" }, metadataOptions = { httpTokens = "optional" } } },
      },
    },
    unknown = {
      ["the source has no metadata options"] = { it { configuration = { metadataOptions = absent } } },
    },
  },
}
