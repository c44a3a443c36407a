// SPDX-License-Identifier: Apache-2.0

/// One file of a snapshot and what became of it.
public struct Source: Sendable {
    /// The path as it was given, with the folder's part cut off.
    public var path: String
    /// What the file was recognised as ("AWS Config snapshot", "aws ec2 describe-vpcs"), nil where it was not loaded.
    public var format: String?
    /// When the collector wrote it, where the file says so.
    public var stamp: Instant?
    /// How many resources, parts of resources and facts it gave.
    public var loaded = 0

    /// A file that nobody has looked at yet.
    public init(path: String) { self.path = path }
}
