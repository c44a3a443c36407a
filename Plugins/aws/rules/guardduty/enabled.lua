--- GuardDuty reads flow logs, DNS and CloudTrail for signs of an intruder: where it is off, nobody does.
return rule {
  title    = "GuardDuty is on in every region in scope",
  severity = "high",
  resource = "region",
  layer    = { "account.logging-detection", "guardduty.service-configuration" },
  remedy   = "Enable GuardDuty through a delegated administrator for all regions.",

  check = function(region)
    local problem = "GuardDuty is not enabled in this region"
    for detector in region:all "AWS::GuardDuty::Detector" do
      local status, enable = detector.configuration.status, detector.configuration.enable
      if status == nil and enable == nil then return unknown("nobody asked whether detector %s is on", detector.id) end
      if status == "ENABLED" or (status == nil and enable) then return pass() end
      problem = ("GuardDuty detector %s is disabled"):format(detector.id)
    end
    return fail(problem)
  end,

  examples = {
    pass = {
      ["AWS Config recorded an enabled detector"] = { it {}, with("AWS::GuardDuty::Detector") },
      ["the detector's answer says ENABLED"] = {
        it {}, with("AWS::GuardDuty::Detector", { configuration = { Enable = absent, Status = "ENABLED" } }),
      },
    },
    fail = {
      ["there is no detector"] = { it {}, none "AWS::GuardDuty::Detector" },
      ["the detector was disabled"] = {
        it {}, with("AWS::GuardDuty::Detector", { configuration = { Enable = false } }),
      },
      ["the detector's answer says DISABLED"] = {
        it {}, with("AWS::GuardDuty::Detector", { configuration = { Enable = absent, Status = "DISABLED" } }),
      },
    },
    unknown = {
      ["the region was not collected"] = { it {} },
      ["only the detector's id was collected"] = {
        it {}, with("AWS::GuardDuty::Detector", { configuration = { Enable = absent } }),
      },
    },
  },
}
