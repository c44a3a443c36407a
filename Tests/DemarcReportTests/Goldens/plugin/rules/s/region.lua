--- Why region matters.
return rule {
  title    = "Title of region",
  severity = "info",
  resource = "region",
  layer    = "vpc.network-configuration",
  remedy   = "Put region right.",
  check = function(it)
    for vpc in it:all "AWS::EC2::VPC" do
      if vpc.configuration.cidrBlock == "10.1.0.0/16" then return fail("%s has the block of another office", vpc.id) end
    end
    return pass()
  end,
}
