// SPDX-License-Identifier: Apache-2.0

/// The tags of one item, drawn once and written twice: as an object beside the configuration, and as a list in it.
struct TagSet {
    private var pairs: [(key: String, value: String)] = []
    /// Whether the three tags are there that the rules ask for, each as it should be.
    private(set) var isComplete = false

    private static let teams = ["payments", "search", "ml-platform", "data-eng", "identity", "edge", "growth", "sre"]
    private static let others = ["Project", "Component", "ManagedBy", "Service", "DataClass"]

    init() {}

    init(_ chances: Mix.Tags, _ random: inout Random) {
        guard random.chance(chances.some) else { return }
        pairs.append(("Name", "\(random.pick(TagSet.teams))-\(random.number(1...999))"))
        guard !random.chance(chances.bare) else { return }
        isComplete = random.chance(chances.complete)
        let defect = isComplete ? 3 : random.number(0...2)
        if defect != 0 { pairs.append(("Owner", "\(random.pick(TagSet.teams))@example.com")) }
        pairs.append(("Environment", defect == 1 ? "sandbox" : random.pick(["prod", "staging", "dev"])))
        pairs.append(("CostCenter", defect == 2 ? "cc\(random.number(1...99))" : "CC-\(random.number(1000...9999))"))
        for place in 0..<random.number(chances.more) { pairs.append((TagSet.others[place], random.pick(TagSet.teams))) }
    }

    func putObject(into writer: inout ItemWriter) { put("{", "\"", "\":\"", "\"", "}", into: &writer) }
    func putList(into writer: inout ItemWriter) { put("[", "{\"key\":\"", "\",\"value\":\"", "\"}", "]", into: &writer) }

    private func put(_ first: String, _ before: String, _ between: String, _ behind: String, _ last: String, into writer: inout ItemWriter) {
        writer.put(first)
        for (place, pair) in pairs.enumerated() {
            if place > 0 { writer.put(",") }
            writer.put(before)
            writer.put(pair.key)
            writer.put(between)
            writer.put(pair.value)
            writer.put(behind)
        }
        writer.put(last)
    }
}
