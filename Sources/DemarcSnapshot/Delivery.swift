// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// A whole snapshot file that AWS Config delivered of one region: what it does not hold of what its recorder records was not there.
struct Delivery {
    /// Which types the recorder records.
    enum Recording {
        /// All that AWS Config supports but some; `hasGlobal` for IAM's too.
        case all(leftOut: Set<Symbol>, hasGlobal: Bool)
        /// Only these.
        case listed(Set<Symbol>)
    }

    let region: Symbol
    /// When AWS Config took it, as the file's name says.
    let stamp: Instant
    /// The file.
    let source: Int
    let recording: Recording
}
