// SPDX-License-Identifier: Apache-2.0

/// The resources of the same account and region that an item names, by their number in their share.
struct Neighbours {
    var vpc = 0
    var subnet = 0
    var instance = 0
    var volume = 0
    var groups: [Int] = []
}

/// A type that others refer to, and its share of the mix; past the last where the mix has none, so that every reference dangles.
struct Referred {
    let kind: Kind
    let share: Int

    init(_ kind: Kind, in mix: Mix) {
        self.kind = kind
        share = mix.shares.firstIndex { $0.kind.type == kind.type } ?? mix.shares.count
    }
}

extension ItemWriter {
    mutating func drawNeighbours() -> Neighbours {
        var drawn = Neighbours()
        drawn.vpc = number(of: portion.vpc)
        drawn.subnet = number(of: portion.subnet)
        drawn.instance = number(of: portion.instance)
        drawn.volume = number(of: portion.volume)
        drawn.groups = (0..<random.number(1...3)).map { _ in number(of: portion.group) }
        return drawn
    }

    /// The number of one of a share's items; in one of a hundred cases of none, as where a resource was deleted since.
    private mutating func number(of referred: Referred) -> Int {
        let count = portion.count(of: referred)
        guard count > 0, !random.chance(1) else { return count + random.number(0...999_999) }
        return random.number(0...count - 1)
    }

    /// Whether a security group lets the world in: told by its number alone, so that instances know it of theirs.
    func isOpen(_ group: Int) -> Bool {
        organisation.hasFaults && group < portion.count(of: portion.group) && portion.mark(portion.group.share, group, 2) % 100 < 8
    }

    mutating func putID(_ referred: Referred, _ number: Int) { putID(referred.kind, referred.share, number) }

    mutating func putID(_ kind: Kind, _ share: Int, _ number: Int) {
        put(kind.prefix)
        putHex(portion.mark(share, number, 3), portion.mark(share, number, 4), kind.digits)
    }

    mutating func putGroups() {
        put("[")
        for (place, group) in neighbours.groups.enumerated() {
            put(place > 0 ? ",{\"groupName\":\"group\",\"groupId\":\"" : "{\"groupName\":\"group\",\"groupId\":\"")
            putID(portion.group, group)
            put("\"}")
        }
        put("]")
    }

    mutating func putGroupRelations() {
        for group in neighbours.groups {
            put("{\"resourceId\":\"")
            putID(portion.group, group)
            put("\",\"resourceType\":\"AWS::EC2::SecurityGroup\",\"name\":\"Is associated with SecurityGroup\"},")
        }
    }

    /// What a network holds.
    mutating func putContained() {
        for _ in 0..<random.number(0...16) {
            put(",{\"resourceId\":\"")
            putID(portion.instance, number(of: portion.instance))
            put("\",\"resourceType\":\"AWS::EC2::Instance\",\"name\":\"Contains Instance\"}")
        }
    }
}
