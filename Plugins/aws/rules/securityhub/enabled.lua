--- Findings that nobody gathers are findings that nobody reads.
return rule {
  title    = "Security Hub is on",
  severity = "medium",
  resource = "region",
  layer    = { "account.logging-detection", "securityhub.service-configuration" },
  remedy   = "Enable Security Hub centrally, with the AWS Foundational Security Best Practices standard.",
  params   = { require_standard = { false, "whether a standard must be seen to be on; a hub that is seen to have none never passes" } },

  check = function(region, params)
    local on = false
    for _ in region:known "AWS::SecurityHub::Hub" do on = true end
    for _ in region:known "AWS::SecurityHub::Standard" do return pass() end
    if not on then
      region:all "AWS::SecurityHub::Hub"
      return fail "Security Hub is not enabled"
    end
    local standards = region:collected "demarc::SecurityHub::EnabledStandard"
    for _ in region:known "demarc::SecurityHub::EnabledStandard" do return pass() end
    if params.require_standard then
      region:all "demarc::SecurityHub::EnabledStandard"
      return fail "Security Hub has no standard"
    end
    for _ in region:known "demarc::SecurityHub::EnabledProduct" do return pass() end
    if standards and region:collected "demarc::SecurityHub::EnabledProduct" then
      return fail "Security Hub has neither a standard nor a product"
    end
    return pass "the hub answers; its standards were not collected"
  end,

  examples = {
    pass = {
      ["a hub with a standard"] = {
        it {}, with("AWS::SecurityHub::Hub", {}), with("demarc::SecurityHub::EnabledStandard", {}),
      },
      ["a hub with a product"] = {
        it {}, with("AWS::SecurityHub::Hub", {}), none "demarc::SecurityHub::EnabledStandard",
        with("demarc::SecurityHub::EnabledProduct", {}),
      },
      ["a hub answers"] = { it {}, with("AWS::SecurityHub::Hub", {}) },
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
