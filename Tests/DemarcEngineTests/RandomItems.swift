// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

/// What random rules are asked about: resources that are alike in most and differ in everything a rule can look at.
enum RandomItems {
    /// VPCs and what they can find, in one region.
    static let all = items(of: "AWS::EC2::VPC", "vpc", 150, seed: 1) + items(of: "AWS::EC2::Subnet", "subnet", 12, seed: 2)
    /// The same in another, fewer.
    static let elsewhere =
        items(of: "AWS::EC2::VPC", "vpc-e", 40, seed: 3, region: "eu-west-1") + items(of: "AWS::EC2::Subnet", "vpc", 7, seed: 4, region: "eu-west-1")

    private static func items(of type: String, _ name: String, _ count: Int, seed: UInt64, region: String = "us-east-1") -> [String] {
        var dice = Dice(seed: seed)
        return (0..<count).map { number in
            let tags = dice.number(below: 2) == 0 ? "{}" : #"{"Owner":"\#(word(&dice))"}"#
            return SnapshotFolder.item(type, "\(name)-\(number)", region: region, object(&dice, depth: 2), tags: tags)
        }
    }

    private static func word(_ dice: inout Dice) -> String { dice.one(of: ["a", "b", "x", "y", "vpc-3", "1", "", "a longer word", "vpc-17"]) }

    /// A value that is mostly what its name says, and sometimes null, something else, or not there at all.
    private static func member(_ name: String, _ dice: inout Dice, _ value: (inout Dice) -> String) -> String? {
        switch dice.number(below: 12) {
        case 0: nil
        case 1: #""\#(name)":null"#
        case 2 where dice.number(below: 3) == 0: #""\#(name)":\#(dice.one(of: ["true", "3", "3.5", "\"b\"", "[]", "{}"]))"#
        default: #""\#(name)":\#(value(&dice))"#
        }
    }

    private static func list(_ dice: inout Dice, _ element: (inout Dice) -> String) -> String {
        "[" + (0..<dice.number(below: 4)).map { _ in element(&dice) }.joined(separator: ",") + "]"
    }

    private static func object(_ dice: inout Dice, depth: Int) -> String {
        var members = [
            member("kind", &dice) { "\"\(word(&$0))\"" }, member("name", &dice) { "\"\(word(&$0))\"" },
            member("on", &dice) { "\($0.number(below: 2) == 0)" },
            member("size", &dice) { "\($0.number(below: 12))" }, member("least", &dice) { "\($0.number(below: 12))" },
            member("n", &dice) { $0.number(below: 4) == 0 ? "2.5" : "\($0.number(below: 5))" },
            member("other", &dice) { list(&$0) { "\"\(word(&$0))\"" } },
        ]
        for name in depth > 0 ? ["list", "tags"] : [] { members.append(member(name, &dice) { list(&$0) { object(&$0, depth: depth - 1) } }) }
        return "{" + members.compactMap(\.self).joined(separator: ",") + "}"
    }
}
