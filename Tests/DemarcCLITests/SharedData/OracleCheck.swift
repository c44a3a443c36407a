// SPDX-License-Identifier: Apache-2.0

/// One of Prowler's checks, the rule of ours that asks the same, and what both are about.
struct OracleCheck: Sendable {
    /// What a verdict is about, and so how it finds ours.
    enum Subject: Sendable {
        case account, region, resource, cluster
        /// An access key is spelled `user/AccessKey1`.
        case user
    }

    let id: String
    let rule: String
    let subject: Subject
    /// What the message of a failure says of this check's part of the rule.
    var phrase: String?
    /// Parameters with which the rule asks exactly this, beside those of every run.
    var parameter: String?

    private init(_ id: String, _ rule: String, of subject: Subject, phrase: String? = nil, parameter: String? = nil) {
        self.id = id
        self.rule = "aws.\(rule)"
        self.subject = subject
        self.phrase = phrase
        self.parameter = parameter
    }

    /// Every check that a shipped rule answers, the baseline's first.
    static let all: [OracleCheck] = baseline + passwords + instances + networks + databases + functions + buckets

    private static let baseline = [
        OracleCheck("iam_root_mfa_enabled", "iam.root-mfa", of: .account),
        OracleCheck("iam_user_mfa_enabled_console_access", "iam.console-user-mfa", of: .user),
        OracleCheck("iam_no_root_access_key", "iam.root-access-key", of: .account),
        OracleCheck("cloudtrail_multi_region_enabled", "cloudtrail.multi-region", of: .account),
        OracleCheck("cloudtrail_multi_region_enabled_logging_management_events", "cloudtrail.management-events", of: .account),
        OracleCheck("guardduty_is_enabled", "guardduty.enabled", of: .region),
        OracleCheck("s3_account_level_public_access_blocks", "s3.account-public-access-block", of: .account),
        OracleCheck("ec2_ebs_default_encryption", "ec2.ebs-default-encryption", of: .region),
        OracleCheck("config_recorder_all_regions_enabled", "config.recorder-on", of: .region),
        // A hub that is off is skipped by the rule about what it gathers, and failed by the other.
        OracleCheck("securityhub_enabled", "securityhub.gathers-findings", of: .region),
        OracleCheck("vpc_flow_logs_enabled", "ec2.vpc-flow-logs", of: .resource),
        OracleCheck("iam_user_accesskey_unused", "iam.access-key-unused", of: .user),
        OracleCheck("accessanalyzer_enabled", "accessanalyzer.external", of: .region),
    ]

    private static let passwords = [
        password("minimum_length_14", "a length of 14"), password("lowercase", "lower case"), password("uppercase", "upper case"),
        password("number", "numbers"), password("symbol", "symbols"), password("reuse_24", "24 remembered passwords"),
        password("expires_passwords_within_90_days_or_less", "a new one every 90 days"),
    ]

    private static let instances = [
        OracleCheck("ec2_instance_imdsv2_enabled", "ec2.imdsv2", of: .resource),
        OracleCheck("ec2_instance_profile_attached", "ec2.instance-profile-attached", of: .resource),
        OracleCheck("ec2_ebs_volume_encryption", "ec2.volume-encrypted", of: .resource),
    ]

    private static let networks = [
        port("securitygroup_allow_ingress_from_internet_to", "sg-admin-ports-open", 22),
        port("securitygroup_allow_ingress_from_internet_to", "sg-admin-ports-open", 3389),
        port("networkacl_allow_ingress", "nacl-admin-ports-open", 22), port("networkacl_allow_ingress", "nacl-admin-ports-open", 3389),
    ]

    private static func port(_ check: String, _ rule: String, _ port: Int) -> OracleCheck {
        OracleCheck("ec2_\(check)_tcp_port_\(port)", "ec2.\(rule)", of: .resource, parameter: "aws.ec2.\(rule).ports=\(port)")
    }

    private static let databases = [
        OracleCheck("rds_instance_storage_encrypted", "rds.storage-encrypted", of: .resource),
        OracleCheck("rds_cluster_storage_encrypted", "rds.storage-encrypted", of: .cluster),
        OracleCheck("rds_instance_backup_enabled", "rds.backup-retention", of: .resource),
        OracleCheck("rds_instance_multi_az", "rds.multi-az", of: .resource),
        OracleCheck("rds_instance_deletion_protection", "rds.deletion-protection", of: .resource),
        OracleCheck("rds_cluster_deletion_protection", "rds.deletion-protection", of: .cluster),
        OracleCheck("rds_instance_minor_version_upgrade_enabled", "rds.auto-minor-upgrade", of: .resource),
        OracleCheck("rds_instance_iam_authentication_enabled", "rds.iam-auth", of: .resource),
        OracleCheck("rds_cluster_iam_authentication_enabled", "rds.iam-auth", of: .cluster),
        OracleCheck("rds_instance_default_admin", "rds.default-master-username", of: .resource),
    ]

    private static let functions = [
        OracleCheck("awslambda_function_env_vars_not_encrypted_with_cmk", "lambda.env-cmk", of: .resource),
        OracleCheck("awslambda_function_using_supported_runtimes", "lambda.runtime-supported", of: .resource),
        OracleCheck("awslambda_function_not_publicly_accessible", "lambda.not-public", of: .resource),
    ]

    private static let buckets = [
        OracleCheck("s3_bucket_default_encryption", "s3.bucket-encryption", of: .resource),
        OracleCheck(
            "s3_bucket_kms_encryption", "s3.bucket-encryption", of: .resource, parameter: "aws.s3.bucket-encryption.min_key_model=aws-managed"),
        OracleCheck("s3_bucket_level_public_access_block", "s3.bucket-public-access-block", of: .resource),
        OracleCheck("s3_bucket_lifecycle_enabled", "s3.bucket-lifecycle", of: .resource),
        OracleCheck("s3_bucket_object_versioning", "s3.bucket-versioning", of: .resource),
        OracleCheck("s3_bucket_object_lock", "s3.bucket-object-lock", of: .resource),
    ]

    private static func password(_ name: String, _ phrase: String) -> OracleCheck {
        OracleCheck("iam_password_policy_\(name)", "iam.password-policy", of: .account, phrase: phrase)
    }
}
