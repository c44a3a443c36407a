// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

@testable import DemarcRules

/// An iterator is a function, which a rule may call with anything.
@Suite struct IteratorByHandTests {
    @Test(arguments: [
        "100000000, 90000000", "1 << 62, 1 << 40", "-1, -1", "-1, 5", "5, 5", "nil, nil", "it, it", "it.region, it.account", "'9', '8'", "{}, {}",
    ])
    func anIteratorThatIsCalledByHandGivesAResourceOrNothing(arguments: String) throws {
        for question in ["it.region:all 'AWS::EC2::VPC'", "it.account:known 'AWS::EC2::VPC'"] {
            let answer = try Asked.one("local step = \(question) local r = step(\(arguments)) return fail('%s', r and r.id or 'nothing')")
            // The recorder "default" is the other resource there is.
            #expect(["fail: nothing", "fail: vpc-0", "fail: vpc-1", "fail: default"].contains(answer), "\(answer)")
        }
    }

    @Test(arguments: ["pairs(it.configuration)", "ipairs(it.configuration.list)", "pairs({})", "('abc'):gmatch('.')", "it.account:regions()"])
    func anyIteratorThatIsCalledByHandEnds(iterator: String) throws {
        let item = SnapshotFolder.item("AWS::EC2::VPC", "vpc-0", #"{"list":[1,{"a":2}],"name":"x"}"#)
        for first in ["it", "it.region", "it.configuration", "it.configuration.list", "it.tags", "nil", "1 << 62", "'name'", "pass()", "{}"] {
            for second in ["nil", "1", "-1", "1 << 62", "'name'", "'nobody'", "it", "it.configuration", "true"] {
                let answer = try Asked.one("local step = \(iterator) local k, v = step(\(first), \(second)) return pass()", items: [item])
                #expect(answer == "pass" || answer.hasPrefix("error: ") || answer.hasPrefix("unknown("), "\(first), \(second): \(answer)")
            }
        }
    }
}
