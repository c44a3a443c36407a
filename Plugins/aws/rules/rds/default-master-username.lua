--- Half of the credentials are guessed where the master user has the name everybody tries first.
local rds = require "aws.rds"

return rule {
  title    = "Master user name is not a default",
  severity = "low",
  resource = { "AWS::RDS::DBInstance", "AWS::RDS::DBCluster" },
  layer    = "rds.db-users",
  remedy   = "Create the database anew with another master user name.",
  params   = { defaults = { { "admin", "postgres", "root", "sa" }, "master user names that count as defaults" } },

  check = function(database, params)
    local cluster = rds.cluster_of(database)
    if cluster then return skip("judged at cluster %s", cluster) end
    if database.configuration.engine == "neptune" then return skip "Neptune has no master user of the customer's" end
    local name = database.configuration.masterUsername
    if name == nil then return unknown "the master user's name was not collected" end
    for _, default in ipairs(params.defaults) do
      if name:lower() == default:lower() then return fail("the master user is called %s", name) end
    end
    return pass()
  end,

  examples = {
    pass = {
      ["the name is the customer's own"] = { it {} },
    },
    fail = {
      ["the name is the console's default"] = { it { configuration = { masterUsername = "admin" } } },
      ["only the case differs"] = { it { configuration = { masterUsername = "SA" } } },
    },
    skip = {
      ["Neptune reports a user it does not have"] = { it { configuration = { engine = "neptune", masterUsername = "admin" } } },
      ["the instance belongs to a cluster"] = {
        it { configuration = { dBClusterIdentifier = "orders", masterUsername = "admin" } },
      },
    },
    unknown = {
      ["the source does not say"] = { it { configuration = { masterUsername = absent } } },
    },
  },
}
