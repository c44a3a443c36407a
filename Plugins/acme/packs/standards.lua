--- What Acme asks of its accounts beside the baseline.
return pack {
  title   = "Acme's standards",
  version = "1.0.0",

  requirements = {
    { "A1", "Every account is looked after", rules = { "acme.account.baseline" } },
    { "A2", "Nothing runs outside the approved regions", rules = { "acme.region.approved-regions" } },
    { "A3", "Names and tags tell whose a resource is", rules = { "acme.s3.bucket-name-standard", "acme.tags.required-tags" } },
    { "A4", "Machines run what the platform team publishes", rules = { "acme.ec2.approved-image", "acme.ec2.instance-type-allowed" } },
    { "A5", "Machines are in networks that were designed", rules = { "acme.ec2.instance-not-in-default-vpc" } },
    { "A6", "Nobody outside the organisation is let in", rules = { "acme.iam.role-trust-inside" } },
    { "A7", "Somebody has looked at the contracts with partners", manual = "read them; no snapshot holds them" },
  },
}
