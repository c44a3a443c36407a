// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcDocument

@Suite struct PercentEncodingTests {
    @Test(arguments: [
        ("%7B%22Version%22%3A1%7d", #"{"Version":1}"#), ("100%", "100%"), ("%zz%4", "%zz%4"), ("", ""), ("%C3%A4", "ä"), ("%FF", "\u{FFFD}"),
    ])
    func decodesEscapesAndNothingElse(encoded: String, decoded: String) {
        #expect(PercentEncoding.decode(encoded) == decoded)
    }
}
