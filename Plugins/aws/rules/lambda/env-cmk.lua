--- Whoever may read the function may read its variables, unless a key of the customer's own stands between.
local words = require "aws.words"

return rule {
  title    = "Environment variables are encrypted with a chosen key",
  severity = "low",
  resource = "AWS::Lambda::Function",
  layer    = "lambda.environment",
  remedy   = "Set a customer managed key for the function's environment variables.",

  check = function(lambda)
    -- AWS Config's spelling, then the API's.
    if lambda.configuration.kmskeyArn or lambda.configuration.KMSKeyArn then return pass() end
    local environment = lambda.configuration.environment
    if environment.error then return unknown "the environment variables could not be decrypted" end
    local count = 0
    for _ in pairs(environment.variables or {}) do count = count + 1 end
    if count == 0 then return pass "the function has no environment variables" end
    return fail("%s encrypted with AWS's own key", words.count(count, "environment variable") .. (count == 1 and " is" or " are"))
  end,

  examples = {
    pass = {
      ["a key was chosen"] = {
        it { configuration = { environment = { variables = { LEVEL = "info" } }, kmskeyArn = "arn:aws:kms:::key/1" } },
      },
      ["a key was chosen, says the API"] = { it { configuration = { KMSKeyArn = "arn:aws:kms:::key/1" } } },
      ["there are no variables"] = { it { configuration = { environment = { variables = {} } } } },
      ["the environment is empty"] = { it { configuration = { environment = {} } } },
    },
    fail = {
      ["there are variables and no chosen key"] = {
        it { configuration = { environment = { variables = { LEVEL = "info" } } } },
      },
    },
    unknown = {
      ["AWS Config does not record variables"] = { it { configuration = { environment = unknown "not collected" } } },
      ["the variables could not be decrypted"] = {
        it { configuration = { environment = { error = { errorCode = "AccessDeniedException" } } } },
      },
    },
  },
}
