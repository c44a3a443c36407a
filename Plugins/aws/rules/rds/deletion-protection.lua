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
    if protected == nil then return unknown "whether deletion protection is on was not collected" end
    if protected then return pass() end
    return fail "deletion protection is off"
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
