// SPDX-License-Identifier: Apache-2.0

extension ItemWriter {
    /// One to five statements, more in the long tail; in 6 of a hundred policies one allows everything.
    mutating func putStatements(mayBeAdministrators: Bool) {
        let start = size
        let isAdministrators = mayBeAdministrators && random.chance(6) && organisation.hasFaults
        if isAdministrators { fail(.iamAdmin) }
        let count = random.number(1...5)
        let place = isAdministrators ? random.number(0...count - 1) : -1
        for number in 0..<count {
            if number == place { put(ItemWriter.everything[random.number(0...1)]) }
            putStatement()
        }
        // Roles have their tail elsewhere.
        while mayBeAdministrators && size < start + bulk { putStatement() }
        dropComma()
    }

    private mutating func putStatement() {
        let drawn = random.number(0...99)
        put(ItemWriter.statements[drawn < 10 ? 0 : drawn < 50 ? 1 : 2])
    }

    private static let action =
        "<pick s3|ec2|dynamodb|sqs|sns|kms|logs|lambda>:<pick Get*|List*|Describe*|Put*|CreateTags|DeleteItem>"

    /// A denial of everything, a single action, and several: none of them is an administrator's.
    private static let statements = [
        Template(
            """
            {"Sid":"DenyAll","Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}},
            """),
        Template(
            """
            {"Sid":"One","Effect":"<pick Allow|Allow|Allow|Deny>","Action":"\(action)","Resource":"<pick *|arn:aws:s3:::data/*>"},
            """),
        Template(
            """
            {"Sid":"Many","Effect":"<pick Allow|Allow|Allow|Deny>","Action":["\(action)","\(action)","\(action)"],"Resource":\
            ["arn:aws:sqs:*:*:\(Kind.teams)","arn:aws:sns:*:*:\(Kind.teams)"]},
            """),
    ]

    private static let everything = [
        Template(#"{"Sid":"Admin","Effect":"Allow","Action":"*","Resource":"*"},"#),
        Template(#"{"Sid":"Admin","Effect":"Allow","Action":["s3:*","*"],"Resource":["*"]},"#),
    ]

    /// A service, and in some roles accounts; in one of ten a stranger's.
    mutating func putTrust() {
        put(ItemWriter.service)
        switch random.number(0...99) {
        case 0..<50:
            putTrusted(random.number(1...3), stranger: false)
        case 50..<60 where organisation.hasFaults:
            fail(.roleTrust)
            putTrusted(random.number(0...2), stranger: true)
        default: break
        }
    }

    private static let service = Template(
        #"{"Effect":"Allow","Principal":{"Service":"<pick ec2|lambda|ecs-tasks>.amazonaws.com"},"Action":"sts:AssumeRole"}"#)

    private mutating func putTrusted(_ count: Int, stranger: Bool) {
        put(",{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[")
        let known = min(organisation.preset.accounts, Organisation.trusted)
        for _ in 0..<count { putRoot(Organisation.account(random.number(0...known - 1))) }
        if stranger { putRoot("9\(random.number(10_000_000_000...99_999_999_999))") }
        dropComma()
        put("]},\"Action\":\"sts:AssumeRole\"}")
    }

    private mutating func putRoot(_ account: String) {
        put("\"arn:aws:iam::")
        put(account)
        put(":root\",")
    }
}
