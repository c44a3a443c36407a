--- What AWS will not turn on for anybody, and what new accounts most often miss. Every row is the customer's.
return pack {
  title   = "Practical AWS security baseline",
  version = "1.0.0",

  requirements = {
    {
      "1", "MFA on root and all IAM users", party = "customer",
      rules = { "aws.iam.root-mfa", "aws.iam.console-user-mfa" },
    },
    { "2", "No active root access keys", party = "customer", rules = { "aws.iam.root-access-key" } },
    { "3", "CloudTrail in all regions", party = "customer", rules = { "aws.cloudtrail.multi-region" } },
    { "4", "GuardDuty enabled", party = "customer", rules = { "aws.guardduty.enabled" } },
    {
      "5", "S3 Block Public Access at account level", party = "customer",
      rules = { "aws.s3.account-public-access-block" },
    },
    { "6", "Default EBS encryption", party = "customer", rules = { "aws.ec2.ebs-default-encryption" } },
    {
      "7", "AWS Config rules enabled", party = "customer",
      rules = { "aws.config.recorder-on", "aws.config.rules-present" },
    },
    {
      "8", "Security Hub enabled", party = "customer",
      rules = { "aws.securityhub.enabled", "aws.securityhub.gathers-findings" },
    },
    { "9", "VPC flow logs", party = "customer", rules = { "aws.ec2.vpc-flow-logs" } },
    { "10", "Password policy enforced", party = "customer", rules = { "aws.iam.password-policy" } },
    {
      "11", "Unused access keys found and removed", party = "customer",
      rules = { "aws.iam.access-key-unused", "aws.accessanalyzer.external", "aws.accessanalyzer.unused-access" },
    },
  },
}
