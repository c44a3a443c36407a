// SPDX-License-Identifier: Apache-2.0
internal import DemarcEngine
public import DemarcRules
internal import DemarcSnapshot

/// A waiver, what it was for in this run, and what its owner should look at.
public struct WaiverStatus: Sendable {
    /// Days before its end from which a waiver is said to expire.
    public static let notice: Int64 = 30

    /// The waiver.
    public let waiver: Waiver
    /// The failures it is for, whether it still holds or not.
    public let failures: Int
    /// What is to be said of it; nothing where all is well.
    public let remarks: [Remark]

    /// Something to be said of a waiver.
    public enum Remark: Sendable, Equatable {
        /// It held until a day before the snapshot's: its failures count again.
        case expired
        /// So many days are left.
        case expiring(days: Int64)
        /// Nobody knows the time of the snapshot, so nobody knows whether it holds: its failures count.
        case undated
        /// Its rules were asked where it holds, and nothing that it is for fails.
        case unused
        /// Nothing that it is for is known to fail, and so many answers are not known.
        case unsettled(answers: Int)
        /// None of its rules was asked where it holds.
        case notAsked
        /// It is for any rule, or for any place.
        case broad

        /// The kind in one word.
        public var name: String {
            switch self {
            case .expired: "expired"
            case .expiring: "expiring"
            case .undated: "undated"
            case .unused: "unused"
            case .unsettled: "unsettled"
            case .notAsked: "not-asked"
            case .broad: "broad"
            }
        }
    }

    /// Where it stands, in one word: the first of what is to be said of it, else `in-force`.
    public var state: String { remarks.first?.name ?? "in-force" }

    /// Whether it stands in the file and does not do what it stands there for: it has expired, is for nothing, or for anything.
    public var isIdle: Bool { remarks.contains(.expired) || remarks.contains(.unused) || remarks.contains(.broad) }

    init(_ waiver: Waiver, _ use: WaiverUse, asOf: Instant?, isComplete: Bool) {
        self.waiver = waiver
        failures = use.failures
        remarks = [WaiverStatus.time(waiver, asOf), WaiverStatus.use(use, isComplete), waiver.isBroad ? .broad : nil].compactMap { $0 }
    }

    private static func time(_ waiver: Waiver, _ asOf: Instant?) -> Remark? {
        guard let asOf else { return .undated }
        guard waiver.holds(at: asOf) else { return .expired }
        let days = (waiver.end.seconds - asOf.seconds) / 86_400
        return days <= notice ? .expiring(days: days) : nil
    }

    private static func use(_ use: WaiverUse, _ isComplete: Bool) -> Remark? {
        if use.failures > 0 { return nil }
        if use.unsettled > 0 || !isComplete { return .unsettled(answers: use.unsettled) }
        return use.wasAsked ? .unused : .notAsked
    }
}
