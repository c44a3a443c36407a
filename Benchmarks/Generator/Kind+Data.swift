// SPDX-License-Identifier: Apache-2.0

extension Kind {
    static let bucket = Kind(
        "AWS::S3::Bucket", prefix: "bucket-", digits: 12, name: "<id>", arn: "arn:aws:s3:::<id>",
        configuration: #"{"name":"<id>","owner":{"id":"<hex 64>"<null displayName>},"creationDate":"<time>","region":"<region>"<bulk>}"#,
        supplementary: """
            {<block>"AccessControlList":"{\\"grantSet\\":null,\\"owner\\":{\\"id\\":\\"<hex 64>\\"},\\"grantList\\":[]}","BucketPolicy":{"policyText":\
            "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Sid\\":\\"TLS\\",\\"Effect\\":\\"Deny\\",\\"Principal\\":\\"*\\",\\"Action\\":\\"s3:*\\",\
            \\"Resource\\":[\\"arn:aws:s3:::<id>\\",\\"arn:aws:s3:::<id>/*\\"],\\"Condition\\":{\\"Bool\\":{\\"aws:SecureTransport\\":\\"false\\"}}}]}"},\
            "BucketVersioningConfiguration":{"status":"<pick Off|Enabled>"<null isMfaDeleteEnabled>},"IsRequesterPaysEnabled":false,\
            "ServerSideEncryptionConfiguration":{"rules":[{"applyServerSideEncryptionByDefault":{"sseAlgorithm":"AES256"<null kmsMasterKeyID>},\
            "bucketKeyEnabled":false}]},"BucketLoggingConfiguration":{"destinationBucketName":null,"logFilePrefix":null}}
            """)

    static let database = Kind(
        "AWS::RDS::DBInstance", prefix: "db-", digits: 26, name: "\(teams)-<number 1 9999>", arn: "arn:aws:rds:<region>:<account>:db:<id>",
        relationships: """
            {"resourceId":"<group>","resourceType":"AWS::EC2::SecurityGroup","name":"Is associated with SecurityGroup"},\
            {"resourceId":"<vpc>","resourceType":"AWS::EC2::VPC","name":"Is associated with Vpc"}
            """,
        configuration: """
            {"dBInstanceIdentifier":"<id>","dBInstanceClass":"<pick db.t3.medium|db.r6g.large|db.m6i.xlarge>","engine":"<pick postgres|mysql|mariadb>",\
            "dBInstanceStatus":"available","masterUsername":"owner","dBName":"app","endpoint":{"address":"<id>.<hex 12>.<region>.rds.amazonaws.com",\
            "port":5432,"hostedZoneId":"Z<hex 13>"},"allocatedStorage":<number 20 900>,"instanceCreateTime":"<time>","preferredBackupWindow":"05:00-05:30",\
            <storage>,"dBSecurityGroups":[],"vpcSecurityGroups":[{"vpcSecurityGroupId":"<group>","status":"active"}],"dBParameterGroups":\
            [{"dBParameterGroupName":"default.postgres16","parameterApplyStatus":"in-sync"}],"availabilityZone":"<zone>","dBSubnetGroup":\
            {"dBSubnetGroupName":"main","dBSubnetGroupDescription":"main","vpcId":"<vpc>","subnetGroupStatus":"Complete","subnets":\
            [{"subnetIdentifier":"<subnet>","subnetAvailabilityZone":{"name":"<zone>"},"subnetOutpost":{},"subnetStatus":"Active"},\
            {"subnetIdentifier":"<subnet>","subnetAvailabilityZone":{"name":"<zone>"},"subnetOutpost":{},"subnetStatus":"Active"},\
            {"subnetIdentifier":"<subnet>","subnetAvailabilityZone":{"name":"<zone>"},"subnetOutpost":{},"subnetStatus":"Active"}]},\
            "preferredMaintenanceWindow":"sun:06:00-sun:06:30","pendingModifiedValues":{},"multiAZ":<pick true|false>,"engineVersion":"16.3",\
            "autoMinorVersionUpgrade":<pick true|true|false>,"readReplicaDBInstanceIdentifiers":[],"readReplicaDBClusterIdentifiers":[],\
            "licenseModel":"postgresql-license","optionGroupMemberships":[{"optionGroupName":"default:postgres-16","status":"in-sync"}],\
            <public>,"statusInfos":[],"storageType":"gp3","dbInstancePort":0,"dbiResourceId":"<id>","cACertificateIdentifier":"rds-ca-rsa2048-g1",\
            "domainMemberships":[],"copyTagsToSnapshot":true,"monitoringInterval":60,"dBInstanceArn":"arn:aws:rds:<region>:<account>:db:<id>",\
            "iAMDatabaseAuthenticationEnabled":<pick true|false>,"performanceInsightsEnabled":true,"enabledCloudwatchLogsExports":["postgresql"],\
            "processorFeatures":[],"deletionProtection":<pick true|false>,"associatedRoles":[],"tagList":<taglist>,"customerOwnedIpEnabled":false\
            <null iops characterSetName secondaryAvailabilityZone tdeCredentialArn kmsKeyId timezone promotionTier maxAllocatedStorage><bulk>}
            """)
}
