--- Who owns what of the account itself.
return service {
  title = "The account itself",
  model = "account",
  note  = "What belongs to no service: credentials, logging and detection, evidence. AWS turns none of it on "
    .. "for you.",
  rows  = {
    {
      "data-encryption-at-rest", "Encryption at rest and key model",
      layer = "data.encryption-at-rest", party = "customer",
    },
    {
      "data-backup-retention", "Backup, retention, lifecycle, deletion",
      layer = "data.backup-retention", party = "customer",
    },
    { "identity-access", "Permissions: IAM and resource policies", layer = "identity.access", party = "customer" },
    {
      "identity-credentials", "Users, MFA, keys, passwords", layer = "identity.credentials", party = "customer",
      rules = {
        "aws.iam.access-key-unused", "aws.iam.console-user-mfa", "aws.iam.password-policy", "aws.iam.root-access-key",
      },
      gap = "age of keys, use of the root user",
    },
    { "identity-governance", "Account ownership and contacts", layer = "identity.governance", party = "customer" },
    {
      "logging-detection", "Logging, monitoring, threat detection", layer = "logging.detection", party = "customer",
      gap = "alarms, and whether anybody acts on findings",
    },
    {
      "compliance-evidence", "Holding and renewing the evidence for inherited controls",
      layer = "compliance.evidence", party = "customer",
    },
  },
}
