--- A disk that is not encrypted can be read by whoever gets hold of it or of its snapshot.
return rule {
  title    = "Volumes are encrypted",
  severity = "medium",
  resource = "AWS::EC2::Volume",
  layer    = "ec2.ebs",
  remedy   = "Replace the volume by an encrypted copy.",

  check = function(volume)
    local encrypted = volume.configuration.encrypted
    if encrypted == true then return pass() end
    if encrypted == false then return fail "the volume is not encrypted" end
    return unknown "whether the volume is encrypted was not collected"
  end,

  examples = {
    pass = { ["the volume is encrypted"] = { it {} } },
    fail = { ["the volume is not encrypted"] = { it { configuration = { encrypted = false } } } },
    unknown = { ["the source does not say"] = { it { configuration = { encrypted = absent } } } },
  },
}
