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

  -- Runs in every account; units, tags and accounts add to it.
  packs = { "baseline" },
  params = {
    ["aws.iam.access-key-unused"] = { max_days = 90 },
  },

  units = {
    ["workloads/sandbox"] = { params = { ["aws.iam.access-key-unused"] = { max_days = 180 } } },
  },

  tags = {
    stage = { production = { params = { ["aws.iam.password-policy"] = { min_length = 14 } } } },
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
