// SPDX-License-Identifier: Apache-2.0

extension Generator {
    mutating func volume() {
        let id = random.id("vol")
        let instance = random.id("i")
        let isEncrypted = !hasFaults || random.chance(95)
        expected.volumes += 1
        if !isEncrypted { expected.plainVolumes += 1 }
        let tags = tags()
        let key = isEncrypted ? "\"kmsKeyId\":\"arn:aws:kms:\(Generator.region):\(Generator.account):key/\(random.hex(32))\"," : ""
        let attachment = """
            {"attachTime":"\(random.time())","device":"/dev/xvda","instanceId":"\(instance)","state":"attached","volumeId":"\(id)",\
            "deleteOnTermination":true}
            """
        item(
            "AWS::EC2::Volume", id: id, arn: "arn:aws:ec2:\(Generator.region):\(Generator.account):volume/\(id)", tags: tags.object,
            relationships: [("AWS::EC2::Instance", instance, "Is attached to Instance")],
            configuration: """
                {"attachments":[\(attachment)],"availabilityZone":"\(Generator.region)a","createTime":"\(random.time())",\
                "encrypted":\(isEncrypted),\(key)"outpostArn":null,"size":\(random.number(8...500)),"snapshotId":"\(random.id("snap"))",\
                "state":"in-use","volumeId":"\(id)","iops":3000,"tags":\(tags.list),"volumeType":"gp3","fastRestored":null,\
                "multiAttachEnabled":false,"throughput":125,"sseType":null}
                """)
    }

    mutating func securityGroup() {
        let id = random.id("sg")
        let vpc = random.id("vpc")
        let tags = tags()
        var permissions = (0..<random.number(2...7)).map { _ in harmless() }
        expected.groups += 1
        if hasFaults && random.chance(8) {
            expected.openGroups += 1
            permissions.insert(harmful(), at: random.number(0...permissions.count))
        }
        item(
            "AWS::EC2::SecurityGroup", id: id, name: "\(random.pick(Generator.teams))-\(random.number(1...999))",
            arn: "arn:aws:ec2:\(Generator.region):\(Generator.account):security-group/\(id)", tags: tags.object,
            relationships: [("AWS::EC2::VPC", vpc, "Is contained in Vpc")],
            configuration: """
                {"description":"rules of a service of team \(random.pick(Generator.teams))","groupName":"\(random.hex(12))",\
                "ipPermissions":[\(permissions.joined(separator: ","))],"ownerId":"\(Generator.account)","groupId":"\(id)",\
                "ipPermissionsEgress":[\(permission("-1", nil, ["0.0.0.0/0"], []))],"tags":\(tags.list),"vpcId":"\(vpc)"}
                """)
    }

    /// Never lets the world in to port 22 over TCP.
    private mutating func harmless() -> String {
        let networks = (0..<random.number(1...4)).map { _ in "10.\(random.number(0...255)).0.0/16" }
        switch random.number(0...99) {
        case 0..<25: return permission("tcp", 443...443, ["0.0.0.0/0"], ["::/0"])
        case 25..<45: return permission("tcp", 22...22, networks, ["2001:db8:\(random.hex(4))::/48"])
        case 45..<60: return permission("udp", 22...22, ["0.0.0.0/0"], [])
        default:
            let first = [80, 3306, 5432, 6379, 8080, 9090][random.number(0...5)]
            return permission("tcp", first...first + random.number(0...10), networks, [])
        }
    }

    /// Lets the world in to port 22, in one of four ways.
    private mutating func harmful() -> String {
        switch random.number(0...3) {
        case 0: permission("tcp", 22...22, ["10.0.0.0/8", "0.0.0.0/0"], [])
        case 1: permission("tcp", 0...65535, ["0.0.0.0/0"], [])
        case 2: permission("tcp", 20...25, [], ["::/0"])
        default: permission("-1", nil, ["0.0.0.0/0"], [])
        }
    }

    private func permission(_ protocolName: String, _ ports: ClosedRange<Int>?, _ four: [String], _ six: [String]) -> String {
        let from = ports.map { "\"fromPort\":\($0.lowerBound)," } ?? ""
        let upTo = ports.map { "\"toPort\":\($0.upperBound)," } ?? ""
        let ranges = four.map { "{\"cidrIp\":\"\($0)\",\"description\":\"a rule\"}" }.joined(separator: ",")
        let wide = six.map { "{\"cidrIpv6\":\"\($0)\"}" }.joined(separator: ",")
        let plain = four.map { "\"\($0)\"" }.joined(separator: ",")
        return """
            {\(from)"ipProtocol":"\(protocolName)","ipv6Ranges":[\(wide)],"prefixListIds":[],\(upTo)"userIdGroupPairs":[],\
            "ipv4Ranges":[\(ranges)],"ipRanges":[\(plain)]}
            """
    }
}
