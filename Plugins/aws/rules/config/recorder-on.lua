--- What AWS Config does not record, nobody can look up afterwards.
local function records_all(group)
  local strategy = group.recordingStrategy.useOnly
  return group.allSupported == true or strategy == "ALL_SUPPORTED_RESOURCE_TYPES" or strategy == "EXCLUSION_BY_RESOURCE_TYPES"
end

return rule {
  title    = "AWS Config records all resources in every region",
  severity = "medium",
  resource = "region",
  layer    = { "account.logging-detection", "config.service-configuration" },
  remedy   = "Start a recorder of all supported types with a delivery channel in each region.",
  params   = { require_all_types = { true, "whether the recorder must record every type AWS Config supports" } },

  check = function(region, params)
    for recorder in region:all "AWS::Config::ConfigurationRecorder" do
      local facts = recorder.configuration
      local recording, status = facts.recording, nil
      if recording == nil then
        for state in region:find("demarc::Config::RecorderStatus", "id", recorder.id) do
          recording, status = state.configuration.recording, state.configuration.lastStatus
        end
      end
      if recording == nil then return unknown("nothing says whether recorder %s is on", recorder.id) end
      if not recording then return fail("recorder %s is stopped", recorder.id) end
      if status and status:lower() == "failure" then return fail("recorder %s fails to deliver", recorder.id) end
      if params.require_all_types and not records_all(facts.recordingGroup) then
        return fail("recorder %s records only some types", recorder.id)
      end
      return pass()
    end
    return fail "there is no recorder"
  end,

  examples = {
    pass = {
      ["it records all types"] = { it {}, with("AWS::Config::ConfigurationRecorder", {}) },
      ["the command line says it is recording"] = {
        it {}, with("AWS::Config::ConfigurationRecorder", { configuration = { Recording = absent } }),
        with("demarc::Config::RecorderStatus", {}),
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
