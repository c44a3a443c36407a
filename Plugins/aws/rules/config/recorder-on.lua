--- What AWS Config does not record, nobody can show later: neither drift nor what a resource was before.
return rule {
  title    = "AWS Config records all resources in every region",
  severity = "medium",
  resource = "region",
  layer    = { "account.logging-detection", "config.service-configuration" },
  remedy   = "Start a recorder of all resource types with a delivery channel in each region.",

  check = function(region)
    local problem
    for recorder in region:known "AWS::Config::ConfigurationRecorder" do
      local recording, result = recorder.configuration.recording, ""
      for status in region:known "demarc::Config::RecorderStatus" do
        if status.id == recorder.id then
          recording, result = status.configuration.recording, status.configuration.lastStatus or ""
        end
      end
      local group = recorder.configuration.recordingGroup
      if recording == nil then return unknown("nobody asked whether recorder %s records", recorder.id) end
      if group == nil then return unknown("what recorder %s records was not collected", recorder.id) end
      if not recording then
        problem = ("recorder %s is stopped"):format(recorder.id)
      elseif result:upper() == "FAILURE" then
        problem = ("recorder %s fails to deliver"):format(recorder.id)
      elseif not group.allSupported and group.recordingStrategy.useOnly ~= "EXCLUSION_BY_RESOURCE_TYPES" then
        problem = ("recorder %s records %d resource types only"):format(recorder.id, #(group.resourceTypes or {}))
      else
        return pass("%d resource types are excluded", #(group.exclusionByResourceTypes.resourceTypes or {}))
      end
    end
    if problem or region:count "AWS::Config::ConfigurationRecorder" == 0 then
      return fail(problem or "AWS Config has no recorder in this region")
    end
    return unknown "no recorder could be read"
  end,

  examples = {
    pass = {
      ["the recorder's own item says that it records"] = { it {}, with("AWS::Config::ConfigurationRecorder") },
      ["its status says that it records"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { Recording = absent } }),
        with("demarc::Config::RecorderStatus"),
      },
      ["it records all types but some"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { RecordingGroup = {
          AllSupported = false, ExclusionByResourceTypes = { ResourceTypes = { "AWS::EC2::Volume" } },
          RecordingStrategy = { UseOnly = "EXCLUSION_BY_RESOURCE_TYPES" } } } }),
      },
    },
    fail = {
      ["there is no recorder"] = { it {}, none "AWS::Config::ConfigurationRecorder" },
      ["the recorder is stopped"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { Recording = false } }),
      },
      ["the last delivery failed"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { Recording = absent } }),
        with("demarc::Config::RecorderStatus", { configuration = { lastStatus = "Failure" } }),
      },
      ["it records a list of types"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { RecordingGroup = {
          AllSupported = false, ResourceTypes = { "AWS::EC2::VPC" },
          RecordingStrategy = { UseOnly = "INCLUSION_BY_RESOURCE_TYPES" } } } }),
      },
    },
    unknown = {
      ["the region was not collected"] = { it {} },
      ["nobody asked whether it records"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { Recording = absent } }),
      },
      ["what it records was not collected"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { RecordingGroup = absent } }),
      },
    },
  },
}
