// SPDX-License-Identifier: Apache-2.0

/// What the rules look at, and what is wrong with some of it.
extension ItemWriter {
    /// Whether the item has a fault that so many in a hundred have.
    private mutating func isFaulty(_ percent: Int) -> Bool { random.chance(percent) && organisation.hasFaults }

    /// Counts the faults that do not depend on how the item is written.
    mutating func judge() {
        guard kind.type == Kind.instance.type else { return }
        if !organisation.hasFaults { return }
        if !tags.isComplete { fail(.requiredTags) }
        if neighbours.groups.contains(where: { isOpen($0) }) { fail(.instanceOpenSg) }
    }

    mutating func putEncrypted() {
        guard !isFaulty(18) else {
            fail(.ebsEncrypted)
            put("\"encrypted\":false")
            return
        }
        put(ItemWriter.key)
    }

    private static let key = Template(#""encrypted":true,"kmsKeyId":"arn:aws:kms:<region>:<account>:key/<hex 32>""#)

    mutating func putPublic() {
        let isPublic = isFaulty(12)
        if isPublic { fail(.rdsPrivate) }
        put(isPublic ? "\"publiclyAccessible\":true" : "\"publiclyAccessible\":false")
    }

    mutating func putStorage() {
        let isPlain = isFaulty(10)
        let days = isFaulty(33) ? random.number(0...1) : [7, 7, 14, 35][random.number(0...3)]
        if isPlain || days < 7 { fail(.rdsBackup) }
        put(isPlain ? "\"storageEncrypted\":false" : "\"storageEncrypted\":true")
        put(",\"backupRetentionPeriod\":")
        put(days)
    }

    mutating func putBlock() {
        var settings = [true, true, true, true]
        if isFaulty(25) {
            fail(.s3Bpa)
            guard random.chance(60) else { return }
            settings[random.number(0...3)] = false
        }
        put("\"PublicAccessBlockConfiguration\":{")
        for (place, name) in ["blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets"].enumerated() {
            put(place > 0 ? ",\"" : "\"")
            put(name)
            put(settings[place] ? "\":true" : "\":false")
        }
        put("},")
    }

    mutating func putVariables() {
        var names = ["LOG_LEVEL", "STAGE", "TABLE_NAME", "QUEUE_URL", "REGION", "FEATURE_FLAGS", "TOKENIZER", "SECRETS_ARN"]
        names.removeFirst(random.number(3...7))
        if isFaulty(7) {
            fail(.lambdaSecrets)
            names.append(random.pick(["DB_PASSWORD", "GITHUB_TOKEN", "CLIENT_SECRET", "PAYMENT_API_KEY"]))
        }
        for (place, name) in names.enumerated() {
            put(place > 0 ? ",\"" : "\"")
            put(name)
            put("\":\"value-")
            put(random.number(0...999))
            put("\"")
        }
    }
}
