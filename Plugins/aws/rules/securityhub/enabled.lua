--- Findings that nobody gathers are findings that nobody reads.
return rule {
  title    = "Security Hub is on",
  severity = "medium",
  resource = "region",
  layer    = { "account.logging-detection", "securityhub.service-configuration" },
  remedy   = "Enable Security Hub centrally, with the AWS Foundational Security Best Practices standard.",

  check = function(region)
    for _ in region:known "AWS::SecurityHub::Standard" do return pass() end
    for _ in region:known "AWS::SecurityHub::Hub" do return pass() end
    region:all "AWS::SecurityHub::Hub"
    return fail "Security Hub is not enabled"
  end,

  examples = {
    pass = {
      ["the hub answers"] = { it {}, with("AWS::SecurityHub::Hub", {}) },
      ["AWS Config records a standard"] = { it {}, with("AWS::SecurityHub::Standard", {}) },
    },
    fail = {
      ["the account is not subscribed"] = { it {}, none "AWS::SecurityHub::Hub" },
    },
    unknown = {
      ["the region was not read"] = { it {} },
      ["reading it was denied"] = { it {}, denied "AWS::SecurityHub::Hub" },
    },
  },
}
