-- What Lua files of plugins may use: the environment of rules, and nothing else.
stds.sandbox = {
  read_globals = {
    "assert", "error", "ipairs", "pairs", "pcall", "require", "select", "tonumber", "tostring", "type",
    string = {
      fields = {
        "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "rep", "reverse", "sub", "upper",
      },
    },
    table = { fields = { "concat", "insert", "pack", "remove", "sort", "unpack" } },
    math = {
      fields = {
        "abs", "ceil", "floor", "fmod", "huge", "max", "maxinteger", "min", "mininteger", "modf", "pi", "sqrt",
        "tointeger", "type", "ult",
      },
    },
  },
}
stds.demarc = {
  read_globals = {
    "plugin", "rule", "pack", "service", "layers", "artifacts", "demarc",
    "pass", "fail", "skip", "unknown", "findings",
    "it", "with", "none", "denied", "as_of", "organization", "params", "absent",
    "now", "days_since", "any", "all", "matches", "iam", "list", "net", "set", "text", "time",
  },
}
std = "sandbox+demarc"
max_line_length = 140
ignore = { "512" } -- `for x in find(...) do return x end` is how a rule takes the first
