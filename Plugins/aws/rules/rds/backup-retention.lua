--- A mistake noticed after the last backup is gone cannot be undone.
local rds = require "aws.rds"
local words = require "aws.words"

return rule {
  title    = "Automated backups are kept long enough",
  severity = "high",
  resource = { "AWS::RDS::DBInstance", "AWS::RDS::DBCluster" },
  layer    = "rds.backup-retention",
  remedy   = "Raise the backup retention period.",
  params   = { min_days = { 7, "days for which automated backups must be kept", min = 1, max = 35 } },

  check = function(database, params)
    local cluster = rds.cluster_of(database)
    if cluster then return skip("judged at cluster %s", cluster) end
    local days = database.configuration.backupRetentionPeriod
    if days == nil then return unknown "the backup retention period was not collected" end
    if days >= params.min_days then return pass() end
    local source = database.configuration.readReplicaSourceDBInstanceIdentifier
    if days == 0 and source then return skip("a read replica: judged at its source %s", source) end
    if days == 0 then return fail "automated backups are off" end
    return fail("backups are kept %s (minimum %d)", words.count(days, "day"), params.min_days)
  end,

  examples = {
    pass = {
      ["backups are kept seven days"] = { it {} },
    },
    fail = {
      ["there are no automated backups"] = { it { configuration = { backupRetentionPeriod = 0 } } },
      ["backups are kept six days"] = { it { configuration = { backupRetentionPeriod = 6 } } },
      ["a read replica keeps its own backups too short"] = {
        it { configuration = { readReplicaSourceDBInstanceIdentifier = "orders", backupRetentionPeriod = 3 } },
      },
    },
    skip = {
      ["the instance belongs to a cluster"] = {
        it { configuration = { dBClusterIdentifier = "orders", backupRetentionPeriod = 0 } },
      },
      ["a read replica has no backups of its own"] = {
        it { configuration = { readReplicaSourceDBInstanceIdentifier = "orders", backupRetentionPeriod = 0 } },
      },
    },
    unknown = {
      ["the source does not say"] = { it { configuration = { backupRetentionPeriod = absent } } },
    },
  },
}
