// SPDX-License-Identifier: Apache-2.0

extension Operations {
    private static let bucket = "AWS::S3::Bucket"

    /// Buckets, and the account's block; parts carry the names AWS Config gives them.
    static let storage: [Operation] = [
        list(
            "s3api", "list-buckets", bucket, "Buckets", id: "Name", title: "Name", created: "CreationDate", isOpen: true, arnPrefix: "arn:aws:s3:::"),
        part("s3api", "get-bucket-location", of: bucket, with: ["LocationConstraint"], to: .configuration),
        part("s3api", "get-bucket-policy", of: bucket, at: "Policy", to: .supplementary("BucketPolicy"), member: "policyText"),
        part("s3api", "get-bucket-policy-status", of: bucket, at: "PolicyStatus", to: .supplementary("BucketPolicyStatus")),
        part("s3api", "get-bucket-acl", of: bucket, with: ["Grants"], to: .supplementary("AccessControlList")),
        part(
            "s3api", "get-public-access-block", of: bucket, at: "PublicAccessBlockConfiguration",
            to: .supplementary("PublicAccessBlockConfiguration")),
        part(
            "s3api", "get-bucket-encryption", of: bucket, at: "ServerSideEncryptionConfiguration",
            to: .supplementary("ServerSideEncryptionConfiguration")),
        part(
            "s3api", "get-bucket-versioning", of: bucket,
            with: ["Status", "MFADelete"], mayBeEmpty: true, to: .supplementary("BucketVersioningConfiguration")),
        part(
            "s3api", "get-bucket-lifecycle-configuration", of: bucket,
            with: ["Rules"], to: .supplementary("BucketLifecycleConfiguration")),
        part("s3api", "get-bucket-cors", of: bucket, with: ["CORSRules"], to: .supplementary("BucketCrossOriginConfiguration")),
        part(
            "s3api", "get-bucket-logging", of: bucket,
            with: ["LoggingEnabled"], mayBeEmpty: true, to: .supplementary("BucketLoggingConfiguration")),
        part(
            "s3api", "get-bucket-replication", of: bucket, at: "ReplicationConfiguration",
            to: .supplementary("BucketReplicationConfiguration")),
        part(
            "s3api", "get-object-lock-configuration", of: bucket, at: "ObjectLockConfiguration", to: .supplementary("ObjectLockConfiguration")),
        part("s3api", "get-bucket-ownership-controls", of: bucket, at: "OwnershipControls", to: .supplementary("OwnershipControls")),
        part(
            "s3api", "get-bucket-notification-configuration", of: bucket,
            with: ["TopicConfigurations", "QueueConfigurations", "LambdaFunctionConfigurations", "EventBridgeConfiguration"], mayBeEmpty: true,
            to: .supplementary("BucketNotificationConfiguration")),
        part(
            "s3api", "get-bucket-website", of: bucket,
            with: ["RedirectAllRequestsTo", "IndexDocument"], to: .supplementary("BucketWebsiteConfiguration")),
        part("s3api", "get-bucket-tagging", of: bucket, at: "TagSet", to: .tags),
        fact("s3control", "get-public-access-block", "AWS::S3::AccountPublicAccessBlock", at: "PublicAccessBlockConfiguration"),
    ]

    /// KMS keys.
    static let keys: [Operation] = [
        list("kms", "list-keys", "AWS::KMS::Key", "Keys", id: "KeyId", arn: "KeyArn", isOpen: true),
        part("kms", "describe-key", of: "AWS::KMS::Key", at: "KeyMetadata", to: .configuration),
        part("kms", "get-key-rotation-status", of: "AWS::KMS::Key", at: "KeyRotationEnabled", to: .supplementary("KeyRotationStatus")),
        part("kms", "get-key-policy", of: "AWS::KMS::Key", at: "Policy", to: .supplementary("Policy")),
    ]
}
