--- The default VPC gives every instance a public address and a way to the internet: nobody designed what runs in it.
return rule {
  title    = "Instances are not in a default VPC",
  severity = "medium",
  resource = "AWS::EC2::Instance",
  layer    = "ec2.guest-firewall",
  remedy   = "Move the instance to a network that was designed for it, and delete the default VPC.",

  check = function(instance)
    if instance.configuration.state.name == "terminated" then return skip "the instance is terminated" end
    local id = instance.configuration.vpcId
    if id == nil then return unknown "the instance's VPC was not collected" end
    for vpc in instance.region:find("AWS::EC2::VPC", "configuration.vpcId", id) do
      if vpc.configuration.isDefault == false then return pass() end
      if vpc.configuration.isDefault == true then return fail("the instance is in the default VPC %s", id) end
    end
    return unknown("what kind of VPC %s is was not collected", id)
  end,

  examples = {
    pass = {
      ["its VPC is not the default one"] = { it {}, with("AWS::EC2::VPC", { configuration = { isDefault = false } }) },
    },
    fail = {
      ["its VPC is the default one"] = { it {}, with("AWS::EC2::VPC", { configuration = { isDefault = true } }) },
    },
    skip = {
      ["the instance is terminated"] = { it { configuration = { state = { name = "terminated" } } } },
    },
    unknown = {
      ["no VPC was collected"] = { it {} },
      ["its VPC is not named"] = {
        it { configuration = { vpcId = absent } }, with("AWS::EC2::VPC", { configuration = { isDefault = false } }),
      },
      ["its VPC is shared from another account"] = {
        it {}, with("AWS::EC2::VPC", { id = "vpc-2", configuration = { vpcId = "vpc-2" } }),
      },
    },
  },
}
