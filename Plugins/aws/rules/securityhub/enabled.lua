--- Findings of a dozen services help when they arrive in one place that somebody watches.
return rule {
  title    = "Security Hub is on, and something reports to it",
  severity = "medium",
  resource = "region",
  layer    = { "account.logging-detection", "securityhub.service-configuration" },
  remedy   = "Enable Security Hub centrally, with at least one standard.",
  params   = { require_input = { false, "also demand proof of a standard or product where neither list was collected" } },

  check = function(region, params)
    if region:count "AWS::SecurityHub::Hub" == 0 then return fail "Security Hub is not enabled in this region" end
    for standard in region:known "demarc::SecurityHub::EnabledStandard" do
      if standard.configuration.StandardsStatus == "READY" then return pass() end
    end
    for _ in region:known "demarc::SecurityHub::EnabledProduct" do return pass() end
    local asked = params.require_input or region:collected "demarc::SecurityHub::EnabledStandard"
      or region:collected "demarc::SecurityHub::EnabledProduct"
    if not asked then return pass "the hub is on; what reports to it was not collected" end
    local standards = region:count "demarc::SecurityHub::EnabledStandard"
    if region:count "demarc::SecurityHub::EnabledProduct" > 0 then return unknown "the products could not be read" end
    return fail("the hub has no product and no standard that is ready (of %d)", standards)
  end,

  examples = {
    pass = {
      ["a standard is ready"] = { it {}, with("AWS::SecurityHub::Hub"), with("demarc::SecurityHub::EnabledStandard") },
      ["a product reports to the hub"] = {
        it {}, with("AWS::SecurityHub::Hub"), none "demarc::SecurityHub::EnabledStandard",
        with("demarc::SecurityHub::EnabledProduct"),
      },
      ["the hub answers, and nothing more was asked"] = { it {}, with("AWS::SecurityHub::Hub") },
    },
    fail = {
      ["the region is not subscribed"] = { it {}, none "AWS::SecurityHub::Hub" },
      ["the hub has neither standard nor product"] = {
        it {}, with("AWS::SecurityHub::Hub"), none "demarc::SecurityHub::EnabledStandard",
        none "demarc::SecurityHub::EnabledProduct",
      },
      ["its only standard failed"] = {
        it {}, with("AWS::SecurityHub::Hub"), none "demarc::SecurityHub::EnabledProduct",
        with("demarc::SecurityHub::EnabledStandard", { configuration = { StandardsStatus = "FAILED" } }),
      },
    },
    unknown = {
      ["the region was not collected"] = { it {} },
      ["there is no standard, and products were not collected"] = {
        it {}, with("AWS::SecurityHub::Hub"), none "demarc::SecurityHub::EnabledStandard",
      },
    },
  },
}
