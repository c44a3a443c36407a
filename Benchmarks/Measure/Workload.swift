// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// A snapshot on the disk, and what rules must find in it.
struct Workload {
    /// What a scan is given.
    let snapshot: String
    let description: String
    let expected: Expected
    /// Keeps a temporary folder until the end.
    private let folder: Folder

    /// Generates what the options describe below `folder`: the snapshot in one folder, what is expected of it in a file beside.
    init(_ organisation: Organisation, _ options: Options, in folder: Folder) throws {
        self.folder = folder
        folder.folder("snapshot")
        snapshot = "\(folder.path)/snapshot"
        let writer = SnapshotWriter(
            organisation: organisation, folder: Folder(at: snapshot), isPacked: options.isPacked,
            lines: options.writesLines ? Folder(at: "\(folder.path)/lines") : nil)
        expected = try writer.write()
        description = organisation.description + (options.isPacked ? "; gzip" : "; plain")
        try folder.write("expected.json", Array(expected.json(description).utf8))
    }

    /// What `generate` wrote to `path`.
    init(at path: String) throws {
        folder = Folder(at: path)
        snapshot = "\(path)/snapshot"
        let text = TextBuffer(copying: try FileStream.read("\(path)/expected.json"))
        (description, expected) = try JSONParser().parse(text) { tree in
            (tree.root["parameters"]?.string ?? "", Expected(tree.root))
        }
        guard expected.items > 0 else { throw FolderError(description: "\(path)/expected.json is not what generate writes") }
    }
}

extension Expected {
    /// What a script reads.
    func json(_ description: String) -> String {
        let rules = TenRule.allCases.map { "\"\($0.name)\":{\"planned\":\(planned($0)),\"failing\":\(failing($0))}" }
        return """
            {"parameters":"\(description)","items":\(items),"bytes":\(bytes),"evaluations":\(evaluations),
            "byType":{\(byType.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ","))},
            "rules":{\(rules.joined(separator: ","))}}

            """
    }

    init(_ root: JSONNode) {
        self.init()
        bytes = Int(root["bytes"]?.integer ?? 0)
        for member in root["byType"]?.members ?? [] { add(type: member.name, count: Int(member.value.integer ?? 0)) }
        for rule in TenRule.allCases { fail(rule, count: Int(root["rules"]?[rule.name]?["failing"]?.integer ?? 0)) }
    }
}
