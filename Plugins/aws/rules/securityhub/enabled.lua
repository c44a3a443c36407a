--- Findings that nobody gathers are findings that nobody reads.
-- A standard that is being enabled, taken away, or that failed checks nothing.
local WORKS = { READY = true, INCOMPLETE = true }

return rule {
  title    = "Security Hub is on and gathers findings",
  severity = "medium",
  resource = "region",
  layer    = { "account.logging-detection", "securityhub.service-configuration" },
  remedy   = "Enable Security Hub centrally, with the AWS Foundational Security Best Practices standard.",
  params   = { require_standard = { false, "whether a standard must be at work; else a product that sends findings is enough" } },

  check = function(region, params)
    for _ in region:known "AWS::SecurityHub::Standard" do return pass() end
    local on = false
    for _ in region:known "AWS::SecurityHub::Hub" do on = true end
    if not on then
      region:all "AWS::SecurityHub::Hub"
      return fail "Security Hub is not enabled"
    end
    for standard in region:known "demarc::SecurityHub::EnabledStandard" do
      if WORKS[standard.configuration.StandardsStatus] then return pass() end
    end
    if not params.require_standard then
      for _ in region:known "demarc::SecurityHub::EnabledProduct" do return pass "no standard, but findings of a product" end
      region:all "demarc::SecurityHub::EnabledProduct"
    end
    region:all "demarc::SecurityHub::EnabledStandard"
    local missing = params.require_standard and "no standard at work" or "neither a standard at work nor a product"
    return fail("Security Hub has %s", missing)
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
      ["AWS Config records a standard"] = { it {}, with("AWS::SecurityHub::Standard", {}) },
    },
    fail = {
      ["the account is not subscribed"] = { it {}, none "AWS::SecurityHub::Hub" },
      ["the hub is seen to check nothing"] = {
        it {}, with("AWS::SecurityHub::Hub", {}), none "demarc::SecurityHub::EnabledStandard",
        none "demarc::SecurityHub::EnabledProduct",
      },
      ["its only standard failed to start"] = {
        it {}, with("AWS::SecurityHub::Hub", {}), none "demarc::SecurityHub::EnabledProduct",
        with("demarc::SecurityHub::EnabledStandard", { configuration = { StandardsStatus = "FAILED" } }),
      },
    },
    unknown = {
      ["it has no standard, and its products were not collected"] = {
        it {}, with("AWS::SecurityHub::Hub", {}), none "demarc::SecurityHub::EnabledStandard",
      },
      ["a hub answers, and nothing says what it gathers"] = { it {}, with("AWS::SecurityHub::Hub", {}) },
      ["the region was not read"] = { it {} },
      ["reading it was denied"] = { it {}, denied "AWS::SecurityHub::Hub" },
    },
  },
}
