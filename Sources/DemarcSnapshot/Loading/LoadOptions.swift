// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// How a snapshot is loaded.
public struct LoadOptions: Sendable {
    /// "Now" for every age; nil for the newest stamp of a file.
    public var asOf: Instant?
    /// What is known of the organisation besides; before what files say of it.
    public var organization = OrganizationFacts()
    /// Threads that load.
    public var jobs = 1
    /// Bytes of text from which on threads share a list: to share it costs a look at where its elements end, and one thread has soon read less.
    var sharedSize = 4 << 20
    /// Bytes of a list that are read at once.
    var blockSize = JSONListPiece.usualBlockSize
    /// Asked now and then from any thread; loading then ends with `DocumentError.cancelled`.
    public var isCancelled: @Sendable () -> Bool = { false }
    /// Told how many of how many files were read, from any thread.
    public var progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }

    /// One thread, to the end.
    public init(asOf: Instant? = nil, organization: OrganizationFacts = OrganizationFacts()) {
        self.asOf = asOf
        self.organization = organization
    }
}
