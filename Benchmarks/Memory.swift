// SPDX-License-Identifier: Apache-2.0
internal import CArena
internal import CCounters
internal import DemarcDocument
internal import DemarcSnapshot

/// What a loaded snapshot holds, by item.
struct Memory {
    static let floor = 1200.0

    /// Bytes of the arena and of blocks in use because of the snapshot, whoever asked for them.
    let held: Double
    /// Bytes of the arena, and of the tables of resources.
    let arena: Double
    let tables: Double
    /// Bytes of JSON.
    let json: Double
    let snapshot: Snapshot

    init(path: String, bytes: Int) throws {
        CCounters_start()
        let snapshot: Snapshot
        do {
            snapshot = try SnapshotLoader.load(paths: [path])
        } catch {
            _ = CCounters_stop()
            throw error
        }
        let allocations = CCounters_stop()
        let items = Double(snapshot.accounts.reduce(0) { $0 + $1.resourceCount })
        arena = Double(snapshot.accounts.first?.arena.byteCount ?? 0) / items
        held = Double(allocations.held) / items + arena
        tables = Double(MemoryLayout<carena_resource>.stride)
        json = Double(bytes) / items
        self.snapshot = snapshot
    }

    func describe() {
        print("memory of an item        \(text(held)) B held, \(text(held / json, 2)) x its \(text(json)) B of JSON")
        print("  arena \(text(arena)) B, resource table \(text(tables)) B, all else \(text(max(0, held - arena - tables))) B")
    }
}
