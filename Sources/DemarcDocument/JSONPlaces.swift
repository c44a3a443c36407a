// SPDX-License-Identifier: Apache-2.0

/// Where the values of a parsed document stand in its text; valid until its parser's next parse.
@safe public struct JSONPlaces {
    let structurals: UnsafePointer<UInt32>
    let text: TextBuffer

    init(structurals: UnsafePointer<UInt32>, text: TextBuffer) {
        unsafe self.structurals = structurals
        self.text = text
    }

    /// Where each element of the list at `path` stands in the text, in order; no path means the outermost value.
    ///
    /// The tape knows no offsets; the structural characters of simdjson's first stage do. Linear in their number.
    public func spans(at path: [String] = []) -> [ByteSpan] {
        var place = 0
        for name in path {
            guard let found = member(name, of: place) else { return [] }
            place = found
        }
        guard character(place) == UInt8(ascii: "[") else { return [span(place)] }
        var spans: [ByteSpan] = []
        place += 1
        while character(place) != UInt8(ascii: "]") {
            let end = skip(place)
            spans.append(span(place, end: end))
            place = character(end) == UInt8(ascii: ",") ? end + 1 : end
        }
        return spans
    }

    @inline(__always) private func offset(_ place: Int) -> Int { unsafe Int(structurals[place]) }
    @inline(__always) private func character(_ place: Int) -> UInt8 { unsafe text.base[offset(place)] }

    /// The structural behind the value at `place`.
    private func skip(_ place: Int) -> Int {
        var depth = 0
        var place = place
        repeat {
            switch character(place) {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            place += 1
        } while depth > 0
        return place
    }

    private func span(_ place: Int, end: Int? = nil) -> ByteSpan {
        let start = offset(place)
        let first = character(place)
        let isContainer = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        let stop = isContainer ? offset((end ?? skip(place)) - 1) + 1 : offset(end ?? place + 1)
        return ByteSpan(offset: start, length: stop - start)
    }

    /// The structural at which the value of the first member called `name` begins.
    private func member(_ name: String, of object: Int) -> Int? {
        guard character(object) == UInt8(ascii: "{") else { return nil }
        var place = object + 1
        while character(place) == UInt8(ascii: "\"") {
            if isSpelled(name, at: offset(place)) { return place + 2 }
            let end = skip(place + 2)
            place = character(end) == UInt8(ascii: ",") ? end + 1 : end
        }
        return nil
    }

    private func isSpelled(_ name: String, at offset: Int) -> Bool {
        let bytes = Array(name.utf8)
        guard offset + bytes.count + 1 < text.count else { return false }
        for (place, byte) in bytes.enumerated() where unsafe text.base[offset + 1 + place] != byte { return false }
        return unsafe text.base[offset + 1 + bytes.count] == UInt8(ascii: "\"")
    }
}
