--- Storage, snapshots and backups of an unencrypted database can be read by whoever gets hold of them.
local rds = require "aws.rds"

return rule {
  title    = "Databases are encrypted at rest",
  severity = "high",
  resource = { "AWS::RDS::DBInstance", "AWS::RDS::DBCluster" },
  layer    = "rds.data-protection",
  remedy   = "Restore the database from an encrypted copy of its snapshot.",

  check = function(database)
    local cluster = rds.cluster_of(database)
    if cluster then return skip("judged at cluster %s", cluster) end
    local encrypted = database.configuration.storageEncrypted
    if encrypted == true then return pass() end
    if encrypted == false then return fail "the database's storage is not encrypted" end
    return unknown "nothing says whether the storage is encrypted"
  end,

  examples = {
    pass = {
      ["the storage is encrypted"] = { it {} },
    },
    fail = {
      ["the storage is not encrypted"] = { it { configuration = { storageEncrypted = false } } },
    },
    skip = {
      ["the instance belongs to a cluster"] = { it { configuration = { dBClusterIdentifier = "orders" } } },
    },
    unknown = {
      ["the source does not say"] = { it { configuration = { storageEncrypted = absent } } },
    },
  },
}
