--- A database with a public address is one stolen password away from everybody.
return rule {
  title    = "Databases have no public address",
  severity = "high",
  resource = "AWS::RDS::DBInstance",
  layer    = "vpc.network-configuration",
  remedy   = "Turn public accessibility off.",

  check = function(database)
    local public = database.configuration.publiclyAccessible
    if public == true then return fail "the database has a public address" end
    if public == false then return pass() end
    return unknown "whether the database has a public address was not collected"
  end,

  examples = {
    pass = { ["it has none"] = { it {} } },
    fail = { ["it has one"] = { it { configuration = { publiclyAccessible = true } } } },
    unknown = { ["the source does not say"] = { it { configuration = { publiclyAccessible = absent } } } },
  },
}
