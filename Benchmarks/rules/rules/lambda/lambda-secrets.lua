--- Whoever may read a function may read its variables: they are no place for secrets.
local SUFFIXES = { "PASSWORD$", "SECRET$", "TOKEN$", "API_KEY$" }

local function names_a_secret(name)
  for _, suffix in ipairs(SUFFIXES) do
    if matches(name, suffix) then return true end
  end
  return false
end

return rule {
  title    = "No variable of a function is a secret",
  severity = "high",
  resource = "AWS::Lambda::Function",
  layer    = "lambda.environment",
  remedy   = "Keep the secret in Secrets Manager and read it when the function runs.",

  check = function(lambda)
    local variables = lambda.configuration.environment.variables
    if variables == nil then return unknown "the variables were not collected" end
    for name in pairs(variables) do
      if names_a_secret(name) then return fail("the variable %s names a secret", name) end
    end
    return pass()
  end,

  examples = {
    pass = {
      ["no name ends in such a word"] = {
        it { configuration = { environment = { variables = { LOG_LEVEL = "info", TOKENIZER = "on", SECRETS_ARN = "arn" } } } },
      },
      ["there are none"] = { it { configuration = { environment = { variables = {} } } } },
    },
    fail = { ["one is a password"] = { it { configuration = { environment = { variables = { DB_PASSWORD = "x" } } } } } },
    unknown = { ["the variables were not collected"] = { it { configuration = { environment = { variables = absent } } } } },
  },
}
