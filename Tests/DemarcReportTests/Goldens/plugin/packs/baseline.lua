--- A requirement for each state.
return pack {
  title   = "Golden baseline",
  version = "2.0.0",

  requirements = {
    { "1.1", "No default networks", party = "customer", rules = { "golden.s.default", "golden.s.several" } },
    { "1.2", "States are known", party = "customer", rules = { "golden.s.states" } },
    { "1.10", "Rules that break", party = "customer", rules = { "golden.s.broken" } },
    { "2", "What nobody may see", party = "customer", rules = { "golden.s.hubs" } },
    { "3", "Blocks of other offices", party = "customer", rules = { "golden.s.region" } },
    { "4", "The door is locked", party = "customer", manual = "Look at the door." },
  },
}
