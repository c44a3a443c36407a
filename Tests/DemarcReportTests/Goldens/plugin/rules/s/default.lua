--- Why default matters.
return rule {
  title    = "Title of default",
  severity = "medium",
  resource = "AWS::EC2::VPC",
  layer    = "vpc.network-configuration",
  remedy   = "Put default right.",
  check = function(it)
    if it.configuration.isDefault then return fail("the VPC %s is the default one", it.id) end
    return pass()
  end,
}
