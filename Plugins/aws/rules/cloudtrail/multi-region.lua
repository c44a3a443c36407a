--- A region without a trail is where an intruder works unseen.
local trails = require "aws.trail"

return rule {
  title    = "A logging multi-region trail records management events",
  severity = "high",
  resource = "account",
  layer    = { "account.logging-detection", "cloudtrail.service-configuration" },
  remedy   = "Create one multi-region trail, best of the organisation, that records all management events.",

  check = function(account)
    local problem, undecided = "no trail is multi-region", nil
    for trail in account:known "AWS::CloudTrail::Trail" do
      if trail.configuration.isMultiRegionTrail then
        local logging, reads, writes = trails.is_logging(trail), trails.management_events(trail)
        if logging and reads and writes then return pass("trail %s", trail.id) end
        if logging == false then
          problem = ("multi-region trail %s is not logging"):format(trail.id)
        elseif reads == false or writes == false then
          problem = ("multi-region trail %s does not record all management events"):format(trail.id)
        else
          undecided = ("what multi-region trail %s does was not collected"):format(trail.id)
        end
      end
    end
    if undecided then return unknown(undecided) end
    -- A multi-region trail is listed in every region, so one region's list tells of all.
    for region in account:regions() do
      if region:collected "AWS::CloudTrail::Trail" then return fail(problem) end
    end
    return unknown "no region's trails were collected"
  end,

  examples = {
    pass = {
      ["the trail logs and has no selectors of its own"] = {
        it {}, with("AWS::CloudTrail::Trail"), with("demarc::CloudTrail::Status"),
      },
      ["its selectors record all management events"] = {
        it {}, with("AWS::CloudTrail::Trail", { configuration = { hasCustomEventSelectors = true } }),
        with("demarc::CloudTrail::Status"), with("demarc::CloudTrail::EventSelectors"),
      },
      ["its advanced selectors record all management events"] = {
        it {}, with("AWS::CloudTrail::Trail", { configuration = { hasCustomEventSelectors = true } }),
        with("demarc::CloudTrail::Status"), with("demarc::CloudTrail::EventSelectors", { configuration = {
          EventSelectors = {},
          AdvancedEventSelectors = { { FieldSelectors = { { Field = "eventCategory", Equals = { "Management" } } } } },
        } }),
      },
      ["one region alone was read, and lists it"] = {
        it { regions = { "us-east-1", "eu-west-1" } }, with("AWS::CloudTrail::Trail"), with("demarc::CloudTrail::Status"),
      },
    },
    fail = {
      ["there is no trail"] = { it {}, none "AWS::CloudTrail::Trail" },
      ["one region alone was read, and lists no multi-region trail"] = {
        it { regions = { "us-east-1", "eu-west-1" } },
        with("AWS::CloudTrail::Trail", { configuration = { isMultiRegionTrail = false } }),
      },
      ["the trail is stopped"] = {
        it {}, with("AWS::CloudTrail::Trail"), with("demarc::CloudTrail::Status", { configuration = { IsLogging = false } }),
      },
      ["its selectors leave reads out"] = {
        it {}, with("AWS::CloudTrail::Trail", { configuration = { hasCustomEventSelectors = true } }),
        with("demarc::CloudTrail::Status"), with("demarc::CloudTrail::EventSelectors", { configuration = {
          EventSelectors = { { ReadWriteType = "WriteOnly", IncludeManagementEvents = true, DataResources = {} } },
        } }),
      },
      ["its advanced selectors record only writes"] = {
        it {}, with("AWS::CloudTrail::Trail", { configuration = { hasCustomEventSelectors = true } }),
        with("demarc::CloudTrail::Status"), with("demarc::CloudTrail::EventSelectors", { configuration = {
          EventSelectors = {}, AdvancedEventSelectors = { { FieldSelectors = {
            { Field = "eventCategory", Equals = { "Management" } }, { Field = "readOnly", Equals = { "false" } } } } },
        } }),
      },
      ["its selectors record data events alone"] = {
        it {}, with("AWS::CloudTrail::Trail", { configuration = { hasCustomEventSelectors = true } }),
        with("demarc::CloudTrail::Status"), with("demarc::CloudTrail::EventSelectors", { configuration = {
          EventSelectors = { { ReadWriteType = "All", IncludeManagementEvents = false, DataResources = {} } },
        } }),
      },
    },
    unknown = {
      ["trails were not collected"] = { it {} },
      ["nobody asked whether the trail logs"] = { it {}, with("AWS::CloudTrail::Trail") },
      ["the trail has selectors that nobody collected"] = {
        it {}, with("AWS::CloudTrail::Trail", { configuration = { hasCustomEventSelectors = true } }),
        with("demarc::CloudTrail::Status"),
      },
    },
  },
}
