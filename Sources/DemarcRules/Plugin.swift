// SPDX-License-Identifier: Apache-2.0

/// A loaded plugin: rules, packs, services, and what its files could not be loaded for.
public struct Plugin: Sendable {
    /// The name, which begins its rules' ids.
    public let name: String
    /// Its own version.
    public let version: String
    /// The folder.
    public let folder: String
    /// Whether it is there to be read: its rules run only where it is named itself, not where a folder around it is.
    public let isExample: Bool
    /// Rules in the order of their ids.
    public internal(set) var rules: [Rule] = []
    /// Packs in the order of their names.
    public internal(set) var packs: [Pack] = []
    /// Services in the order of their ids.
    public internal(set) var services: [Service] = []
    /// Layers in the order of their ids.
    public internal(set) var layers: [Layer] = []
    /// Documents in the order of their ids.
    public internal(set) var artifacts: [Artifact] = []
    /// Files that could not be loaded; everything else of the plugin was.
    public internal(set) var errors: [RuleError] = []
    /// Lua shared by its rules: the name `require` knows and the source.
    public internal(set) var libraries: [(name: String, source: [UInt8])] = []
    /// Smallest realistic items by type, for examples: the bytes of JSON.
    public internal(set) var fixtures: [String: [UInt8]] = [:]
}
