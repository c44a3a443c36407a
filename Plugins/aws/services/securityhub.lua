--- Who owns what of AWS Security Hub.
return service {
  title = "AWS Security Hub",
  model = "control",
  types = {
    "AWS::SecurityHub::Hub",
    "AWS::SecurityHub::Standard",
  },
  rows  = {
    { "identity-access", "Permissions: IAM and resource policies", layer = "identity.access", party = "customer" },
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
  },
}
