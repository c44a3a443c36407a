--- A hub without a standard or a product that sends to it is on, and empty.
-- A standard that is being enabled, taken away, or that failed checks nothing.
local WORKS = { READY = true, INCOMPLETE = true }

return rule {
  title    = "Security Hub gathers findings",
  severity = "medium",
  resource = "region",
  layer    = { "account.logging-detection", "securityhub.service-configuration" },
  remedy   = "Enable the AWS Foundational Security Best Practices standard in every region.",

  check = function(region)
    for _ in region:known "AWS::SecurityHub::Standard" do return pass() end
    local on = false
    for _ in region:known "AWS::SecurityHub::Hub" do on = true end
    if not on then
      region:all "AWS::SecurityHub::Hub"
      return skip "Security Hub is not enabled"
    end
    for standard in region:known "demarc::SecurityHub::EnabledStandard" do
      if WORKS[standard.configuration.StandardsStatus] then return pass() end
    end
    for _ in region:known "demarc::SecurityHub::EnabledProduct" do return pass "no standard, but findings of a product" end
    region:all "demarc::SecurityHub::EnabledStandard"
    region:all "demarc::SecurityHub::EnabledProduct"
    return fail "Security Hub has neither a standard at work nor a product"
  end,

  examples = {
    pass = {
      ["a standard is at work"] = {
        it {}, with("AWS::SecurityHub::Hub", {}), with("demarc::SecurityHub::EnabledStandard", {}),
      },
      ["a product sends its findings"] = {
        it {}, with("AWS::SecurityHub::Hub", {}), none "demarc::SecurityHub::EnabledStandard",
        with("demarc::SecurityHub::EnabledProduct", {}),
      },
      ["AWS Config records a standard"] = { it {}, with("AWS::SecurityHub::Standard", {}) },
    },
    fail = {
      ["the hub is seen to check nothing"] = {
        it {}, with("AWS::SecurityHub::Hub", {}), none "demarc::SecurityHub::EnabledStandard",
        none "demarc::SecurityHub::EnabledProduct",
      },
      ["its only standard failed to start"] = {
        it {}, with("AWS::SecurityHub::Hub", {}), none "demarc::SecurityHub::EnabledProduct",
        with("demarc::SecurityHub::EnabledStandard", { configuration = { StandardsStatus = "FAILED" } }),
      },
    },
    skip = {
      ["there is no hub"] = { it {}, none "AWS::SecurityHub::Hub" },
    },
    unknown = {
      ["it has no standard, and its products were not collected"] = {
        it {}, with("AWS::SecurityHub::Hub", {}), none "demarc::SecurityHub::EnabledStandard",
      },
      ["a hub answers, and nothing says what it gathers"] = { it {}, with("AWS::SecurityHub::Hub", {}) },
      ["the region was not read"] = { it {} },
      ["it has no product, and its standards were not collected"] = {
        it {}, with("AWS::SecurityHub::Hub", {}), none "demarc::SecurityHub::EnabledProduct",
      },
    },
  },
}
