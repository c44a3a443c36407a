--- Who owns what of AWS IAM.
return service {
  title = "AWS IAM",
  model = "control",
  note  = "Who may do what is wholly the customer's.",
  types = {
    "AWS::IAM::User",
    "AWS::IAM::Group",
    "AWS::IAM::Role",
    "AWS::IAM::Policy",
    "AWS::IAM::SAMLProvider",
    "AWS::IAM::ServerCertificate",
    "AWS::IAM::InstanceProfile",
    "AWS::AccessAnalyzer::Analyzer",
  },
  rows  = {
    {
      "identity-access", "Permissions: IAM and resource policies", layer = "identity.access", party = "customer",
      gap = "what policies allow",
    },
    {
      "service-configuration", "Settings the service offers the customer",
      layer = "service.configuration", party = "customer",
    },
    { "logging-detection", "Logging, monitoring, threat detection", layer = "logging.detection", party = "customer" },
    {
      "platform-engine", "Managed engine or runtime software and its patching",
      layer = "platform.engine", party = "aws",
    },
    { "platform-os", "Operating system below a managed service", layer = "platform.os", party = "aws" },
    {
      "platform-availability", "Replication, failover, scaling of the managed service",
      layer = "platform.availability", party = "aws",
    },
    {
      "platform-network", "Internal network security of the managed service",
      layer = "platform.network", party = "aws",
    },
    { "infra-virtualization", "Hypervisor (Nitro)", layer = "infra.virtualization", party = "aws" },
    {
      "infra-hardware", "Servers and their firmware, procurement, destruction",
      layer = "infra.hardware", party = "aws",
    },
    { "infra-storage", "Physical storage", layer = "infra.storage", party = "aws" },
    { "infra-network", "Physical regional and global network", layer = "infra.network", party = "aws" },
    { "infra-capacity", "Capacity across regions and AZs", layer = "infra.capacity", party = "aws" },
    { "infra-facility", "Data-centre facilities and physical security", layer = "infra.facility", party = "aws" },
    { "identity-credentials", "Users, MFA, keys, passwords", layer = "identity.credentials", party = "customer" },
    { "data-encryption-in-transit", "Encryption in transit", layer = "data.encryption-in-transit", party = "customer" },
  },
}
