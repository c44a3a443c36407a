--- What Periwinkle Harbour Forwarding asks of its accounts, and what it lives with for a while.
return demarc {
  name         = "Periwinkle Harbour Forwarding",
  organization = "o-periwinkle0",
  management   = "333333333333",

  accounts = {
    ["111111111111"] = {
      name = "production", owner = "shipping-platform@example.com", unit = "workloads/production", tags = { stage = "production" },
    },
    ["222222222222"] = {
      name = "development", owner = "shipping-platform@example.com", unit = "workloads/sandbox", tags = { stage = "development" },
    },
    ["333333333333"] = { name = "logging", owner = "security@example.com", unit = "security", tags = { stage = "production" } },
  },

  -- What runs in every account; units, tags and accounts add to it.
  packs  = { "baseline" },
  params = {
    ["aws.iam.access-key-unused"]      = { max_days = 90 },
    ["acme.s3.bucket-name-standard"]   = { prefix = "periwinkle-" },
    ["acme.region.approved-regions"]   = { approved = { "eu-central-1" } },
    ["acme.ec2.approved-image"]        = { images = { "ami-c196e913d9dafb9ec" } },
    ["acme.ec2.instance-type-allowed"] = { largest = "xlarge" },
  },

  units = {
    workloads             = { packs = { "standards" } },
    ["workloads/sandbox"] = {
      params = {
        ["aws.iam.access-key-unused"]      = { max_days = 180 },
        ["acme.ec2.instance-type-allowed"] = { largest = "small" },
      },
    },
  },

  tags = {
    stage = { development = { params = { ["acme.tags.required-tags"] = { required = { "owner" } } } } },
  },

  waivers = {
    {
      rule    = "aws.iam.access-key-unused",
      scope   = { accounts = "production", resources = "edi-partner-feed" },
      reason  = "The partner moves to another feed in November; the key goes with the old one.",
      owner   = "edi@example.com",
      expires = "2026-11-30",
    },
    {
      rule    = "aws.ec2.vpc-flow-logs",
      scope   = { units = "workloads/sandbox", regions = "eu-central-1" },
      reason  = "Sandbox networks reach nothing of ours; they are rebuilt with flow logs next year.",
      owner   = "network@example.com",
      expires = "2027-03-31",
    },
  },
}
