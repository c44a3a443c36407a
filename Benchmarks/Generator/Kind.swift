// SPDX-License-Identifier: Apache-2.0

/// A type of resource, and how an item of it is written.
struct Kind {
    let type: String
    /// What ids begin with, and how many hexadecimal digits follow.
    let prefix: String
    let digits: Int
    /// Whether it belongs to the account and not to a region.
    let isGlobal: Bool
    let isTagged: Bool
    /// The name of an item; empty where it has none.
    let name: Template
    let arn: Template
    let relationships: Template
    let configuration: Template
    let supplementary: Template

    init(
        _ type: String, prefix: String, digits: Int = 17, isGlobal: Bool = false, isTagged: Bool = true, name: String = "", arn: String,
        relationships: String = "", configuration: String, supplementary: String = "{}"
    ) {
        self.type = type
        self.prefix = prefix
        self.digits = digits
        self.isGlobal = isGlobal
        self.isTagged = isTagged
        self.name = Template(name)
        self.arn = Template(arn)
        self.relationships = Template(relationships)
        self.configuration = Template(configuration)
        self.supplementary = Template(supplementary)
    }

    static let teams = "<pick payments|search|ml-platform|data-eng|identity|edge|growth|sre>"

    /// What is around each configuration.
    static let item = Template(
        """
        {"relatedEvents":[],"relationships":[<relationships>],"configuration":<configuration>,"supplementaryConfiguration":<supplementary>,\
        "tags":<tags>,"configurationItemVersion":"1.3","configurationItemCaptureTime":"<time>","configurationStateId":\
        <number 1772000000000 1772499999999>,"awsAccountId":"<account>","configurationItemStatus":"<pick OK|ResourceDiscovered>",\
        "resourceType":"<type>","resourceId":"<id>"<name>,"ARN":"<arn>","awsRegion":"<region>","availabilityZone":"<zone>",\
        "configurationStateMd5Hash":"","resourceCreationTime":"<time>"}
        """)

    /// A recorder of everything: what a file does not hold is then known not to exist.
    static let recorder = Kind(
        "AWS::Config::ConfigurationRecorder", prefix: "default", digits: 0, isTagged: false,
        arn: "arn:aws:config:<region>:<account>:recorder/default",
        configuration: """
            {"Id":"default","Recording":true,"RecordingGroup":{"AllSupported":true,"IncludeGlobalResourceTypes":true}}
            """)
}
