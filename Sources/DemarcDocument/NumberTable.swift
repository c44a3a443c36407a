// SPDX-License-Identifier: Apache-2.0
internal import CArena

/// The writer's side of a table of numbers by hash that other threads read meanwhile.
@safe struct NumberTable {
    private static let usualSize: UInt32 = 4096
    private let place: UnsafeMutablePointer<UnsafeMutablePointer<carena_table>?>
    private var table: UnsafeMutablePointer<carena_table>

    /// Publishes an empty table at `place`.
    init(at place: UnsafeMutablePointer<UnsafeMutablePointer<carena_table>?>) {
        unsafe self.place = unsafe place
        unsafe table = NumberTable.make(NumberTable.usualSize, smaller: nil)
        unsafe carena_publish(place, table)
    }

    func free() { unsafe carena_free_table(table) }

    /// Adds `number`, the highest so far; `hash` tells the hash of each that is here.
    mutating func add(_ number: UInt32, hash: (UInt32) -> UInt32) {
        if unsafe number > table.pointee.mask / 2 { grow(numbers: 1..<number, hash) }
        unsafe carena_put(table, hash(number), number)
    }

    private mutating func grow(numbers: Range<UInt32>, _ hash: (UInt32) -> UInt32) {
        unsafe table = NumberTable.make((table.pointee.mask + 1) * 2, smaller: table)
        for number in numbers { unsafe carena_put(table, hash(number), number) }
        unsafe carena_publish(place, table)
    }

    private static func make(
        _ size: UInt32, smaller: UnsafeMutablePointer<carena_table>?
    ) -> UnsafeMutablePointer<carena_table> {
        guard let table = unsafe carena_make_table(size, smaller) else { preconditionFailure("out of memory") }
        return unsafe table
    }
}
