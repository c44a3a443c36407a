--- Who owns what of Amazon S3.
return service {
  title = "Amazon S3",
  model = "object-storage",
  note  = "S3 is often taken for AWS's business. Most of its breaches were set up by the customer: a public "
    .. "bucket is wholly the customer's.",
  types = {
    "AWS::S3::Bucket",
    "AWS::S3::AccountPublicAccessBlock",
    "AWS::S3::AccessPoint",
  },
  rows  = {
    { "data-classification", "Data content and classification", layer = "data.classification", party = "customer" },
    {
      "public-access", "Bucket policy (public access settings)", layer = "identity.access", party = "customer",
      gap = "what bucket policies and ACLs allow",
    },
    { "iam-policies", "IAM policies controlling access", layer = "identity.access", party = "customer" },
    {
      "encryption", "Server-side encryption selection (SSE-S3, SSE-KMS, SSE-C)",
      layer = "data.encryption-at-rest", party = "customer", gap = "SSE-C, which each request chooses",
    },
    { "object-lock", "Object Lock configuration", layer = "data.backup-retention", party = "customer" },
    { "cors", "CORS", layer = "service.configuration", party = "customer" },
    {
      "versioning-replication", "Versioning and replication configuration",
      layer = "data.backup-retention", party = "customer", gap = "replication",
    },
    { "lifecycle", "Lifecycle rules", layer = "data.backup-retention", party = "customer" },
    { "durability-hardware", "Hardware providing eleven nines of durability", layer = "infra.storage", party = "aws" },
    { "az-replication", "Internal replication across AZs", layer = "platform.availability", party = "aws" },
    { "physical", "Physical storage and network", layer = "infra.storage", party = "aws" },
  },
}
