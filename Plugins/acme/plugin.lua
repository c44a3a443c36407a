return plugin {
  name    = "acme",
  version = "1.0.0",
  api     = 1,
  title   = "What Acme asks of its accounts: an example of an organisation's own rules",
  license = "Apache-2.0",
  example = true,
}
