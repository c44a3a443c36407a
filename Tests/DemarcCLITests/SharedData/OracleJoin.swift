// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport

/// Which of Prowler's checks asks what a rule asks, and what its verdicts are about.
enum OracleJoin {
    static let rules: [String: String] = [
        "iam_root_mfa_enabled": "aws.iam.root-mfa",
        "iam_user_mfa_enabled_console_access": "aws.iam.console-user-mfa",
        "iam_no_root_access_key": "aws.iam.root-access-key",
        "cloudtrail_multi_region_enabled": "aws.cloudtrail.multi-region",
        "cloudtrail_multi_region_enabled_logging_management_events": "aws.cloudtrail.management-events",
        "guardduty_is_enabled": "aws.guardduty.enabled",
        "s3_account_level_public_access_blocks": "aws.s3.account-public-access-block",
        "ec2_ebs_default_encryption": "aws.ec2.ebs-default-encryption",
        "config_recorder_all_regions_enabled": "aws.config.recorder-on",
        "securityhub_enabled": "aws.securityhub",
        "vpc_flow_logs_enabled": "aws.ec2.vpc-flow-logs",
        "iam_password_policy_minimum_length_14": "aws.iam.password-policy",
        "iam_password_policy_lowercase": "aws.iam.password-policy",
        "iam_password_policy_uppercase": "aws.iam.password-policy",
        "iam_password_policy_number": "aws.iam.password-policy",
        "iam_password_policy_symbol": "aws.iam.password-policy",
        "iam_password_policy_reuse_24": "aws.iam.password-policy",
        "iam_password_policy_expires_passwords_within_90_days_or_less": "aws.iam.password-policy",
        "iam_user_accesskey_unused": "aws.iam.access-key-unused",
        "accessanalyzer_enabled": "aws.accessanalyzer.external",
        "ec2_instance_imdsv2_enabled": "aws.ec2.imdsv2",
        "ec2_instance_profile_attached": "aws.ec2.instance-profile-attached",
        "ec2_ebs_volume_encryption": "aws.ec2.volume-encrypted",
        "rds_instance_storage_encrypted": "aws.rds.storage-encrypted",
        "rds_cluster_storage_encrypted": "aws.rds.storage-encrypted",
        "rds_instance_backup_enabled": "aws.rds.backup-retention",
        "rds_instance_multi_az": "aws.rds.multi-az",
        "rds_instance_deletion_protection": "aws.rds.deletion-protection",
        "rds_cluster_deletion_protection": "aws.rds.deletion-protection",
        "rds_instance_minor_version_upgrade_enabled": "aws.rds.auto-minor-upgrade",
        "rds_instance_iam_authentication_enabled": "aws.rds.iam-auth",
        "rds_cluster_iam_authentication_enabled": "aws.rds.iam-auth",
        "rds_instance_default_admin": "aws.rds.default-master-username",
        "awslambda_function_env_vars_not_encrypted_with_cmk": "aws.lambda.env-cmk",
        "awslambda_function_using_supported_runtimes": "aws.lambda.runtime-supported",
        "s3_bucket_default_encryption": "aws.s3.bucket-encryption",
        "s3_bucket_level_public_access_block": "aws.s3.bucket-public-access-block",
        "s3_bucket_lifecycle_enabled": "aws.s3.bucket-lifecycle",
        "s3_bucket_object_versioning": "aws.s3.bucket-versioning",
    ]

    /// Rules about the whole account.
    private static let ofAccount: Set = [
        "aws.iam.root-mfa", "aws.iam.root-access-key", "aws.cloudtrail.multi-region", "aws.cloudtrail.management-events",
        "aws.s3.account-public-access-block",
        "aws.iam.password-policy",
    ]
    /// Rules about a region.
    private static let ofRegion: Set = [
        "aws.guardduty.enabled", "aws.ec2.ebs-default-encryption", "aws.config.recorder-on", "aws.securityhub", "aws.accessanalyzer.external",
    ]

    /// What a verdict of Prowler is about.
    static func place(rule: String, check: String, region: String, resource: String) -> String {
        if ofAccount.contains(rule) { return "account" }
        if ofRegion.contains(rule) { return region }
        // An access key is spelled `user/AccessKey1`, all others by the last part of a path.
        let parts = resource.split(separator: "/").map(String.init)
        let name = (rule == "aws.iam.access-key-unused" ? parts.first : parts.last) ?? resource
        return check.hasPrefix("rds_cluster") ? "cluster \(name)" : name
    }

    /// The rule of a finding; both of the hub's together ask what Prowler asks.
    static func rule(_ finding: ScanResult.Finding) -> String {
        finding.rule.hasPrefix("aws.securityhub.") ? "aws.securityhub" : finding.rule
    }

    /// FAIL, PASS or NONE: what is not applicable passes with Prowler.
    static func verdict(_ findings: [ScanResult.Finding]) -> String {
        if findings.isEmpty { return "NONE" }
        return findings.allSatisfy { $0.verdict == "pass" || $0.verdict == "skip" } ? "PASS" : "FAIL"
    }

    /// What a finding of ours is about, by each of its spellings.
    static func places(_ finding: ScanResult.Finding) -> [String] {
        if ofAccount.contains(finding.rule) { return ["account"] }
        if ofRegion.contains(rule(finding)) { return [finding.region] }
        let names = [finding.id, finding.name].compactMap { $0 }
        return Array(Set(names.map { finding.type == "AWS::RDS::DBCluster" ? "cluster \($0)" : $0 }))
    }
}
