--- AWS publishes the patched engine; with this switch off, applying it in time is the customer's work.
return rule {
  title    = "Automatic minor engine upgrades are on",
  severity = "medium",
  resource = "AWS::RDS::DBInstance",
  layer    = "rds.engine-patching",
  remedy   = "Turn automatic minor version upgrades on and set a maintenance window.",

  check = function(database)
    local engine, automatic = database.configuration.engine, database.configuration.autoMinorVersionUpgrade
    if matches(engine, "^custom%-") then return skip "RDS Custom leaves the engine to the customer" end
    if engine == "docdb" then return skip "DocumentDB makes no automatic upgrades, whatever the switch says" end
    if automatic == true then return pass() end
    if automatic == false then return fail("minor upgrades of %s are left to the customer", engine or "the engine") end
    return unknown "nothing says whether minor upgrades are automatic"
  end,

  examples = {
    pass = {
      ["minor upgrades are automatic"] = { it {} },
    },
    fail = {
      ["minor upgrades are not automatic"] = { it { configuration = { autoMinorVersionUpgrade = false } } },
    },
    skip = {
      ["DocumentDB does not look at the switch"] = { it { configuration = { engine = "docdb", autoMinorVersionUpgrade = false } } },
      ["the engine is RDS Custom's"] = {
        it { configuration = { engine = "custom-oracle-ee", autoMinorVersionUpgrade = false } },
      },
    },
    unknown = {
      ["the source does not say"] = { it { configuration = { autoMinorVersionUpgrade = absent } } },
    },
  },
}
