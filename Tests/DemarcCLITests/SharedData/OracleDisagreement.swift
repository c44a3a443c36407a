// SPDX-License-Identifier: Apache-2.0

/// A difference between Prowler's verdicts and ours that is not our defect, with every resource on which it shows.
struct OracleDisagreement: Sendable {
    /// The number in the oracle's description of known disagreements; nil where the two ask different questions.
    let number: Int?
    let check: String
    let ours: String
    let why: String
    /// `account/resource`.
    let resources: Set<String>

    private static let halves = [22, 3389].map { port in
        OracleDisagreement(
            number: 6, check: "ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_\(port)", ours: "FAIL",
            why: "Prowler takes only 0.0.0.0/0 and ::/0 for the internet; this group is open to 0.0.0.0/1 and 128.0.0.0/1",
            resources: ["622500003368/sg-52058299154bb883e"])
    }

    static let all =
        halves + [
            OracleDisagreement(
                number: 1, check: "iam_user_accesskey_unused", ours: "FAIL",
                why: "Prowler passes an active key that was never used, however old; CIS counts from its creation",
                resources: [
                    "155553753454/user-retttm", "521596853687/user-hjymws", "622500003368/user-xrynvv", "954606550230/user-imcimr",
                ]),
            OracleDisagreement(
                number: 10, check: "awslambda_function_using_supported_runtimes", ours: "FAIL",
                why: "Prowler's list of runtimes ages: AWS ended the support of nodejs20.x on 2026-04-30",
                resources: ["348746330866/fn-hpqukp", "521596853687/fn-nhiagq", "954606550230/fn-jkdpnk"]),
            OracleDisagreement(
                number: nil, check: "accessanalyzer_enabled", ours: "FAIL",
                why: "Prowler takes an analyzer of any kind; these two look for unused access and for nothing shared with outsiders",
                resources: ["155553753454/an-ap-southeast-2", "622500003368/an-us-east-1"]),
            OracleDisagreement(
                number: nil, check: "s3_bucket_object_lock", ours: "FAIL",
                why: "the rule asks for a default retention too: a lock without one keeps nothing that nobody marks",
                resources: [
                    "622500003368/b-622500003368-kgxigv", "622500003368/b-622500003368-rjwqnh", "954606550230/b-954606550230-yrfrzh",
                ]),
        ]
}
