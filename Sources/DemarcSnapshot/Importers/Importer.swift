// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Reads one kind of file into a snapshot.
protocol Importer: Sendable {
    /// What the importer is called in notes.
    static var name: String { get }

    /// Whether the file is of this kind: by what is in it first, by its path second.
    static func recognises(_ file: ImportedFile) -> Bool

    /// Names of lists in the outermost object that are read element by element, whatever else the file holds.
    static var lists: [String] { get }

    /// Reads a file of which `list` is one of `lists`; whether it could be read that way.
    static func load(
        _ list: JSONList, of file: ImportedFile.Identity, at desk: LoadingDesk, into builder: SnapshotBuilder
    ) throws(DocumentError) -> Bool

    /// Reads the file; throws what is wrong with the whole of it, reports what is wrong with parts.
    static func load(_ file: ImportedFile, into builder: SnapshotBuilder) throws(DocumentError)
}

extension Importer {
    static var lists: [String] { [] }

    static func load(
        _: JSONList, of _: ImportedFile.Identity, at _: LoadingDesk, into _: SnapshotBuilder
    ) throws(DocumentError) -> Bool { false }
}

/// Every importer there is, in the order in which they are asked; a new one is added here.
enum Importers {
    static var all: [any Importer.Type] {
        [CredentialReportImporter.self, ConfigImporter.self, CommandErrorImporter.self, CommandLineImporter.self]
    }
}
