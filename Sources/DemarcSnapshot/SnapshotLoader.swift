// SPDX-License-Identifier: Apache-2.0
public import DemarcDocument

/// Loads a snapshot from files and folders: every file is loaded, or named with the reason why not.
public struct SnapshotLoader {
    private let builder: SnapshotBuilder
    private let identities: CallerIdentities
    private let stream: TextStream
    private let parser: JSONParser
    private let embedded: EmbeddedDocuments

    init(into builder: SnapshotBuilder, identities: CallerIdentities) throws(DocumentError) {
        self.builder = builder
        self.identities = identities
        stream = try TextStream()
        parser = try JSONParser()
        embedded = try EmbeddedDocuments()
    }

    /// The snapshot in `paths`; whatever their order, it is the same.
    ///
    /// - Parameters:
    ///   - asOf: "now" for every age; without it the newest stamp of a file.
    ///   - organization: what is known of the organisation besides; before what files say of it.
    ///   - progress: told how many of how many files were read.
    public static func load(
        paths: [String], asOf: Instant?, organization: OrganizationFacts = OrganizationFacts(),
        progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws(DocumentError) -> Snapshot {
        try load(FileTree.entries(paths), asOf: asOf, organization: organization, progress: progress)
    }

    static func load(
        _ entries: [FileTree.Entry], asOf: Instant?, organization: OrganizationFacts, progress: (_ done: Int, _ of: Int) -> Void
    ) throws(DocumentError) -> Snapshot {
        let builder = SnapshotBuilder()
        let loader = try SnapshotLoader(into: builder, identities: CallerIdentities(entries))
        for (done, entry) in entries.enumerated() {
            loader.load(entry)
            progress(done + 1, entries.count)
        }
        builder.organization = organization.completed(by: builder.organization)
        return builder.finish(asOf: asOf)
    }

    /// Reads what was found at a path; how long the text is that it read, and which source it became.
    @discardableResult func load(_ entry: FileTree.Entry) -> (size: Int, source: Int)? {
        switch entry {
        case .file(let path):
            let source = builder.begin(Source(path: path))
            return (load(path, as: source), source)
        case .skipped(let path, let reason): builder.report(Problem(.note, path: path, reason))
        case .unreadable(let path, let reason): builder.report(Problem(.damage, path: path, "can't be read: \(reason)"))
        }
        return nil
    }

    /// Reads the file at `path`; how long its text is, as far as it was read.
    @discardableResult func load(_ path: String, as source: Int) -> Int {
        if let reason = NotSnapshotFiles.reason(path) {
            builder.report(Problem(.note, path: path, reason))
            return 0
        }
        var size = 0
        do {
            let input = try InputFile(path)
            try input.open(stream)
            var file = ImportedFile(source: source, path: path, facts: PathFacts(path), caller: identities.account(at: path), embedded: embedded)
            if try readList(file) { return stream.textCount }
            try input.rewind(stream)
            file.text = try stream.text(size: input.size)
            size = file.text.count
            try readWhole(file)
        } catch {
            builder.report(Problem(.damage, path: path, error.description))
        }
        return size
    }

    /// Reads a file that is one long list; whether it is one and could be read so.
    private func readList(_ file: ImportedFile) throws(DocumentError) -> Bool {
        for importer in Importers.all {
            if let list = JSONList.find(importer.lists, in: stream) { return try importer.load(list, of: file, with: parser, into: builder) }
        }
        return false
    }

    private func readWhole(_ file: ImportedFile) throws(DocumentError) {
        let first = file.text.firstByte
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return try take(file) }
        try parser.parseWithPlaces(file.text) { (tree, places) throws(DocumentError) in
            var file = file
            file.tree = tree
            file.places = places
            try take(file)
        }
    }

    private func take(_ file: ImportedFile) throws(DocumentError) {
        for importer in Importers.all where importer.recognises(file) {
            try importer.load(file, into: builder)
            return
        }
        throw Unrecognised.error(file)
    }
}

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

/// Says of a file that no importer knows what it looks like instead.
enum Unrecognised {
    static func error(_ file: ImportedFile) -> DocumentError {
        guard let root = file.root else {
            let isBlank = file.text.isBlank
            if unsafe file.text.withBytes({ unsafe $0.starts(with: [0xFF, 0xFE]) || $0.starts(with: [0xFE, 0xFF]) }) {
                return .notText("UTF-16 text")
            }
            return isBlank
                ? .empty
                : .malformed(
                    place: "line 1", found: "text that is not JSON",
                    expected: "an AWS Config file, an answer of the aws command (--output json) or a credential report")
        }
        let keys = root.isObject ? root.members.prefix(6).map(\.name) : []
        return .malformed(
            place: "the document", found: guess(Set(root.members.map(\.name))) ?? described(root, keys),
            expected: "an AWS Config file, an answer of the aws command or a credential report")
    }

    private static func described(_ root: JSONNode, _ keys: [String]) -> String {
        keys.isEmpty ? (root.isArray ? "a list" : "an empty object") : "an object with \(keys.joined(separator: ", "))"
    }

    private static func guess(_ keys: Set<String>) -> String? {
        if keys.contains("AWSTemplateFormatVersion") || (keys.contains("Resources") && keys.isSubset(of: templateKeys)) {
            return "a CloudFormation template (not read yet)"
        }
        if keys.contains("planned_values") || keys.contains("terraform_version") { return "a Terraform plan or state (not read yet)" }
        if keys.contains("columns") && keys.contains("rows") { return "a Steampipe result (not read)" }
        return nil
    }

    private static let templateKeys: Set<String> = [
        "AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Mappings", "Conditions", "Rules", "Transform", "Resources",
        "Outputs",
    ]
}
