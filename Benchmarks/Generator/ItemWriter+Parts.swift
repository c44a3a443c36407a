// SPDX-License-Identifier: Apache-2.0

extension ItemWriter {
    mutating func put(_ part: Part) {
        switch part {
        case .type: put(kind.type)
        case .id: putID(kind, share, ordinal)
        case .name: putName()
        case .account: put(portion.account)
        case .region: put(kind.isGlobal ? "global" : portion.region)
        case .zone: put(kind.isGlobal ? "Not Applicable" : portion.region + "a")
        case .arn: put(kind.arn)
        case .configuration: put(kind.configuration)
        case .supplementary: put(kind.supplementary)
        case .relationships: put(kind.relationships)
        case .tags: tags.putObject(into: &self)
        case .taglist: tags.putList(into: &self)
        case .bulk: putBulk()
        case .vpc: putID(portion.vpc, neighbours.vpc)
        case .subnet: putID(portion.subnet, neighbours.subnet)
        case .group: putID(portion.group, neighbours.groups[0])
        case .groups: putGroups()
        case .grouprelations: putGroupRelations()
        case .instance: putID(portion.instance, neighbours.instance)
        case .volume: putID(portion.volume, neighbours.volume)
        case .contained: putContained()
        case .encrypted: putEncrypted()
        case .isPublic: putPublic()
        case .storage: putStorage()
        case .block: putBlock()
        case .permissions: putPermissions()
        case .statements: putPolicy { $0.putStatements(mayBeAdministrators: true) }
        case .inline: putPolicy { $0.putStatements(mayBeAdministrators: false) }
        case .trust: putPolicy { $0.putTrust() }
        case .variables: putVariables()
        }
    }

    private mutating func putName() {
        guard kind.name.pieces.count > 1 else { return }
        put(",\"resourceName\":\"")
        put(kind.name)
        put("\"")
    }

    /// What the long tail adds to a type that has no lists of its own.
    private mutating func putBulk() {
        guard bulk > 0 else { return }
        let end = size + bulk
        put(",\"attributes\":[{}")
        while size < end { put(ItemWriter.attribute) }
        put("]")
    }

    private static let attribute = Template(
        #",{"key":"<pick owner|purpose|window|contact>","value":"<hex 40>","updated":"<time>","isInherited":<pick true|false>}"#)

    /// A policy as AWS Config delivers it, or as any engine reads it.
    private mutating func putPolicy(_ body: (inout ItemWriter) -> Void) {
        let start = size
        put("{\"Version\":\"2012-10-17\",\"Statement\":[")
        body(&self)
        put("]}")
        guard organisation.mix.encodesPolicies else { return }
        let document = take(from: start)
        put("\"")
        for byte in document { put(ItemWriter.encoded[Int(byte)]) }
        put("\"")
    }

    /// Each byte as a URL has it.
    private static let encoded: [[UInt8]] = (0...255).map { (byte: UInt8) in
        let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || "-_.~".utf8.contains(byte)
        let digits = Array("0123456789ABCDEF".utf8)
        return isPlain ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
