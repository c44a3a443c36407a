// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Reads AWS Config's items in all three spellings: delivered snapshot and history files, answers of its API, single items in
/// notifications and rule events.
enum ConfigImporter: Importer {
    static let name = "AWS Config"

    /// Where the items of a file stand.
    private enum Shape {
        case list(Origin.ItemList)
        case query
        case single([String])
        case embeddedSingle(String)
    }

    static let lists = Origin.ItemList.allCases.map(\.name)

    static func recognises(_ file: ImportedFile) -> Bool { shape(file) != nil }

    private static func shape(_ file: ImportedFile) -> Shape? {
        guard let root = file.root else { return nil }
        for list in Origin.ItemList.allCases where root[list.name]?.isArray == true { return .list(list) }
        if root["Results"]?.isArray == true, root["QueryInfo"] != nil || file.facts.service == "configservice" { return .query }
        if isItem(root) { return .single([]) }
        if let item = root["configurationItem"], isItem(item) { return .single(["configurationItem"]) }
        if let item = root["ConfigurationItem"], isItem(item) { return .single(["ConfigurationItem"]) }
        if let item = root["detail"]?["configurationItem"], isItem(item) { return .single(["detail", "configurationItem"]) }
        if root["invokingEvent"]?.isString == true { return .embeddedSingle("invokingEvent") }
        if root["Type"]?.equals("Notification") == true, root["Message"]?.isString == true { return .embeddedSingle("Message") }
        return nil
    }

    private static func isItem(_ node: JSONNode) -> Bool {
        node["resourceType"]?.isString == true && node["resourceId"] != nil
            && (node["configurationItemStatus"] != nil || node["configuration"] != nil || node["configurationItemCaptureTime"] != nil)
    }

    static func load(
        _ list: JSONList, of identity: ImportedFile.Identity, at desk: LoadingDesk, into builder: SnapshotBuilder
    ) throws(DocumentError) -> Bool {
        guard let name = Origin.ItemList(name: list.name) else { return false }
        let pieces = Guarded<[Int: Piece]>([:])
        let work: @Sendable (LoadingDesk) -> Void = { desk in
            read(list, name, of: identity, at: desk) { number, piece in pieces.withLock { $0[number] = piece } }
        }
        if list.isAlone { work(desk) } else { desk.crew.together(desk, work) }
        guard !desk.crew.isCancelled else { return false }
        let all = pieces.withLock { $0 }
        var items = ConfigItems()
        // What stands behind damage was read or not, as it happened; accounts before it are there, if with nothing else.
        var number = 0
        while let piece = all[number] {
            items.add(piece.items, of: builder)
            number = piece.isWhole ? number + 1 : -1
        }
        guard let rest = list.rest() else { return false }
        let file = ImportedFile(identity, embedded: desk.embedded)
        do throws(DocumentError) {
            try desk.parser.parse(rest) { (tree) throws(DocumentError) in try finish(name, tree.root, items, file, builder) }
            return true
        } catch {
            // Only the whole document tells where in it the damage is.
            return false
        }
    }

    /// What was read of a piece of a list, all of it or what stands before damage.
    private struct Piece {
        let items: ConfigItems
        let isWhole: Bool
    }

    /// Reads pieces of a list until none is left.
    private static func read(
        _ list: JSONList, _ name: Origin.ItemList, of identity: ImportedFile.Identity, at desk: LoadingDesk, _ done: (Int, Piece) -> Void
    ) {
        let file = ImportedFile(identity, embedded: desk.embedded)
        var reader = ConfigItemReader(file: file, builder: desk.builder(from: identity.source))
        do throws(DocumentError) {
            while try list.next(desk.piece) && !desk.crew.isCancelled {
                var isWhole = false
                defer { done(desk.piece.number, Piece(items: reader.take(), isWhole: isWhole)) }
                isWhole = try desk.piece.forEach { (item, number, span) throws(DocumentError) in
                    try reader.read(item, Origin(source: file.source, item: number, of: name, span: span), name.isBase ? .base : .all)
                }
                if !isWhole { return list.giveUp() }
            }
        } catch {
            // Only the whole document, read in its order, tells which damage comes first.
            list.giveUp()
        }
    }

    static func load(_ file: ImportedFile, into builder: SnapshotBuilder) throws(DocumentError) {
        guard let root = file.root, let places = file.places, let shape = shape(file) else { return }
        var reader = ConfigItemReader(file: file, builder: builder)
        switch shape {
        case .list(let name):
            let spans = places.spans(at: [name.name])
            for (number, item) in (root[name.name]?.elements ?? []).enumerated() {
                let span = number < spans.count ? spans[number] : ByteSpan(offset: 0, length: 0)
                try reader.read(item, Origin(source: file.source, item: number, of: name, span: span), name.isBase ? .base : .all)
            }
            try finish(name, root, reader.items, file, builder)
        case .query:
            try loadQuery(root, &reader, file)
            finish(file, builder, reader.items, format: "AWS Config query result")
        case .single(let path):
            guard let item = path.reduce(Optional(root), { $0?[$1] }) else { return }
            try reader.read(item, file.origin(reader.place(path.map { "/\($0)" }.joined()), places.spans(at: path).first), .all)
            finish(file, builder, reader.items, format: "AWS Config item")
        case .embeddedSingle(let key): try loadEmbedded(root[key], key, &reader, file, builder)
        }
    }

    /// Ends a file with a list of items, where `root` is all the rest of it.
    private static func finish(
        _ name: Origin.ItemList, _ root: JSONNode, _ items: ConfigItems, _ file: ImportedFile, _ builder: SnapshotBuilder
    ) throws(DocumentError) {
        guard root.members.filter({ $0.name == name.name }).count == 1 else {
            throw .malformed(place: "the document", found: "\(name.name) twice", expected: "it once")
        }
        let isSnapshot = name == .configurationItems && isSnapshot(root, file)
        finish(file, builder, items, format: isSnapshot ? "AWS Config snapshot" : name.isBase ? "AWS Config answer" : "AWS Config items")
        if isSnapshot { RecorderCoverage.state(items, takenAt: stamp(file.path), of: file, builder: builder) }
    }

    /// A snapshot says so itself; people also keep the bare list of one, but a history and an answer about one resource look like it.
    private static func isSnapshot(_ root: JSONNode, _ file: ImportedFile) -> Bool {
        root["configSnapshotId"] != nil
            || (!file.path.contains("ConfigHistory") && root["nextToken"] == nil && file.facts.service != "configservice")
    }

    private static func finish(_ file: ImportedFile, _ builder: SnapshotBuilder, _ items: ConfigItems, format: String) {
        items.commit(to: builder)
        builder.update(file.source) {
            $0.format = format
            $0.stamp = stamp(file.path)
            $0.loaded = items.count
        }
    }

    /// `..._ConfigSnapshot_20260302T031244Z_<uuid>.json.gz` says when it was taken.
    private static func stamp(_ path: String) -> Instant? {
        guard let name = path.split(separator: "/").last, name.contains("ConfigSnapshot") else { return nil }
        return name.split(separator: "_").lazy.compactMap { Instant(String($0)) }.first
    }

    /// Each result of a query is an item in a text, with the fields that were selected.
    private static func loadQuery(_ root: JSONNode, _ reader: inout ConfigItemReader, _ file: ImportedFile) throws(DocumentError) {
        let parser = try JSONParser()
        let members = ItemMembers.selected(in: root)
        for (place, result) in (root["Results"]?.elements ?? []).enumerated() {
            guard let text = result.string else {
                reader.reject("/Results/\(place)", "found a result that is not a text, expected JSON in a text")
                continue
            }
            do throws(DocumentError) {
                try parser.parse(TextBuffer(text)) { (tree) throws(DocumentError) in
                    try reader.read(tree.root, file.origin(reader.place("/Results/\(place)")), members)
                }
            } catch {
                reader.reject("/Results/\(place)", error.description)
            }
        }
    }

    private static func loadEmbedded(
        _ node: JSONNode?, _ key: String, _ reader: inout ConfigItemReader, _ file: ImportedFile, _ builder: SnapshotBuilder
    ) throws(DocumentError) {
        let parser = try JSONParser()
        try parser.parse(TextBuffer(node?.string ?? "")) { (tree) throws(DocumentError) in
            guard let item = tree.root["configurationItem"], isItem(item) else {
                if tree.root["configurationItemSummary"] != nil {
                    builder.report(Problem(.note, path: file.path, place: "/\(key)", "an oversized item's summary holds no configuration"))
                } else {
                    builder.report(Problem(.note, path: file.path, place: "/\(key)", "a notification without a configuration item"))
                }
                return
            }
            try reader.read(item, file.origin(reader.place("/\(key)")), .all)
        }
        finish(file, builder, reader.items, format: "AWS Config notification")
    }
}
