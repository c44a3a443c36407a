// SPDX-License-Identifier: Apache-2.0

/// The items of one account and region: what stands where is a function of the seed, so that any item can name any other.
struct Portion {
    let account: String
    let region: String
    let mix: Mix
    /// Items of each share of the mix; the recorder comes on top.
    let counts: [Int]
    let seed: UInt64
    // What others refer to.
    let vpc, subnet, instance, volume, group: Referred
    private let ends: [Int]
    private let step: Int

    /// - Parameter regions: of how many regions the account's own resources (IAM) are recorded here; 0 where they are recorded elsewhere.
    init(account: String, region: String, items: Int, regions: Int, mix: Mix, seed: UInt64) {
        self.account = account
        self.region = region
        self.mix = mix
        self.seed = seed
        vpc = Referred(.vpc, in: mix)
        subnet = Referred(.subnet, in: mix)
        instance = Referred(.instance, in: mix)
        volume = Referred(.volume, in: mix)
        group = Referred(.securityGroup, in: mix)
        counts = Portion.draw(items - 1, regions: regions, mix: mix, seed: seed)
        var end = 0
        ends = counts.map { count in
            end += count
            return end
        }
        step = Portion.step(end)
    }

    /// How many of each share; a small account has some of the rare types and not others.
    private static func draw(_ items: Int, regions: Int, mix: Mix, seed: UInt64) -> [Int] {
        var random = Random(seed: seed)
        let weights = mix.shares.map { $0.kind.isGlobal ? $0.weight * Double(regions) : $0.weight }
        var bound = 0.0
        let bounds = weights.map { weight in
            bound += weight
            return bound
        }
        var counts = Array(repeating: 0, count: weights.count)
        for _ in 0..<max(0, items) {
            let drawn = Double(random.next() >> 11) / Double(1 << 53) * bound
            counts[bounds.firstIndex { drawn < $0 } ?? 0] += 1
        }
        return counts
    }

    /// A stride that visits every place once: types stand mixed, as in a real file.
    private static func step(_ items: Int) -> Int {
        guard items > 2 else { return 1 }
        var step = items * 618 / 1000 | 1
        while gcd(step, items) != 1 { step += 2 }
        return step
    }

    private static func gcd(_ left: Int, _ right: Int) -> Int { right == 0 ? left : gcd(right, left % right) }

    /// How many items there are without the recorder.
    var count: Int { ends.last ?? 0 }

    func count(of referred: Referred) -> Int { referred.share < counts.count ? counts[referred.share] : 0 }

    /// Which share the item at `place` belongs to, and its number in it.
    func item(at place: Int) -> (share: Int, ordinal: Int) {
        let rank = place * step % count
        let share = ends.firstIndex { rank < $0 } ?? 0
        return (share, rank - (share == 0 ? 0 : ends[share - 1]))
    }

    /// A number that belongs to an item, and to nothing else.
    func mark(_ share: Int, _ ordinal: Int, _ salt: UInt64 = 0) -> UInt64 {
        var random = Random(seed: seed ^ UInt64(share) << 48 ^ UInt64(ordinal) << 8 ^ salt)
        return random.next()
    }
}
