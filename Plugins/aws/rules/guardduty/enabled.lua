--- Without GuardDuty nobody reads the logs for signs of an intruder.
return rule {
  title    = "GuardDuty is on in every region in scope",
  severity = "high",
  resource = "region",
  layer    = { "account.logging-detection", "guardduty.service-configuration" },
  remedy   = "Enable GuardDuty through a delegated administrator for all regions.",

  check = function(region)
    local found
    for detector in region:all "AWS::GuardDuty::Detector" do
      local facts = detector.configuration
      local status = facts.status
      if status == "ENABLED" or (status == nil and facts.enable == true) then return pass() end
      if status == nil and facts.enable == nil then return unknown("nothing says whether detector %s is on", detector.id) end
      found = detector.id
    end
    if found then return fail("detector %s is disabled", found) end
    return fail "there is no detector"
  end,

  examples = {
    pass = {
      ["AWS Config says it is enabled"] = { it {}, with("AWS::GuardDuty::Detector", {}) },
      ["get-detector says ENABLED"] = {
        it {}, with("AWS::GuardDuty::Detector", { configuration = { Enable = absent, Status = "ENABLED" } }),
      },
    },
    fail = {
      ["the detector is disabled"] = {
        it {}, with("AWS::GuardDuty::Detector", { configuration = { Enable = absent, Status = "DISABLED" } }),
      },
      ["there is no detector"] = { it {}, none "AWS::GuardDuty::Detector" },
      ["it is suspended, whatever the older field says"] = {
        it {}, with("AWS::GuardDuty::Detector", { configuration = { Enable = true, Status = "DISABLED" } }),
      },
      ["AWS Config says it is not enabled"] = {
        it {}, with("AWS::GuardDuty::Detector", { configuration = { Enable = false } }),
      },
    },
    unknown = {
      ["the region was not read"] = { it {} },
      ["get-detector was denied"] = {
        it {}, with("AWS::GuardDuty::Detector", { configuration = { Enable = absent, Status = unknown "denied" } }),
      },
      ["only its id is known"] = { it {}, with("AWS::GuardDuty::Detector", { configuration = { Enable = absent } }) },
    },
  },
}
