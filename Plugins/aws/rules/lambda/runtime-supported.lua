--- AWS stops patching a runtime at the end of its support; from then on its holes are the customer's.
local runtimes = require "aws.runtimes"
local words = require "aws.words"

return rule {
  title    = "Functions run on a supported runtime",
  severity = "medium",
  resource = "AWS::Lambda::Function",
  layer    = { "lambda.code", "lambda.runtime" },
  remedy   = "Move the function to a supported runtime.",
  params   = { warn_days = { 180, "days before the end of support from which a pass says so", min = 0, max = 730 } },

  check = function(lambda, params)
    local kind, runtime = lambda.configuration.packageType, lambda.configuration.runtime
    if kind == "Image" then return skip "a container image brings its own runtime" end
    if runtime == nil then return unknown "the runtime was not collected" end
    local ends = runtimes.ends[runtime]
    if not ends then return unknown("%s is not in the table of runtimes of %s", runtime, runtimes.as_of) end
    local days = math.floor(time.duration(ends, now()))
    if days >= 0 then return fail("support of %s ended on %s, %s ago", runtime, ends, words.count(days, "day")) end
    if matches(runtime, "^provided") then return skip("%s: the customer brings the runtime", runtime) end
    if -days <= params.warn_days then return pass("support of %s ends on %s, in %s", runtime, ends, words.count(-days, "day")) end
    return pass()
  end,

  examples = {
    pass = {
      ["the runtime is supported"] = { it {} },
      ["its support ends in a month"] = { it {}, as_of "2028-10-01T00:00:00Z" },
    },
    fail = {
      ["support of the runtime ended"] = { it { configuration = { runtime = "python2.7" } } },
      ["the system below the customer's own runtime is no longer patched"] = {
        it { configuration = { runtime = "provided.al2" } }, as_of "2026-11-02T00:00:00Z",
      },
      ["its support ends today"] = { it {}, as_of "2028-10-31T00:00:00Z" },
    },
    skip = {
      ["the function is a container image"] = { it { configuration = { packageType = "Image", runtime = absent } } },
      ["the runtime is the customer's own"] = { it { configuration = { runtime = "provided.al2023" } } },
    },
    unknown = {
      ["the runtime is newer than the table"] = { it { configuration = { runtime = "python9.9" } } },
      ["the source does not say"] = { it { configuration = { runtime = absent } } },
    },
  },
}
