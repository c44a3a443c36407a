--- Amazon Web Services: who is responsible for what, and whether the customer's part is done.
return plugin {
  name    = "aws",
  version = "0.1.0",
  api     = 1,
  title   = "Amazon Web Services",
}
