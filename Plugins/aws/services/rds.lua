--- Who owns what of Amazon RDS and Aurora.
return service {
  title = "Amazon RDS and Aurora",
  model = "paas",
  note  = "AWS runs the engine and the system below it; who may connect, and what they may do then, stays the "
    .. "customer's.",
  types = {
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBSnapshot",
    "AWS::RDS::DBClusterSnapshot",
    "AWS::RDS::OptionGroup",
    "AWS::RDS::DBParameterGroup",
    -- lint: allow unknown-type: a type of CloudFormation, which no source of snapshots has yet
    "AWS::RDS::DBClusterParameterGroup",
  },
  rows  = {
    { "queries-connections", "Application queries and connection handling", layer = "app.code", party = "customer" },
    {
      "db-users", "Database user accounts and permissions", layer = "identity.access", party = "customer",
      gap = "users and grants inside the database",
    },
    { "schema", "Schema design", layer = "app.code", party = "customer" },
    {
      "data-protection", "Data classification and encryption (at-rest toggle, TDE)",
      layer = "data.encryption-at-rest", party = "customer", gap = "classification, TDE, snapshots",
    },
    { "parameter-group", "Parameter group configuration", layer = "service.configuration", party = "customer" },
    { "backup-retention", "Backup retention period", layer = "data.backup-retention", party = "customer" },
    {
      "engine-patching", "DB engine software patching", layer = "platform.engine", party = "aws",
      when = {
        {
          type = "AWS::RDS::DBInstance", path = "configuration.engine", starts_with = "custom-",
          party = "shared",
          why = "RDS Custom gives the customer OS and database access",
        },
        {
          type = "AWS::RDS::DBInstance", path = "configuration.autoMinorVersionUpgrade", equals = false,
          party = "shared",
          why = "AWS publishes the version, the customer must apply it",
        },
      },
    },
    {
      "os-patching", "Operating system patching", layer = "platform.os", party = "aws",
      when = {
        {
          type = "AWS::RDS::DBInstance", path = "configuration.engine", starts_with = "custom-",
          party = "shared",
          why = "RDS Custom gives the customer OS and database access",
        },
      },
    },
    {
      "instance-mgmt", "Underlying EC2 instance management", layer = "platform.os", party = "aws",
      when = {
        {
          type = "AWS::RDS::DBInstance", path = "configuration.engine", starts_with = "custom-",
          party = "shared",
          why = "RDS Custom gives the customer OS and database access",
        },
      },
    },
    {
      "storage-multiaz", "Storage provisioning and replication (Multi-AZ)",
      layer = "platform.availability", party = "aws",
      when = {
        {
          type = "AWS::RDS::DBInstance", path = "configuration.dBClusterIdentifier", present = true,
          party = "aws",
          why = "a cluster keeps its data in three zones",
        },
        {
          type = "AWS::RDS::DBCluster", path = "configuration.multiAZ", equals = false,
          party = "shared",
          why = "AWS fails over only to an instance that the customer has in another zone",
        },
        {
          type = "AWS::RDS::DBInstance", path = "configuration.multiAZ", equals = false,
          party = "shared",
          why = "AWS replicates only if the customer turns Multi-AZ on",
        },
      },
    },
    { "hardware", "Hardware and facilities", layer = "infra.hardware", party = "aws" },
  },
}
