// SPDX-License-Identifier: Apache-2.0
internal import Demarc

/// `demarc waivers`: how the waivers of an organisation stand.
enum WaiversCommand: Command {
    static let name = "waivers"
    static let summary = "Show the waivers of demarc.lua: which are in force, and which are unused, expiring, expired or too broad."
    static let operands = "SNAPSHOT..."
    static let options = [
        Session.packOption, Session.ruleOption, Session.parameterOption, Session.pluginOption, Session.configurationOption,
        Option(name: "format", value: "FORMAT", help: "text: for people; json: one document", choices: ["text", "json"]),
        Session.asOfOption, Session.jobsOption, Session.memoryOption, Session.colourOption, Session.quietOption,
    ]

    static func run(_ arguments: Arguments) throws -> Int32 {
        guard arguments.has("config") || Session.exists("demarc.lua") else {
            throw UsageError("there is no demarc.lua in this folder; name the organisation's configuration with --config")
        }
        let style = Session.style(arguments)
        var options = Scheduler.Options()
        options.jobs = try Session.jobs(arguments)
        options.collectsEvidence = false
        let assessment = try ScanRun.assessment(arguments, options)
        if !arguments.has("quiet") { ScanRun.complain(assessment) }
        var output = FileOutput(descriptor: 1)
        if arguments.value("format") == "json" {
            WaiverList.writeJSON(assessment, to: &output)
        } else {
            WaiverList.writeText(assessment, style, to: &output)
        }
        try output.conclude()
        if let code = ScanRun.exitCode(assessment) { return code }
        if assessment.waivers.contains(where: { $0.remarks.contains(.undated) }) { return ExitCode.incomplete }
        return assessment.waivers.contains(where: \.isIdle) ? ExitCode.findings : ExitCode.clean
    }
}
