--- A snapshot of an unencrypted volume can be read by whoever gets hold of it.
return rule {
  title    = "EBS volumes are encrypted",
  severity = "medium",
  resource = "AWS::EC2::Volume",
  layer    = "ec2.ebs",
  remedy   = "Copy the volume's snapshot with encryption and replace the volume.",
  params   = { attached_only = { false, "skip volumes that are attached to no instance" } },

  check = function(volume, params)
    local disk = volume.configuration
    if params.attached_only and disk.state == "available" then return skip "the volume is not attached" end
    if disk.encrypted == true then return pass() end
    if disk.encrypted == false then return fail("the volume (%d GiB) is not encrypted", disk.size or 0) end
    return unknown "nothing says whether the volume is encrypted"
  end,

  examples = {
    pass = {
      ["the volume is encrypted"] = { it {} },
    },
    fail = {
      ["the volume is not encrypted"] = { it { configuration = { encrypted = false } } },
      ["a volume attached to nothing is not encrypted"] = {
        it { configuration = { state = "available", encrypted = false } },
      },
      ["an attached volume is not encrypted, where only those count"] = {
        it { configuration = { encrypted = false } }, params { attached_only = true },
      },
    },
    skip = {
      ["the volume is attached to nothing, and only attached ones count"] = {
        it { configuration = { state = "available", encrypted = false } }, params { attached_only = true },
      },
    },
    unknown = {
      ["the source does not say"] = { it { configuration = { encrypted = absent } } },
    },
  },
}
