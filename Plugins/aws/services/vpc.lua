--- Who owns what of Amazon VPC.
return service {
  title = "Amazon VPC",
  model = "network",
  types = {
    "AWS::EC2::VPC",
    "AWS::EC2::Subnet",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::NetworkAcl",
    "AWS::EC2::RouteTable",
    "AWS::EC2::InternetGateway",
    "AWS::EC2::NatGateway",
    "AWS::EC2::VPCPeeringConnection",
    "AWS::EC2::FlowLog",
    "AWS::EC2::VPCEndpoint",
    "AWS::EC2::TransitGateway",
  },
  rows  = {
    { "identity-access", "Permissions: IAM and resource policies", layer = "identity.access", party = "customer" },
    {
      "network-configuration", "Logical network: VPC, subnets, groups, NACLs, endpoints",
      layer = "network.configuration", party = "customer",
    },
    { "data-encryption-in-transit", "Encryption in transit", layer = "data.encryption-in-transit", party = "customer" },
    { "logging-detection", "Logging, monitoring, threat detection", layer = "logging.detection", party = "customer" },
    {
      "service-configuration", "Settings the service offers the customer",
      layer = "service.configuration", party = "customer",
    },
    {
      "platform-availability", "Replication, failover, scaling of the managed service",
      layer = "platform.availability", party = "aws",
    },
    {
      "infra-hardware", "Servers and their firmware, procurement, destruction",
      layer = "infra.hardware", party = "aws",
    },
    { "infra-network", "Physical regional and global network", layer = "infra.network", party = "aws" },
    { "infra-facility", "Data-centre facilities and physical security", layer = "infra.facility", party = "aws" },
  },
}
