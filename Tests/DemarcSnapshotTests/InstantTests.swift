// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcSnapshot

@Suite struct InstantTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-03-02T03:12:44Z", 1_772_421_164), ("20260302T031244Z", 1_772_421_164),
            ("2026-03-02T05:12:44+02:00", 1_772_421_164), ("1969-12-31T23:59:59Z", -1), ("2000-02-29T00:00:00.000Z", 951_782_400),
        ] as [(String, Int64)])
    func readsAmazonsSpellings(text: String, seconds: Int64) {
        #expect(Instant(text)?.seconds == seconds)
    }

    @Test(arguments: ["", "N/A", "no_information", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-03-02T0"])
    func refusesWhatIsNoDate(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test(arguments: [0, 951_782_400, 1_772_421_164, -1, -62_135_596_800, 4_102_444_799] as [Int64])
    func spellsWhatItReadsBack(seconds: Int64) {
        #expect(Instant(Instant(seconds: seconds).description)?.seconds == seconds)
    }
}
