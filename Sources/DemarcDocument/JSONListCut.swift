// SPDX-License-Identifier: Apache-2.0
internal import CSimdjson

/// How far a list's text was cut into pieces.
struct JSONListCut {
    /// Blocks of the text that were taken.
    private(set) var blocks = 0
    private var pieces = 0
    private var elements = 0
    /// Where the text begins that is in no piece.
    private var offset: Int
    /// That text: the beginning of an element that no block held whole, and in the end what follows the list.
    private(set) var carry: [UInt8] = []
    /// As long as the carry was twice when it was looked at in vain: less is not looked at again.
    private var enough = 0
    /// Whether the list's closing bracket was found.
    private(set) var isEnded = false
    /// Whether something stands in the list that it can't be read with.
    var isDamaged = false

    /// Whether one thread reads alone: how far a piece reaches then shows when it is parsed, and is not looked for before.
    private let isAlone: Bool
    private var isUnsettled = false

    init(offset: Int, isAlone: Bool) {
        self.offset = offset
        self.isAlone = isAlone
    }

    /// Bytes of the text so far.
    var textCount: Int { offset + carry.count }

    /// Takes the block that `piece` was filled with; whether there are elements in the piece then.
    mutating func take(_ piece: JSONListPiece, isLast: Bool) throws(DocumentError) -> Bool {
        defer { blocks += 1 }
        guard !isDamaged else { return false }
        if isEnded || carry.count + piece.count < enough && !isLast {
            unsafe piece.withText { unsafe carry.append(contentsOf: $0) }
            return false
        }
        try piece.prepend(carry)
        carry = []
        let status = piece.cut(isLast: isLast, isFirst: elements == 0, isOpen: isAlone)
        switch Int(status) {
        case CSIMDJSON_OK:
            piece.number = pieces
            piece.beginning = (elements, offset)
            pieces += 1
            isUnsettled = true
            if !isAlone { settle(piece) }
            return true
        case CSIMDJSON_MORE:
            unsafe piece.withText { unsafe carry.append(contentsOf: $0) }
            enough = 2 * carry.count
        default: isDamaged = true
        }
        return false
    }

    /// Goes on behind the whole elements of a piece; those of a thread that is alone have been parsed.
    mutating func settle(_ piece: JSONListPiece) {
        guard isUnsettled else { return }
        isUnsettled = false
        elements += piece.elementCount
        offset += piece.end
        isEnded = piece.endsList
        unsafe piece.withText { unsafe carry.append(contentsOf: $0[piece.end...]) }
        if piece.elementCount == 0 && !isEnded { enough = 2 * carry.count }
    }
}
