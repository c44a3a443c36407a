// SPDX-License-Identifier: Apache-2.0

/// Files that lie beside snapshots and are known not to be part of them.
enum NotSnapshotFiles {
    private static let suffixes = [".md", ".tsv", ".txt", ".py", ".sh", ".lua", ".html", ".sarif", ".swift", ".yml", ".yaml"]

    static func reason(_ path: String) -> String? {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        if name == "ConfigWritabilityCheckFile" { return "AWS Config's writability check, empty by design" }
        if name.hasPrefix("LICENSE") || name.hasPrefix("NOTICE") { return "not a snapshot file" }
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") { return "YAML is not read yet; AWS's answers are read as JSON" }
        return suffixes.contains { name.hasSuffix($0) } ? "not a snapshot file" : nil
    }
}
