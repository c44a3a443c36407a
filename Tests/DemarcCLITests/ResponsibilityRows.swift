// SPDX-License-Identifier: Apache-2.0

/// The rows of the text that the matrices of four services hold, in its words and its order.
enum ResponsibilityRows {
    static let customer: [String: [String]] = [
        "ec2": [
            "Application code and dependencies", "Runtime (JVM, Python interpreter, Node.js)", "Middleware (web server, app server)",
            "Operating system (installation, configuration, patching)", "Guest OS firewall",
            "Instance configuration (IAM role, security groups, key pair)", "EBS encryption and backups",
        ],
        "rds": [
            "Application queries and connection handling", "Database user accounts and permissions", "Schema design",
            "Data classification and encryption (at-rest toggle, TDE)", "Parameter group configuration", "Backup retention period",
        ],
        "lambda": [
            "Function code", "Libraries and dependencies packaged with the function", "IAM execution role",
            "Environment variables (including secrets management)", "Function triggers and event source configuration",
        ],
        "s3": [
            "Data content and classification", "Bucket policy (public access settings)", "IAM policies controlling access",
            "Server-side encryption selection (SSE-S3, SSE-KMS, SSE-C)", "Object Lock configuration", "CORS",
            "Versioning and replication configuration", "Lifecycle rules",
        ],
    ]

    static let aws: [String: [String]] = [
        "ec2": ["Hypervisor", "Physical server and storage", "Physical network", "Physical facility"],
        "rds": [
            "DB engine software patching", "Operating system patching", "Underlying EC2 instance management",
            "Storage provisioning and replication (Multi-AZ)", "Hardware and facilities",
        ],
        "lambda": [
            "Runtime (Python 3.12, Node.js 20, ...)", "Runtime patching and security updates", "Operating system",
            "Scaling and concurrency management", "Underlying compute hardware",
        ],
        "s3": ["Hardware providing eleven nines of durability", "Internal replication across AZs", "Physical storage and network"],
    ]
}
