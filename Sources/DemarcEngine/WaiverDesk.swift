// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument
internal import DemarcRules
internal import DemarcSnapshot

/// Lays waivers over the failures of one thread and counts what each was for.
struct WaiverDesk {
    private let book: WaiverBook
    /// In the order of the waivers.
    private(set) var uses: [WaiverUse]

    init(_ book: WaiverBook) {
        self.book = book
        uses = Array(repeating: WaiverUse(), count: book.waivers.count)
    }

    /// The waivers for failures of a rule that is asked in an account; mostly none.
    mutating func open(_ rule: Rule, _ account: String) -> [Int] {
        let candidates = book.waivers(rule: rule.id, account: account)
        for number in candidates { uses[number].wasAsked = true }
        return candidates
    }

    /// The first of `candidates` that is for a failure and holds at this time, to be laid over it; all that are for it are counted.
    mutating func judge(
        _ verdict: Verdict, of subject: @autoclosure () -> Finding.Subject, tags: @autoclosure () -> Value?, among candidates: [Int],
        at time: Instant?
    ) -> Int? {
        guard !candidates.isEmpty, [.fail, .unknown, .error].contains(verdict) else { return nil }
        var laid: Int?
        for number in book.waivers(for: subject(), tags: tags(), among: candidates) {
            guard verdict == .fail else {
                uses[number].unsettled += 1
                continue
            }
            uses[number].failures += 1
            if laid == nil && book.waivers[number].holds(at: time) { laid = number }
        }
        return laid
    }
}
