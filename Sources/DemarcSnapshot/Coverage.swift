// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import DemarcDocument

/// What is known of the completeness of one type in one region: whether "there is none" may be concluded.
public enum Coverage: Sendable, Equatable {
    /// Nobody looked.
    case notCollected
    /// Everything there is was collected.
    case complete
    /// Something was collected; `reason` says why it may not be all.
    case partial(reason: String)
    /// The collector was refused; `code` is the error it got.
    case denied(code: String)

    var rank: Int {
        switch self {
        case .notCollected: 0
        case .partial: 1
        case .denied: 2
        case .complete: 3
        }
    }

    var state: UInt32 {
        switch self {
        case .notCollected: UInt32(CARENA_COVERAGE_NONE)
        case .complete: UInt32(CARENA_COVERAGE_COMPLETE)
        case .partial: UInt32(CARENA_COVERAGE_PARTIAL)
        case .denied: UInt32(CARENA_COVERAGE_DENIED)
        }
    }

    var detail: String? {
        switch self {
        case .notCollected, .complete: nil
        case .partial(let reason): reason
        case .denied(let code): code
        }
    }

    /// Of two statements about the same thing the one that says more.
    func better(_ other: Coverage) -> Coverage {
        guard rank == other.rank else { return rank > other.rank ? self : other }
        return (detail ?? "") <= (other.detail ?? "") ? self : other
    }
}
