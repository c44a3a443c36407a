--- What AWS Config does not record, nobody can look up afterwards.
local function records_all(group)
  local strategy = group.recordingStrategy.useOnly
  return group.allSupported == true or strategy == "ALL_SUPPORTED_RESOURCE_TYPES" or strategy == "EXCLUSION_BY_RESOURCE_TYPES"
end

--- What the status of a recorder says of it, which AWS Config does not record; nil where there is none.
local function status_of(recorder, region)
  for state in region:known "demarc::Config::RecorderStatus" do
    if state.id == recorder.id then return state.configuration end
  end
  if recorder.configuration.recording == nil then region:all "demarc::Config::RecorderStatus" end
end

--- What is wrong with a recorder, and what nobody knows of it; neither where it does its work.
local function judge(recorder, region, params)
  local recording, group = recorder.configuration.recording, recorder.configuration.recordingGroup
  local status = status_of(recorder, region)
  if recording == false or status.recording == false then return "recorder %s is stopped" end
  if text.lower(status.lastStatus) == "failure" then return "recorder %s fails to deliver" end
  if recording ~= true and status.recording ~= true then return nil, "nothing says whether recorder %s is on" end
  if not params.require_all_types then return nil end
  if group == nil then return nil, "nothing says what recorder %s records" end
  if not records_all(group) then return "recorder %s records only some types" end
end

return rule {
  title    = "AWS Config records all resources in every region",
  severity = "medium",
  resource = "region",
  layer    = { "account.logging-detection", "config.service-configuration" },
  remedy   = "Start a recorder of all supported types with a delivery channel in each region.",
  params   = { require_all_types = { true, "whether the recorder must record every type AWS Config supports" } },

  check = function(region, params)
    local failing, open
    for recorder in region:all "AWS::Config::ConfigurationRecorder" do
      local problem, gap = judge(recorder, region, params)
      if problem then failing = failing or problem:format(recorder.id)
      elseif gap then open = open or gap:format(recorder.id)
      else
        local excluded = recorder.configuration.recordingGroup.exclusionByResourceTypes.resourceTypes
        if excluded and #excluded > 0 then return pass("all types but %s", list.join(excluded)) end
        return pass()
      end
    end
    if open then return unknown("%s", open) end
    return fail("%s", failing or "there is no recorder")
  end,

  examples = {
    pass = {
      ["it records all types"] = { it {}, with("AWS::Config::ConfigurationRecorder", {}) },
      ["its status says the same"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", {}), with("demarc::Config::RecorderStatus", {}),
      },
      ["it records all types but one"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { RecordingGroup = {
          AllSupported = false, RecordingStrategy = { UseOnly = "EXCLUSION_BY_RESOURCE_TYPES" },
          ExclusionByResourceTypes = { ResourceTypes = { "AWS::EC2::NetworkInterface" } } } } }),
      },
      ["the second of two records all types"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { id = "a", configuration = { Recording = false } }),
        with("AWS::Config::ConfigurationRecorder", { id = "b" }),
      },
      ["the command line says it is recording"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { Recording = absent } }),
        with("demarc::Config::RecorderStatus", {}),
      },
      ["the strategy names all types"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { RecordingGroup = {
          AllSupported = absent, RecordingStrategy = { UseOnly = "ALL_SUPPORTED_RESOURCE_TYPES" } } } }),
      },
      ["it records all types, says the older field alone"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { RecordingGroup = {
          AllSupported = true, RecordingStrategy = absent } } }),
      },
      ["it records a list of types, and that is enough"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { RecordingGroup = {
          AllSupported = false, RecordingStrategy = { UseOnly = "INCLUSION_BY_RESOURCE_TYPES" } } } }),
        params { require_all_types = false },
      },
    },
    fail = {
      ["it is stopped"] = { it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { Recording = false } }) },
      ["it records a list of types"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", {
          configuration = { RecordingGroup = { AllSupported = false, RecordingStrategy = { UseOnly = "INCLUSION_BY_RESOURCE_TYPES" } } },
        }),
      },
      ["it fails to deliver"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { Recording = absent } }),
        with("demarc::Config::RecorderStatus", { configuration = { lastStatus = "Failure" } }),
      },
      ["there is none"] = { it {}, none "AWS::Config::ConfigurationRecorder" },
    },
    unknown = {
      ["the region was not read"] = { it {} },
      ["nothing says what it records"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { RecordingGroup = absent } }),
      },
      ["its status was not collected"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { Recording = absent } }),
      },
      ["the status is another recorder's"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { Recording = absent } }),
        with("demarc::Config::RecorderStatus", { id = "other" }),
      },
    },
  },
}
