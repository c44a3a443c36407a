--- Who owns what of Amazon EC2.
return service {
  title = "Amazon EC2",
  model = "iaas",
  note  = "Of AWS's compute services EC2 leaves most to the customer: whoever breaks in through an unpatched "
    .. "guest got in through the customer's part.",
  types = {
    "AWS::EC2::Instance",
    "AWS::EC2::Volume",
    "AWS::EC2::LaunchTemplate",
    "AWS::EC2::Snapshot",
    "AWS::EC2::Image",
    -- lint: allow unknown-type: AWS Config records it, and its schemas of March 2025 do not have it
    "AWS::EC2::SnapshotBlockPublicAccess",
  },
  rows  = {
    { "app-code", "Application code and dependencies", layer = "app.code", party = "customer" },
    { "runtime", "Runtime (JVM, Python interpreter, Node.js)", layer = "app.runtime", party = "customer" },
    { "middleware", "Middleware (web server, app server)", layer = "app.middleware", party = "customer" },
    {
      "os", "Operating system (installation, configuration, patching)", layer = "os.guest", party = "customer",
      when = {
        {
          type = "AWS::EC2::Instance", path = "configuration.operator.managed", equals = true,
          party = "aws",
          why = "EC2 managed instances operated by EKS Auto Mode or ECS Managed Instances: AWS patches",
        },
      },
    },
    { "guest-firewall", "Guest OS firewall", layer = "os.firewall", party = "customer" },
    {
      "instance-config", "Instance configuration (IAM role, security groups, key pair)",
      layer = "service.configuration", party = "customer",
      gap = "what the role may do, security groups, key pairs",
    },
    {
      "ebs", "EBS encryption and backups", layer = "data.encryption-at-rest", party = "customer",
      gap = "backups",
    },
    {
      "hypervisor", "Hypervisor", layer = "infra.virtualization", party = "aws",
      when = {
        {
          type = "AWS::EC2::Instance", path = "configuration.instanceType", contains = ".metal",
          party = "none",
          why = "bare metal: no hypervisor layer under the guest",
        },
      },
    },
    { "hardware", "Physical server and storage", layer = "infra.hardware", party = "aws" },
    { "network", "Physical network", layer = "infra.network", party = "aws" },
    { "facility", "Physical facility", layer = "infra.facility", party = "aws" },
  },
}
