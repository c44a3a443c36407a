--- Databases of a cluster take many settings from it: those are judged at the cluster.
local rds = {}

--- The name of the cluster an instance belongs to; nil for an instance of its own, and for a cluster.
function rds.cluster_of(database)
  if database.type ~= "AWS::RDS::DBInstance" then return nil end
  return database.configuration.dBClusterIdentifier
end

return rds
