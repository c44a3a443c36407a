// SPDX-License-Identifier: Apache-2.0
import DemarcDocument
import Testing

@Suite struct OrderedPiecesTests {
    @Test(arguments: [1, 3]) func piecesComeInOrderWhoeverIsFirst(_ most: Int) {
        let pieces = OrderedPieces<[UInt8]>(most: most)
        let counter = Counter()
        let written = Guarded<[UInt8]>([])
        Threads.run(8) { thread in
            while case let number = counter.next(), number < 2_000 {
                var rest = number * 37 % 900
                while rest > 0 { rest -= 1 }
                pieces.add([UInt8(number % 251)], number) { piece in written.withLock { $0 += piece } }
            }
        }
        #expect(written.withLock(\.self) == (0..<2_000).map { UInt8($0 % 251) })
    }
}
