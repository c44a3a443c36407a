--- An intruder works in the region nobody watches.
return rule {
  title    = "A multi-region trail is logging",
  severity = "high",
  resource = "account",
  layer    = { "account.logging-detection", "cloudtrail.service-configuration" },
  remedy   = "Create one multi-region trail, best an organisation's.",

  check = function(account)
    local listed, failing, open = false, nil, nil
    for region in account:regions() do listed = listed or region:collected "AWS::CloudTrail::Trail" end
    for trail in account:known "AWS::CloudTrail::Trail" do
      if trail.configuration.isMultiRegionTrail then
        local name, logging = trail.name or trail.id, trail.supplementaryConfiguration.Status.IsLogging
        if logging == nil then open = open or ("whether the multi-region trail %s is logging was not collected"):format(name)
        elseif logging then return pass("trail %s logs in all regions", name)
        else failing = failing or ("the multi-region trail %s is not logging"):format(name) end
      end
    end
    if open then return unknown("%s", open) end
    if failing then return fail("%s", failing) end
    -- A trail of all regions, the organisation's too, is listed in each of them: one complete list shows that there is none.
    if not listed then account:all "AWS::CloudTrail::Trail" end
    return fail "no multi-region trail"
  end,

  examples = {
    pass = {
      ["multi-region and logging"] = { it {}, with("AWS::CloudTrail::Trail", {}) },
      ["the second of two trails logs"] = {
        it {},
        with("AWS::CloudTrail::Trail", { id = "a", supplementaryConfiguration = { Status = { IsLogging = absent } } }),
        with("AWS::CloudTrail::Trail", { id = "b" }),
      },
    },
    fail = {
      ["only a trail of one region"] = {
        it {}, with("AWS::CloudTrail::Trail", { configuration = { isMultiRegionTrail = false } }),
      },
      ["the other region was not read, but would show it"] = {
        it { regions = { "us-east-1", "eu-west-1" } }, none("AWS::CloudTrail::Trail", "us-east-1"),
      },
      ["logging is stopped"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = { IsLogging = false } } }),
      },
      ["there is no trail"] = { it {}, none "AWS::CloudTrail::Trail" },
      ["the first of two regions shows that there is none"] = {
        it { regions = { "us-east-1", "eu-west-1" } }, none("AWS::CloudTrail::Trail", "eu-west-1"),
      },
    },
    unknown = {
      ["trails were not collected"] = { it {} },
      ["the status was not collected"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = unknown "not-collected" } }),
      },
      ["the status does not say"] = {
        it {}, with("AWS::CloudTrail::Trail", { supplementaryConfiguration = { Status = { IsLogging = absent } } }),
      },
    },
  },
}
