// SPDX-License-Identifier: Apache-2.0
internal import Dispatch
internal import Synchronization

/// Writes an organisation's snapshot files into a folder: several files at once, each as a stream.
struct SnapshotWriter {
    let organisation: Organisation
    let folder: Folder
    /// Whether files are packed, as AWS Config delivers them.
    var isPacked = false
    /// Where each file is written once more as JSON Lines, for engines that can't read a list.
    var lines: Folder?

    /// One file to come.
    private struct File: Sendable {
        let name: String
        let portions: [Portion]
    }

    private static let stamp = "20260302T031244Z"
    private static let flushSize = 1 << 20

    /// Writes everything; what rules must find in it.
    func write() throws -> Expected {
        let files = files()
        let results = Mutex<(expected: Expected, error: (any Error)?)>((Expected(), nil))
        // The large ones first, so that the last one to be done is small.
        let order = files.indices.sorted { size(files[$0]) > size(files[$1]) }
        DispatchQueue.concurrentPerform(iterations: order.count) { place in
            let result = Result { try write(files[order[place]]) }
            results.withLock {
                switch result {
                case .success(let expected): $0.expected.add(expected)
                case .failure(let error): $0.error = error
                }
            }
        }
        let (expected, error) = results.withLock { $0 }
        if let error { throw error }
        return expected
    }

    /// The files' names below the folder.
    var names: [String] { files().map { $0.name + (isPacked ? ".gz" : "") } }

    private func size(_ file: File) -> Int { file.portions.reduce(0) { $0 + $1.count } }

    private func files() -> [File] {
        let portions = organisation.portions
        guard !organisation.preset.isOneFile else {
            let (account, region) = (portions[0].account, portions[0].region)
            return [File(name: fileName(account, region, portions[0].seed), portions: portions)]
        }
        return portions.map { portion in
            let parts = ["AWSLogs", portion.account, "Config", portion.region, "2026", "3", "2", "ConfigSnapshot"]
            for count in 1...parts.count { folder.folder(parts[..<count].joined(separator: "/")) }
            let name = fileName(portion.account, portion.region, portion.seed)
            return File(name: parts.joined(separator: "/") + "/" + name, portions: [portion])
        }
    }

    /// `<account>_Config_<region>_ConfigSnapshot_<time>_<uuid>.json`
    private func fileName(_ account: String, _ region: String, _ seed: UInt64) -> String {
        "\(account)_Config_\(region)_ConfigSnapshot_\(SnapshotWriter.stamp)_\(identity(seed)).json"
    }

    private func identity(_ seed: UInt64) -> String {
        var random = Random(seed: seed)
        return [8, 4, 4, 4, 12].map { random.hex($0) }.joined(separator: "-")
    }

    private func write(_ file: File) throws -> Expected {
        let path = "\(folder.path)/\(file.name)"
        let lines = try lines.map { try FileStream(at: "\($0.path)/\(file.name)l") }
        let expected = try write(file, to: try FileStream(at: path), lines: lines)
        if isPacked { try GzipFile.replace(path) }
        return expected
    }

    private func write(_ file: File, to stream: FileStream, lines: FileStream?) throws -> Expected {
        var expected = Expected()
        let head = "{\"fileVersion\":\"1.0\",\"configSnapshotId\":\"\(identity(file.portions[0].seed))\",\"configurationItems\":["
        try stream.write(head)
        let start = stream.count
        for portion in file.portions {
            var writer = ItemWriter(organisation, portion)
            writer.writeRecorder()
            for place in 0..<portion.count {
                if writer.size >= SnapshotWriter.flushSize { try flush(&writer, stream, lines, isFirst: stream.count == start) }
                writer.writeItem(at: place)
            }
            try flush(&writer, stream, lines, isFirst: stream.count == start)
            expected.add(writer.expected)
        }
        try stream.write("]}")
        expected.bytes = stream.count
        return expected
    }

    /// Hands over what was written so far: as it is to the lines, with commas between to the list.
    private func flush(_ writer: inout ItemWriter, _ stream: FileStream, _ lines: FileStream?, isFirst: Bool) throws {
        try lines?.write(writer.bytes)
        writer.joinLines()
        if !isFirst { try stream.write(",") }
        try stream.write(writer.bytes)
        writer.clear()
    }
}
