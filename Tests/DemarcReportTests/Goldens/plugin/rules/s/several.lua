--- Why several matters.
return rule {
  title    = "Title of several",
  severity = "critical",
  resource = "AWS::EC2::VPC",
  layer    = "vpc.network-configuration",
  remedy   = "Put several right.",
  check = function(it)
    return findings {
      ["a/b"] = fail "one \"thing\"\n\27[31mred",
      ["c"] = it.id == "vpc-2" and pass() or fail "another",
    }
  end,
}
