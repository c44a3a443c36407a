// SPDX-License-Identifier: Apache-2.0

/// What the command line asks for.
struct Options {
    /// What is measured on a workload; without any, the standard run.
    enum Measurement: String, CaseIterable {
        case load, evaluate, endToEnd = "end-to-end", scaling, memory
    }

    static let usage = """
        usage: demarc-bench [--items N] [--gate] [--floors] [--write FOLDER]
               demarc-bench generate FOLDER [DATA]
               demarc-bench safety [--items N] [--runs N]
               demarc-bench MEASUREMENT... [--data FOLDER | DATA] [--rules ten|shipped] [--runs N] [--json]

        MEASUREMENT   load, evaluate, end-to-end, scaling, memory
        --data        a folder that generate wrote
        DATA          --preset S|M|L|XL1|comparison   (default: S)
                      --mix ten|measured|assumed-large   (default: measured; of comparison: ten)
                      --items N   --seed N   --gz   --lines   --nulls   --clean
        """

    var measurements: [Measurement] = []
    var items: Int?
    var gates = false
    /// What the sandbox costs, and nothing else.
    var pricesSafety = false
    var floors = false
    /// A folder to write the gates' snapshot and rules to, and measure nothing.
    var output: String?
    /// A folder to generate a workload into.
    var generated: String?
    /// A folder that was generated before.
    var data: String?
    var preset = "S"
    var mix: String?
    var seed: UInt64 = 1
    var isPacked = false
    var writesLines = false
    var writesNulls = false
    var hasFaults = true
    var usesShippedRules = false
    var runs = 5
    var isJSON = false

    init?(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if let measurement = Measurement(rawValue: argument) {
                measurements.append(measurement)
            } else if argument == "safety" {
                pricesSafety = true
            } else if argument == "generate" {
                guard let folder = rest.popFirst() else { return nil }
                generated = folder
            } else if !setFlag(argument) {
                guard let value = rest.popFirst(), set(argument, value) else { return nil }
            }
        }
    }

    private mutating func setFlag(_ name: String) -> Bool {
        switch name {
        case "--gate": gates = true
        case "--floors": floors = true
        case "--gz": isPacked = true
        case "--lines": writesLines = true
        case "--nulls": writesNulls = true
        case "--clean": hasFaults = false
        case "--json": isJSON = true
        default: return false
        }
        return true
    }

    private mutating func set(_ name: String, _ value: String) -> Bool {
        switch name {
        case "--write": output = value
        case "--data": data = value
        case "--preset": preset = value
        case "--mix": mix = value
        case "--rules":
            usesShippedRules = value == "shipped"
            return ["ten", "shipped"].contains(value)
        case "--items":
            items = Int(value)
            return items ?? 0 > 0
        case "--runs":
            runs = Int(value) ?? 0
            return runs > 0
        case "--seed":
            guard let number = UInt64(value) else { return false }
            seed = number
        default: return false
        }
        return true
    }

    /// The organisation that the options describe; nil where there is no such preset or mix.
    var organisation: Organisation? {
        let isComparison = preset == "comparison"
        guard var chosen = isComparison ? Preset.comparison(items: items ?? 100_000) : Preset.all.first(where: { $0.name == preset }),
            let mix = Mix.all.first(where: { $0.name == mix ?? (isComparison ? "ten" : "measured") })
        else { return nil }
        chosen.items = items ?? chosen.items
        return Organisation(preset: chosen, mix: mix, seed: seed, writesNulls: writesNulls, hasFaults: hasFaults)
    }
}
