// SPDX-License-Identifier: Apache-2.0
internal import DemarcRules

/// Subjects of a rule by the worst of their answers.
public struct VerdictCounts: Codable, Sendable, Equatable {
    public var pass = 0
    public var fail = 0
    public var unknown = 0
    public var skip = 0
    public var error = 0

    /// None of any.
    public init() {}

    /// The counts with their names, in the order in which people read them.
    public var named: [(name: String, count: Int)] {
        [("pass", pass), ("fail", fail), ("unknown", unknown), ("skip", skip), ("error", error)]
    }

    mutating func add(_ verdict: Verdict) {
        switch verdict {
        case .pass: pass += 1
        case .fail: fail += 1
        case .unknown: unknown += 1
        case .skip: skip += 1
        case .error: error += 1
        }
    }

    /// Counts a stretch of answers, those of one subject side by side.
    mutating func add(_ answers: Answers) {
        var subject: Int?
        var worst: Verdict?
        for place in 0..<answers.count {
            let next = answers.subject(place)
            if let worst, next != subject { add(worst) }
            worst = Worker.worse(next == subject ? worst : nil, answers.verdict(place))
            subject = next
        }
        if let worst { add(worst) }
    }

    static func += (left: inout VerdictCounts, right: VerdictCounts) {
        left.pass += right.pass
        left.fail += right.fail
        left.unknown += right.unknown
        left.skip += right.skip
        left.error += right.error
    }
}
