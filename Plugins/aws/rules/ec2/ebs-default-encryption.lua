--- With the default on, no new volume is left unencrypted because somebody forgot a tick box.
return rule {
  title    = "EBS encryption by default is on in each region",
  severity = "medium",
  resource = "region",
  layer    = "ec2.ebs",
  remedy   = "Turn on EBS encryption by default in every enabled region.",

  check = function(region)
    for default in region:all "demarc::EC2::EbsDefault" do
      if default.configuration.EbsEncryptionByDefault then return pass() end
      return fail "new EBS volumes are not encrypted by default in this region"
    end
    return unknown "the default was not collected"
  end,

  examples = {
    pass = {
      ["the default is on"] = { it {}, with("demarc::EC2::EbsDefault") },
    },
    fail = {
      ["the default is off"] = {
        it {}, with("demarc::EC2::EbsDefault", { configuration = { EbsEncryptionByDefault = false } }),
      },
    },
    unknown = {
      ["the region was not collected"] = { it {} },
      ["the answer was empty"] = { it {}, none "demarc::EC2::EbsDefault" },
      ["the call was refused"] = { it {}, denied "demarc::EC2::EbsDefault" },
    },
  },
}
