--- Why states matters.
return rule {
  title    = "Title of states",
  severity = "low",
  resource = "AWS::EC2::VPC",
  layer    = "vpc.network-configuration",
  remedy   = "Put states right.",
  check = function(it)
    if it.configuration.isDefault == nil then return unknown "whether it is the default one was not collected" end
    return it.configuration.isDefault and skip "the default one" or pass "it is not"
  end,
}
