// SPDX-License-Identifier: Apache-2.0

/// Writes the items of a portion, one a line, and counts what rules must find in them.
struct ItemWriter {
    let organisation: Organisation
    let portion: Portion
    private(set) var bytes: [UInt8] = []
    private(set) var expected = Expected()
    var random: Random
    // The item that is being written.
    var kind = Kind.recorder
    var share = 0
    var ordinal = 0
    var tags = TagSet()
    var bulk = 0
    var neighbours = Neighbours()

    init(_ organisation: Organisation, _ portion: Portion) {
        self.organisation = organisation
        self.portion = portion
        random = Random(seed: portion.seed ^ 0x5EED)
        bytes.reserveCapacity(1 << 21)
    }

    /// The recorder, which every region has.
    mutating func writeRecorder() { write(.recorder, share: 0xFFFF, ordinal: 0) }

    /// The item at a place of the portion.
    mutating func writeItem(at place: Int) {
        let (share, ordinal) = portion.item(at: place)
        write(portion.mix.shares[share].kind, share: share, ordinal: ordinal)
    }

    /// Makes elements of a list out of lines.
    mutating func joinLines() {
        bytes.removeLast()
        for place in bytes.indices where bytes[place] == 0x0A { bytes[place] = 0x2C }
    }

    /// Lets go of what was written.
    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    private mutating func write(_ kind: Kind, share: Int, ordinal: Int) {
        (self.kind, self.share, self.ordinal) = (kind, share, ordinal)
        random = Random(seed: portion.mark(share, ordinal, 1))
        tags = kind.isTagged ? TagSet(chancesOfTags, &random) : TagSet()
        bulk = organisation.mix.hasTail ? drawBulk() : 0
        neighbours = drawNeighbours()
        expected.add(type: kind.type)
        judge()
        put(Kind.item)
        bytes.append(0x0A)
    }

    /// Without faults every instance has the tags that the rules ask for.
    private var chancesOfTags: Mix.Tags {
        var chances = portion.mix.tags
        guard !organisation.hasFaults else { return chances }
        if kind.type == Kind.instance.type { chances.some = 100 }
        chances.bare = 0
        chances.complete = 100
        return chances
    }

    /// Bytes that the long tail adds to the item.
    private mutating func drawBulk() -> Int {
        switch random.number(0...99_999) {
        case 0: random.number(300_000...1_000_000)
        case 1...50: random.number(50_000...100_000)
        case 51...1050: random.number(13_000...32_000)
        default: 0
        }
    }

    // MARK: Primitives

    mutating func put(_ template: Template) {
        for piece in template.pieces {
            switch piece {
            case .text(let text): bytes.append(contentsOf: text)
            case .hex(let digits): putHex(random.next(), random.next(), digits)
            case .time: putTime()
            case .number(let range): put(random.number(range))
            case .pick(let texts): bytes.append(contentsOf: texts[random.number(0...texts.count - 1)])
            case .nulls(let text): if organisation.writesNulls { bytes.append(contentsOf: text) }
            case .part(let part): put(part)
            }
        }
    }

    mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }
    mutating func put(_ text: [UInt8]) { bytes.append(contentsOf: text) }

    mutating func put(_ number: Int) {
        var divisor = 1
        while number / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            bytes.append(0x30 + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }

    /// Up to 64 digits; those behind the 32nd repeat.
    mutating func putHex(_ high: UInt64, _ low: UInt64, _ digits: Int) {
        for digit in 0..<digits {
            let nibble = UInt8((digit & 16 == 0 ? high : low) >> (UInt64(digit & 15) * 4) & 15)
            bytes.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
        }
    }

    private mutating func putTime() {
        let drawn = random.next()
        put("2025-")
        put(twoDigits: Int(drawn & 0xFF) % 12 + 1, then: 0x2D)
        put(twoDigits: Int(drawn >> 8 & 0xFF) % 28 + 1, then: 0x54)
        put(twoDigits: Int(drawn >> 16 & 0xFF) % 24, then: 0x3A)
        put(twoDigits: Int(drawn >> 24 & 0xFF) % 60, then: 0x3A)
        put(twoDigits: Int(drawn >> 32 & 0xFF) % 60, then: 0x2E)
        put(100 + Int(drawn >> 40 & 0xFFFF) % 900)
        bytes.append(0x5A)
    }

    private mutating func put(twoDigits number: Int, then byte: UInt8) {
        bytes.append(0x30 + UInt8(number / 10))
        bytes.append(0x30 + UInt8(number % 10))
        bytes.append(byte)
    }

    /// Takes back what was written behind `start`.
    mutating func take(from start: Int) -> [UInt8] {
        defer { bytes.removeLast(bytes.count - start) }
        return Array(bytes[start...])
    }

    var size: Int { bytes.count }

    /// Takes back the comma behind the last element of a list.
    mutating func dropComma() { bytes.removeLast() }

    mutating func fail(_ rule: TenRule) { expected.fail(rule) }
}
