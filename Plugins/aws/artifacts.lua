--- Documents of AWS, from AWS Artifact, that prove its part; `covers` names the scope or the layers, `primary` what to show first.
return artifacts {
  ["aws-soc1"] = { title = "SOC 1 Type II report", cadence_months = 6, covers = "of" },
  ["aws-soc2-type2"] = { primary = true, title = "SOC 2 Type II report", cadence_months = 6, covers = "of" },
  ["aws-soc3"] = { title = "SOC 3 report", cadence_months = 6, covers = "of" },
  ["aws-pci-aoc"] = { title = "PCI DSS Attestation of Compliance", cadence_months = 12, covers = "of" },
  ["aws-pci-responsibility-summary"] = { title = "PCI DSS responsibility summary", cadence_months = 12, covers = "of" },
  ["aws-iso-27001"] = { title = "ISO/IEC 27001 certificate", cadence_months = 12, covers = "of" },
  ["aws-iso-27017"] = { title = "ISO/IEC 27017 certificate", cadence_months = 12, covers = "of" },
  ["aws-iso-27018"] = { title = "ISO/IEC 27018 certificate", cadence_months = 12, covers = "of" },
  ["aws-iso-9001"] = { title = "ISO 9001 certificate", cadence_months = 12 },
  ["aws-gdpr-dpa"] = { title = "GDPR Data Processing Addendum" },
  ["aws-hipaa-baa"] = { title = "HIPAA Business Associate Addendum" },
  ["aws-fedramp-package"] = { title = "FedRAMP package", cadence_months = 12, covers = "of" },
  ["aws-fedramp-crm"] = { title = "FedRAMP customer responsibility matrix", cadence_months = 12, covers = "of" },
}
