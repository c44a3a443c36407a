--- One wrong call deletes a database, unless it must be unprotected first.
local rds = require "aws.rds"

return rule {
  title    = "Deletion protection is on",
  severity = "low",
  resource = { "AWS::RDS::DBInstance", "AWS::RDS::DBCluster" },
  layer    = "rds.data-protection",
  remedy   = "Turn deletion protection on.",

  check = function(database)
    local cluster = rds.cluster_of(database)
    if cluster then return skip("judged at cluster %s", cluster) end
    local protected = database.configuration.deletionProtection
    if protected == true then return pass() end
    if protected == false then return fail "deletion protection is off" end
    return unknown "nothing says whether deletion protection is on"
  end,

  examples = {
    pass = {
      ["deletion protection is on"] = { it {} },
    },
    fail = {
      ["deletion protection is off"] = { it { configuration = { deletionProtection = false } } },
    },
    skip = {
      ["the instance belongs to a cluster"] = {
        it { configuration = { dBClusterIdentifier = "orders", deletionProtection = false } },
      },
    },
    unknown = {
      ["the source does not say"] = { it { configuration = { deletionProtection = absent } } },
    },
  },
}
