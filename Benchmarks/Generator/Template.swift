// SPDX-License-Identifier: Apache-2.0

/// A JSON text with places in angle brackets, taken apart once and written for every item.
///
///     {"volumeId":"<id>","createTime":"<time>","size":<number 8 500>,"state":"<pick in-use|available>"<null outpostArn>}
struct Template {
    /// A stretch of the text.
    enum Piece {
        case text([UInt8])
        /// So many hexadecimal digits.
        case hex(Int)
        case time
        case number(ClosedRange<Int>)
        case pick([[UInt8]])
        /// Members that are null, where optional ones are written at all.
        case nulls([UInt8])
        /// What depends on the item, its account or its neighbours.
        case part(Part)
    }

    let pieces: [Piece]

    init(_ text: String) {
        pieces = text.split(separator: "<", omittingEmptySubsequences: false).enumerated().flatMap { number, stretch -> [Piece] in
            guard number > 0 else { return [.text(Array(stretch.utf8))] }
            let halves = stretch.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
            precondition(halves.count == 2, "a place without its end: \(stretch)")
            return [Template.piece(halves[0]), .text(Array(halves[1].utf8))]
        }
    }

    private static func piece(_ place: Substring) -> Piece {
        let words = place.split(separator: " ").map(String.init)
        switch words[0] {
        case "time": return .time
        case "hex": return .hex(integer(words[1]))
        case "number": return .number(integer(words[1])...integer(words[2]))
        case "pick": return .pick(place.dropFirst(5).split(separator: "|").map { Array($0.utf8) })
        case "null": return .nulls(Array(words.dropFirst().map { ",\"\($0)\":null" }.joined().utf8))
        default:
            guard let part = Part(rawValue: words[0]) else { preconditionFailure("no such place in a template: \(place)") }
            return .part(part)
        }
    }

    private static func integer(_ word: String) -> Int {
        guard let number = Int(word) else { preconditionFailure("not a number in a template: \(word)") }
        return number
    }
}

/// The places of a template that are more than a draw.
enum Part: String {
    // The item and where it stands.
    case type, id, name, account, region, zone, arn, configuration, supplementary, relationships
    case tags, taglist, bulk
    // Its neighbours in the same account and region.
    case vpc, subnet, group, groups, instance, volume, contained
    case grouprelations
    // What rules look at.
    case encrypted, isPublic = "public", storage, block, permissions, statements, trust, variables, inline
}
