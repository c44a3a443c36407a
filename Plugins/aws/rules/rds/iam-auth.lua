--- Tokens that live for minutes cannot be left in a configuration file like a password.
local rds = require "aws.rds"

return rule {
  title    = "IAM database authentication is on",
  severity = "low",
  resource = { "AWS::RDS::DBInstance", "AWS::RDS::DBCluster" },
  layer    = "rds.db-users",
  remedy   = "Enable IAM database authentication.",
  params = {
    engines = { { "mysql", "mariadb", "postgres", "aurora-mysql", "aurora-postgresql" }, "engines that can do it" },
  },

  check = function(database, params)
    local cluster = rds.cluster_of(database)
    if cluster then return skip("judged at cluster %s", cluster) end
    local settings, supported = database.configuration, false
    for _, engine in ipairs(params.engines) do supported = supported or engine == settings.engine end
    if settings.engine and not supported then return skip("%s has no IAM authentication", settings.engine) end
    -- AWS Config spells it differently for instances and for clusters.
    local on = settings.iAMDatabaseAuthenticationEnabled
    if on == nil then on = settings.iamdatabaseAuthenticationEnabled end
    if on == true then return pass() end
    if on == false then return fail "IAM database authentication is off" end
    return unknown "nothing says whether IAM authentication is on"
  end,

  examples = {
    pass = {
      ["IAM authentication is on"] = { it {} },
      ["it is on for a cluster"] = { it { type = "AWS::RDS::DBCluster" } },
      ["the engine is not named"] = { it { configuration = { engine = absent } } },
    },
    fail = {
      ["IAM authentication is off"] = { it { configuration = { iAMDatabaseAuthenticationEnabled = false } } },
      ["it is off for a cluster"] = {
        it { type = "AWS::RDS::DBCluster", configuration = { iamdatabaseAuthenticationEnabled = false } },
      },
    },
    skip = {
      ["the instance belongs to a cluster"] = { it { configuration = { dBClusterIdentifier = "orders" } } },
      ["the engine cannot do it"] = {
        it { configuration = { engine = "sqlserver-ee", iAMDatabaseAuthenticationEnabled = false } },
      },
    },
    unknown = {
      ["the source does not say"] = { it { configuration = { iAMDatabaseAuthenticationEnabled = absent } } },
    },
  },
}
