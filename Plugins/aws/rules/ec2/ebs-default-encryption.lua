--- Where encryption is the default, nobody can forget it.
return rule {
  title    = "EBS encryption by default is on in each region",
  severity = "medium",
  resource = "region",
  layer    = "ec2.ebs",
  remedy   = "Turn on EBS encryption by default in every enabled region.",

  check = function(region)
    for setting in region:all "demarc::EC2::EbsDefault" do
      local default = setting.configuration.EbsEncryptionByDefault
      if default == true then return pass() end
      if default == false then return fail "new volumes are not encrypted by default" end
    end
    return unknown "the answer does not say whether encryption is the default"
  end,

  examples = {
    pass = { ["it is on"] = { it {}, with("demarc::EC2::EbsDefault", {}) } },
    fail = {
      ["it is off"] = { it {}, with("demarc::EC2::EbsDefault", { configuration = { EbsEncryptionByDefault = false } }) },
    },
    unknown = {
      ["the region was not read"] = { it {} },
      ["reading it was denied"] = { it {}, denied "demarc::EC2::EbsDefault" },
      ["the answer is empty"] = { it {}, none "demarc::EC2::EbsDefault" },
    },
  },
}
