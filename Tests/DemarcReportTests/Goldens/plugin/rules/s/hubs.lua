--- Why hubs matters.
return rule {
  title    = "Title of hubs",
  severity = "high",
  resource = "AWS::SecurityHub::Hub",
  layer    = "vpc.network-configuration",
  remedy   = "Put hubs right.",
  check = function()
    return pass()
  end,
}
