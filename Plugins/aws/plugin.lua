return plugin {
  name    = "aws",
  version = "0.1.0",
  api     = 1,
  title   = "Amazon Web Services",
  license = "Apache-2.0",
}
