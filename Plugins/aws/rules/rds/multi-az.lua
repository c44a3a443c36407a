--- AWS replicates a database to another zone only where the customer turns it on.
local rds = require "aws.rds"

return rule {
  title    = "Databases are Multi-AZ",
  severity = "low",
  resource = { "AWS::RDS::DBInstance", "AWS::RDS::DBCluster" },
  layer    = "rds.storage-multiaz",
  remedy   = "Convert the database to Multi-AZ.",

  check = function(database)
    local cluster = rds.cluster_of(database)
    if cluster then return skip("judged at cluster %s", cluster) end
    local multi = database.configuration.multiAZ
    if multi == true then return pass() end
    if multi ~= false then return unknown "nothing says whether the database is Multi-AZ" end
    local source = database.configuration.readReplicaSourceDBInstanceIdentifier
    if source then return skip("a read replica of %s", source) end
    return fail "the database runs in one availability zone"
  end,

  examples = {
    pass = {
      ["the database is Multi-AZ"] = { it {} },
    },
    fail = {
      ["the database runs in one zone"] = { it { configuration = { multiAZ = false } } },
    },
    skip = {
      ["the instance belongs to a cluster"] = {
        it { configuration = { dBClusterIdentifier = "orders", multiAZ = false } },
      },
      ["the database is a read replica"] = {
        it { configuration = { readReplicaSourceDBInstanceIdentifier = "orders", multiAZ = false } },
      },
    },
    unknown = {
      ["the source does not say"] = { it { configuration = { multiAZ = absent } } },
    },
  },
}
