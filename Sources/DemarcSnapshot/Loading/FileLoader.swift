// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Loads one file.
struct FileLoader {
    private let desk: LoadingDesk
    private let identities: CallerIdentities

    init(_ desk: LoadingDesk, _ identities: CallerIdentities) {
        self.desk = desk
        self.identities = identities
    }

    /// What was read, and what is wrong.
    func load(_ reading: Reading) -> SnapshotBuilder {
        let builder = desk.builder(from: reading.source)
        switch reading.entry {
        case .file(let path): load(path, as: builder.begin(Source(path: path)), into: builder)
        case .skipped(let path, let reason): builder.report(Problem(.note, path: path, reason))
        case .unreadable(let path, let reason): builder.report(Problem(.damage, path: path, "can't be read: \(reason)"))
        }
        return builder
    }

    private func load(_ path: String, as source: Int, into builder: SnapshotBuilder) {
        if let reason = NotSnapshotFiles.reason(path) { return builder.report(Problem(.note, path: path, reason)) }
        do throws(DocumentError) {
            let input = try InputFile(path)
            let identity = ImportedFile.Identity(source: source, path: path, facts: PathFacts(path), caller: identities.account(at: path))
            let stream = try input.stream()
            if let (importer, list) = list(in: stream, isAlone: desk.crew.readsAlone(input.textSize)) {
                if try importer.load(list, of: identity, at: desk, into: builder) {
                    builder.textSize = list.textCount
                    return
                }
                if desk.crew.isCancelled { return }
                // What is damaged is not worth holding.
                if let fault = try JSONParser.fault(in: try input.stream()) { throw fault }
                try readWhole(try input.stream().text(size: input.textSize), identity, builder)
            } else {
                try readWhole(try stream.text(size: input.textSize), identity, builder)
            }
        } catch {
            builder.report(Problem(.damage, path: path, error.description))
        }
    }

    /// The long list that a text begins with, and who reads it.
    private func list(in stream: TextStream, isAlone: Bool) -> (any Importer.Type, JSONList)? {
        for importer in Importers.all {
            if let list = JSONList.find(importer.lists, in: stream, isAlone: isAlone) { return (importer, list) }
        }
        return nil
    }

    private func readWhole(_ text: TextBuffer, _ identity: ImportedFile.Identity, _ builder: SnapshotBuilder) throws(DocumentError) {
        builder.textSize = text.count
        var file = ImportedFile(identity, embedded: desk.embedded)
        file.text = text
        let first = text.firstByte
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return try take(file, builder) }
        try desk.parser.parseWithPlaces(text) { (tree, places) throws(DocumentError) in
            file.tree = tree
            file.places = places
            try take(file, builder)
        }
    }

    private func take(_ file: ImportedFile, _ builder: SnapshotBuilder) throws(DocumentError) {
        for importer in Importers.all where importer.recognises(file) {
            try importer.load(file, into: builder)
            return
        }
        throw Unrecognised.error(file)
    }
}
