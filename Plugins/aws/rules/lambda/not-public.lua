--- Whoever may call a function makes it work for him, with its role.
return rule {
  title    = "Function policies do not admit everybody",
  severity = "critical",
  resource = "AWS::Lambda::Function",
  layer    = { "lambda.triggers", "lambda.execution-role" },
  remedy   = "Remove the statement, or let it ask for a source account, a source ARN or the organization.",

  check = function(lambda)
    local policy = lambda.supplementaryConfiguration.Policy
    if policy == nil then return skip "the function has no policy of its own" end
    if iam.public(policy) then return fail "its policy lets everybody call it" end
    return pass()
  end,

  examples = {
    pass = {
      ["one service may call it for one account"] = {
        it { supplementaryConfiguration = { Policy = { Statement = { { Effect = "Allow", Action = "lambda:InvokeFunction",
          Principal = { Service = "s3.amazonaws.com" } } } } } },
      },
      ["everybody, for things of one account"] = {
        it { supplementaryConfiguration = { Policy = { Statement = { { Effect = "Allow", Action = "lambda:InvokeFunction",
          Principal = "*", Condition = { StringEquals = { ["AWS:SourceAccount"] = "111122223333" } } } } } } },
      },
    },
    fail = {
      ["everybody may call it"] = {
        it { supplementaryConfiguration = { Policy = { Statement = { { Effect = "Allow", Action = "lambda:InvokeFunction",
          Principal = "*" } } } } },
      },
      ["everybody who signs in to AWS may call its URL"] = {
        it { supplementaryConfiguration = { Policy = { Statement = { { Effect = "Allow", Action = "lambda:InvokeFunctionUrl",
          Principal = { AWS = "*" }, Condition = { StringEquals = { ["lambda:FunctionUrlAuthType"] = "AWS_IAM" } } } } } } },
      },
    },
    skip = {
      ["it has no policy"] = { it {} },
    },
    unknown = {
      ["the call was refused"] = { it { supplementaryConfiguration = { Policy = unknown "denied" } } },
      ["nobody knows whom the condition keeps out"] = {
        it { supplementaryConfiguration = { Policy = { Statement = { { Effect = "Allow", Action = "lambda:InvokeFunction",
          Principal = "*", Condition = { StringEquals = { ["lambda:EventSourceToken"] = "amzn1.ask.skill.1" } } } } } } },
      },
    },
  },
}
