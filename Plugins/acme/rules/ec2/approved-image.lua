--- An image of our own has our agent, our settings and last month's patches; any other has whatever its maker left in it.
return rule {
  title    = "Instances run an approved image",
  severity = "medium",
  resource = "AWS::EC2::Instance",
  layer    = "ec2.os",
  remedy   = "Launch the instance again from an image that the platform team publishes.",

  params = {
    images = { { "ami-0acme5e2c7d914b0f" }, "ids of the images that may run" },
  },

  check = function(instance, params)
    if instance.configuration.state.name == "terminated" then return skip "the instance is terminated" end
    local image = instance.configuration.imageId
    if image == nil then return unknown "the instance's image was not collected" end
    if any(params.images, function(approved) return approved == image end) then return pass() end
    return fail("the image %s is not approved", image)
  end,

  examples = {
    pass = {
      ["the image is approved"] = { it { configuration = { imageId = "ami-0acme5e2c7d914b0f" } } },
    },
    fail = {
      ["it is another"] = { it { configuration = { imageId = "ami-2" } } },
    },
    skip = {
      ["the instance is terminated"] = { it { configuration = { state = { name = "terminated" } } } },
    },
    unknown = {
      ["the image was not collected"] = { it { configuration = { imageId = absent } } },
    },
  },
}
