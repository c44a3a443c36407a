// SPDX-License-Identifier: Apache-2.0
internal import CDeflate
internal import CPeers
internal import DemarcDocument
internal import DemarcSnapshot

/// How fast JSON becomes a snapshot, beside what the same bytes cost anybody in the same run.
struct Load {
    static let floor = 250.0

    let megabytesPerSecond: Double
    /// simdjson's parse into a parser that has been used before, of text in memory.
    let warmParse: Double
    /// simdjson's parse of the file with a new parser.
    let freshParse: Double
    let copy: Double
    /// The same of the packed file: ours, and libdeflate with a new simdjson parser behind it. Megabytes are of JSON.
    let packed: Double
    let packedParse: Double

    /// Measures `runs` loads of the file `name` in `folder`, whose bytes are `json`, plain and packed.
    init(_ name: String, in folder: Folder, json: [UInt8], runs: Int) throws {
        let path = "\(folder.path)/\(name)"
        folder.folder("packed")
        let packedPath = try folder.write("packed/\(name).gz", try Load.pack(json))
        let megabytes = Double(json.count) / 1e6
        megabytesPerSecond = megabytes / (try best(of: runs) { _ = try SnapshotLoader.load(paths: [path]) })
        freshParse = megabytes / (try best(of: runs) { try Load.check(unsafe CPeers_parse(path), path) })
        packed = megabytes / (try best(of: runs) { _ = try SnapshotLoader.load(paths: [packedPath]) })
        packedParse = megabytes / (try best(of: runs) { try Load.check(unsafe CPeers_parse_gzip(packedPath), packedPath) })
        let text = TextBuffer(copying: json)
        let parser = try JSONParser()
        warmParse = megabytes / (try best(of: runs) { _ = try parser.parse(text) { $0.root.count } })
        var target = [UInt8](repeating: 0, count: json.count)
        copy = megabytes / best(of: runs) { unsafe target.withUnsafeMutableBytes { unsafe $0.copyBytes(from: json) } }
    }

    private static func check(_ isParsed: Bool, _ path: String) throws {
        guard isParsed else { throw FolderError(description: "simdjson can't read \(path)") }
    }

    /// A gzip stream of one member, as AWS Config writes its files.
    private static func pack(_ bytes: [UInt8]) throws -> [UInt8] {
        guard let compressor = unsafe libdeflate_alloc_compressor(6) else { throw FolderError(description: "out of memory") }
        defer { unsafe libdeflate_free_compressor(compressor) }
        let bound = unsafe libdeflate_gzip_compress_bound(compressor, bytes.count)
        return unsafe [UInt8](unsafeUninitializedCapacity: bound) { room, count in
            count = unsafe bytes.withUnsafeBytes { raw in
                unsafe libdeflate_gzip_compress(compressor, raw.baseAddress, raw.count, room.baseAddress, room.count)
            }
        }
    }

    func describe() {
        print("load, plain JSON         \(text(megabytesPerSecond)) MB/s   \(Load.ratios(megabytesPerSecond, freshParse, warmParse))")
        print("  simdjson, new parser   \(text(freshParse)) MB/s   from disk")
        print("  simdjson, used parser  \(text(warmParse)) MB/s   from memory")
        print("  copy in memory         \(text(copy)) MB/s")
        print("load, gzip               \(text(packed)) MB/s   \(text(packed / packedParse, 2)) x libdeflate, then simdjson")
        print("  libdeflate, simdjson   \(text(packedParse)) MB/s   from disk")
    }

    private static func ratios(_ own: Double, _ fresh: Double, _ warm: Double) -> String {
        "\(text(own / fresh, 2)) x a new simdjson parser, \(text(own / warm, 2)) x a used one"
    }
}
