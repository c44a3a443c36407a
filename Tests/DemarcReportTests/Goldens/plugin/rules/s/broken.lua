--- Why broken matters.
return rule {
  title    = "Title of broken",
  severity = "high",
  resource = "AWS::EC2::VPC",
  layer    = "vpc.network-configuration",
  remedy   = "Put broken right.",
  check = function(it)
    error("it broke on " .. it.id)
  end,
}
