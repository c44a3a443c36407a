--- A database is lost with its disk unless there are backups, and read from them unless they are encrypted.
return rule {
  title    = "Databases are encrypted and keep a week of backups",
  severity = "medium",
  resource = "AWS::RDS::DBInstance",
  layer    = "rds.backup-retention",
  remedy   = "Encrypt the database and keep backups for seven days or more.",

  check = function(database)
    local facts = database.configuration
    if facts.storageEncrypted == false then return fail "the database is not encrypted" end
    if facts.storageEncrypted ~= true then return unknown "whether the database is encrypted was not collected" end
    local days = facts.backupRetentionPeriod
    if days == nil then return unknown "how long backups are kept was not collected" end
    if days < 7 then return fail("backups are kept for %d days", days) end
    return pass()
  end,

  examples = {
    pass = { ["it is encrypted and keeps a week"] = { it {} } },
    fail = {
      ["it is not encrypted"] = { it { configuration = { storageEncrypted = false } } },
      ["it keeps one day"] = { it { configuration = { backupRetentionPeriod = 1 } } },
    },
    unknown = {
      ["whether it is encrypted is not said"] = { it { configuration = { storageEncrypted = absent } } },
      ["how long it keeps them is not said"] = { it { configuration = { backupRetentionPeriod = absent } } },
    },
  },
}
