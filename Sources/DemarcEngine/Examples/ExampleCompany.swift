// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules

/// The examples of a rule in one run, one after another, as a scan asks about resource after resource: in either order and on any number of
/// workers each must get the answer it gets alone, to the byte. What a check leaves behind for the next shows here.
struct ExampleCompany {
    let plugin: Plugin
    let examples: [PreparedExample]

    private enum Order: CaseIterable {
        case asWritten, reversed, twoWorkers, eightWorkers

        var words: String {
            switch self {
            case .asWritten: "after the examples before it"
            case .reversed: "after the examples behind it"
            case .twoWorkers: "on 2 workers"
            case .eightWorkers: "on 8 workers"
            }
        }

        var jobs: Int {
            switch self {
            case .asWritten, .reversed: 1
            case .twoWorkers: 2
            case .eightWorkers: 8
            }
        }
    }

    /// How often each example was run.
    static let runs = 1 + Order.allCases.count

    /// What is wrong, by the number of the example.
    func complaints() throws(RuleError) -> [Int: ExampleComplaint] {
        var complaints: [Int: ExampleComplaint] = [:]
        for group in groups() {
            var alone: [Int: [Finding]] = [:]
            for place in group { alone[place] = try findings(of: [place], jobs: 1)[place] }
            for order in Order.allCases {
                let found = try findings(of: order == .reversed ? group.reversed() : group, jobs: order.jobs)
                for place in group where complaints[place] == nil {
                    complaints[place] = ExampleCompany.complaint(alone[place] ?? [], found[place] ?? [], order)
                }
            }
        }
        return complaints
    }

    /// Numbers of examples by what their rule runs with.
    private func groups() -> [[Int]] {
        var groups: [[Int]] = []
        for (place, prepared) in examples.enumerated() {
            let group = groups.firstIndex { examples[$0[0]].entry.parameters == prepared.entry.parameters }
            if let group { groups[group].append(place) } else { groups.append([place]) }
        }
        return groups
    }

    /// What one run finds of each of these examples, in this order. Nothing is remembered where one worker asks: each check runs.
    private func findings(of places: [Int], jobs: Int) throws(RuleError) -> [Int: [Finding]] {
        var options = Scheduler.Options()
        options.jobs = jobs
        options.keepsPasses = true
        options.remembersDecisions = jobs > 1
        let run = Run(rules: RuleSet(plugin: plugin, selected: examples[places[0]].entry), options: options)
        var findings: [Int: [Finding]] = [:]
        for place in places {
            run.beginOrganization()
            try run.evaluate(examples[place].plain.snapshot)
            findings[place] = Array(run.takeFindings())
        }
        return findings
    }

    private static func complaint(_ alone: [Finding], _ found: [Finding], _ order: Order) -> ExampleComplaint? {
        let pairs = zip(alone, found).filter { bytes($0) != bytes($1) }
        let (less, more) = (alone.dropFirst(found.count), found.dropFirst(alone.count))
        if pairs.isEmpty && less.isEmpty && more.isEmpty { return nil }
        return ExampleComplaint(
            text: "answers differently \(order.words) than alone: something outlives a check", expected: (pairs.map(\.0) + less).map(line),
            found: (pairs.map(\.1) + more).map(line))
    }

    private static func bytes(_ finding: Finding) -> [UInt8] {
        var bytes: [UInt8] = []
        FindingBytes.append(finding, to: &bytes)
        return bytes
    }

    private static func line(_ finding: Finding) -> String {
        ExampleAnswers.line(finding.verdict, key: finding.key, message: finding.message)
    }
}
