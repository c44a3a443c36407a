// SPDX-License-Identifier: Apache-2.0

extension ItemWriter {
    /// Two to seven permissions, more in the long tail; an open group has one among them that lets the world in to port 22.
    mutating func putPermissions() {
        let start = size
        let isOpen = isOpen(ordinal)
        if isOpen { fail(.sgSshOpen) }
        let count = random.number(2...7)
        let harmful = isOpen ? random.number(0...count) : -1
        for place in 0..<count {
            if place == harmful { putHarmful() }
            putHarmless()
        }
        while size < start + bulk { putHarmless() }
        if harmful == count { putHarmful() }
        dropComma()
    }

    private mutating func putHarmless() {
        switch random.number(0...99) {
        case 0..<25: putPermission("tcp", 443...443, 0, world: true, worldSix: true)
        case 25..<45: putPermission("tcp", 22...22, random.number(1...4))
        case 45..<60: putPermission("udp", 22...22, 0, world: true)
        default:
            let first = [80, 3306, 5432, 6379, 8080, 9090][random.number(0...5)]
            putPermission("tcp", first...first + random.number(0...10), random.number(1...4))
        }
    }

    /// One of four ways to be open.
    private mutating func putHarmful() {
        switch random.number(0...3) {
        case 0: putPermission("tcp", 22...22, 1, world: true)
        case 1: putPermission("tcp", 0...65535, 0, world: true)
        case 2: putPermission("tcp", 20...25, 0, worldSix: true)
        default: putPermission("-1", nil, 0, world: true)
        }
    }

    /// A permission for `networks` private networks, and the whole world where asked for.
    private mutating func putPermission(
        _ name: String, _ ports: ClosedRange<Int>?, _ networks: Int, world: Bool = false, worldSix: Bool = false
    ) {
        put("{")
        if let ports {
            put("\"fromPort\":")
            put(ports.lowerBound)
            put(",")
        }
        put("\"ipProtocol\":\"")
        put(name)
        put(worldSix ? "\",\"ipv6Ranges\":[{\"cidrIpv6\":\"::/0\"}],\"prefixListIds\":[]," : "\",\"ipv6Ranges\":[],\"prefixListIds\":[],")
        if let ports {
            put("\"toPort\":")
            put(ports.upperBound)
            put(",")
        }
        let seconds = (0..<networks).map { _ in random.number(0...255) }
        put("\"userIdGroupPairs\":[],\"ipv4Ranges\":[")
        putNetworks(seconds, world, "{\"cidrIp\":\"", "\",\"description\":\"a rule\"},")
        put("],\"ipRanges\":[")
        putNetworks(seconds, world, "\"", "\",")
        put("]},")
    }

    private mutating func putNetworks(_ seconds: [Int], _ world: Bool, _ before: String, _ behind: String) {
        for second in seconds {
            put(before)
            put("10.")
            put(second)
            put(".0.0/16")
            put(behind)
        }
        if world {
            put(before)
            put("0.0.0.0/0")
            put(behind)
        }
        if world || !seconds.isEmpty { dropComma() }
    }
}
