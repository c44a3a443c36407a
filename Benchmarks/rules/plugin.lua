return plugin {
  name    = "ten",
  version = "1.0.0",
  api     = 1,
  title   = "The ten rules that every engine of the comparison answers",
  license = "Apache-2.0",
}
