// SPDX-License-Identifier: Apache-2.0

/// A preset filled with a mix: every account and region of it.
struct Organisation {
    let preset: Preset
    let mix: Mix
    let seed: UInt64
    /// Whether optional members are written as null instead of left out.
    let writesNulls: Bool
    /// Whether anything is wrong with any item: without, every rule passes, and only passing is measured.
    let hasFaults: Bool

    private static let regionNames = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1", "ap-northeast-1"]

    /// Account ids as the rule `role-trust` knows them.
    static func account(_ number: Int) -> String { "\(100_000_000_000 + number * 7919)" }

    /// How many accounts, from the first, trust policies may name.
    static let trusted = 40

    /// The portions account by account, each with its share of the account's items.
    var portions: [Portion] {
        preset.sizes.enumerated().flatMap { number, size -> [Portion] in
            let global = mix.shares.filter { $0.kind.isGlobal }.reduce(0) { $0 + $1.weight } / mix.shares.reduce(0) { $0 + $1.weight }
            // The first region has the account's own resources beside its share of the regional ones.
            let regional = (1 - global) / Double(preset.regions)
            let sizes = Preset.share(size, by: (0..<preset.regions).map { $0 == 0 ? regional + global : regional })
            return sizes.enumerated().compactMap { place, items in
                guard items > 0 else { return nil }
                var random = Random(seed: seed ^ UInt64(number) << 20 ^ UInt64(place))
                return Portion(
                    account: Organisation.account(number), region: Organisation.regionNames[place % 6], items: items,
                    regions: place == 0 ? preset.regions : 0, mix: mix,
                    seed: random.next())
            }
        }
    }

    /// What a reader has to know of numbers measured with it.
    var description: String {
        var words = [
            "preset \(preset.name): \(preset.items) items, \(preset.accounts) accounts, \(preset.regions) regions each",
            preset.isSkewed ? "accounts skewed (Zipf 1.0)" : "accounts alike", preset.isOneFile ? "one file" : "one file an account and region",
            "mix \(mix.name) (\(mix.source))", "\(mix.tags.some) % of items tagged", "1 % of references dangle", "seed \(seed)",
            "optional members \(writesNulls ? "null" : "left out")",
        ]
        if mix.hasTail { words.append("1 % of items 13 to 32 kB, 0.05 % 50 to 100 kB, 0.001 % 300 kB to 1 MB") }
        if !hasFaults { words.append("no faults") }
        return words.joined(separator: "; ")
    }
}
