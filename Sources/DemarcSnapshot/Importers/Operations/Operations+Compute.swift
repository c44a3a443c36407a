// SPDX-License-Identifier: Apache-2.0

extension Operations {
    /// Instances, volumes, images and their settings.
    static let compute: [Operation] = [
        list("ec2", "describe-instances", "AWS::EC2::Instance", "Reservations.Instances", id: "InstanceId", created: "LaunchTime", tags: "Tags"),
        part("ec2", "describe-instance-attribute", of: "AWS::EC2::Instance", at: "UserData", to: .supplementary("UserData")),
        list("ec2", "describe-volumes", "AWS::EC2::Volume", "Volumes", id: "VolumeId", created: "CreateTime", tags: "Tags"),
        list("ec2", "describe-snapshots", "AWS::EC2::Snapshot", "Snapshots", id: "SnapshotId", created: "StartTime", tags: "Tags"),
        part(
            "ec2", "describe-snapshot-attribute", of: "AWS::EC2::Snapshot", at: "CreateVolumePermissions",
            to: .supplementary("CreateVolumePermissions")),
        list("ec2", "describe-images", "AWS::EC2::Image", "Images", id: "ImageId", title: "Name", created: "CreationDate", tags: "Tags"),
        list("ec2", "describe-key-pairs", "AWS::EC2::KeyPair", "KeyPairs", id: "KeyPairId", title: "KeyName", tags: "Tags"),
        fact("ec2", "get-ebs-encryption-by-default", "demarc::EC2::EbsDefault"),
        fact("ec2", "get-ebs-default-kms-key-id", "demarc::EC2::EbsDefaultKey"),
        Operation(service: "ec2", name: "describe-regions", yield: .regions),
        list(
            "ssm", "describe-instance-information", "demarc::SSM::InstanceInformation", "InstanceInformationList", id: "InstanceId",
            title: "ComputerName"),
        list("ssm", "describe-instance-patch-states", "demarc::SSM::InstancePatchState", "InstancePatchStates", id: "InstanceId"),
    ]

    private static let prefixList = "AWS::EC2::PrefixList"

    /// Logical networks.
    static let network: [Operation] = [
        list("ec2", "describe-vpcs", "AWS::EC2::VPC", "Vpcs", id: "VpcId", tags: "Tags"),
        list("ec2", "describe-subnets", "AWS::EC2::Subnet", "Subnets", id: "SubnetId", arn: "SubnetArn", tags: "Tags"),
        list("ec2", "describe-security-groups", "AWS::EC2::SecurityGroup", "SecurityGroups", id: "GroupId", title: "GroupName", tags: "Tags"),
        list("ec2", "describe-managed-prefix-lists", prefixList, "PrefixLists", id: "PrefixListId", title: "PrefixListName", tags: "Tags"),
        list("ec2", "describe-prefix-lists", prefixList, "PrefixLists", id: "PrefixListId", title: "PrefixListName"),
        part("ec2", "get-managed-prefix-list-entries", of: prefixList, at: "Entries", to: .supplementary("Entries")),
        list("ec2", "describe-network-acls", "AWS::EC2::NetworkAcl", "NetworkAcls", id: "NetworkAclId", tags: "Tags"),
        list(
            "ec2", "describe-network-interfaces", "AWS::EC2::NetworkInterface", "NetworkInterfaces", id: "NetworkInterfaceId", tags: "TagSet"),
        list("ec2", "describe-route-tables", "AWS::EC2::RouteTable", "RouteTables", id: "RouteTableId", tags: "Tags"),
        list("ec2", "describe-internet-gateways", "AWS::EC2::InternetGateway", "InternetGateways", id: "InternetGatewayId", tags: "Tags"),
        list("ec2", "describe-nat-gateways", "AWS::EC2::NatGateway", "NatGateways", id: "NatGatewayId", tags: "Tags"),
        list("ec2", "describe-vpc-endpoints", "AWS::EC2::VPCEndpoint", "VpcEndpoints", id: "VpcEndpointId", tags: "Tags"),
        list(
            "ec2", "describe-vpc-peering-connections", "AWS::EC2::VPCPeeringConnection", "VpcPeeringConnections",
            id: "VpcPeeringConnectionId", tags: "Tags"),
        list("ec2", "describe-addresses", "AWS::EC2::EIP", "Addresses", id: "AllocationId", tags: "Tags"),
        list("ec2", "describe-flow-logs", "AWS::EC2::FlowLog", "FlowLogs", id: "FlowLogId", created: "CreationTime", tags: "Tags"),
    ]

    /// Relational databases.
    static let databases: [Operation] = [
        list(
            "rds", "describe-db-instances", "AWS::RDS::DBInstance", "DBInstances", id: "DBInstanceIdentifier", arn: "DBInstanceArn",
            title: "DBInstanceIdentifier", created: "InstanceCreateTime", tags: "TagList"),
        list(
            "rds", "describe-db-clusters", "AWS::RDS::DBCluster", "DBClusters", id: "DBClusterIdentifier", arn: "DBClusterArn",
            title: "DBClusterIdentifier", created: "ClusterCreateTime", tags: "TagList"),
        list(
            "rds", "describe-db-snapshots", "AWS::RDS::DBSnapshot", "DBSnapshots", id: "DBSnapshotIdentifier", arn: "DBSnapshotArn",
            title: "DBSnapshotIdentifier", created: "SnapshotCreateTime", tags: "TagList"),
        list(
            "rds", "describe-db-cluster-snapshots", "AWS::RDS::DBClusterSnapshot", "DBClusterSnapshots", id: "DBClusterSnapshotIdentifier",
            arn: "DBClusterSnapshotArn", title: "DBClusterSnapshotIdentifier", created: "SnapshotCreateTime", tags: "TagList"),
        part(
            "rds", "describe-db-snapshot-attributes", of: "AWS::RDS::DBSnapshot",
            at: "DBSnapshotAttributesResult.DBSnapshotAttributes", to: .supplementary("DBSnapshotAttributes")),
        list(
            "rds", "describe-db-subnet-groups", "AWS::RDS::DBSubnetGroup", "DBSubnetGroups", id: "DBSubnetGroupName",
            arn: "DBSubnetGroupArn", title: "DBSubnetGroupName"),
        part("rds", "describe-db-parameters", of: "AWS::RDS::DBParameterGroup", at: "Parameters", to: .supplementary("Parameters")),
    ]

    /// Lambda functions.
    static let functions: [Operation] = [
        list(
            "lambda", "list-functions", "AWS::Lambda::Function", "Functions", id: "FunctionName", arn: "FunctionArn", title: "FunctionName"),
        part("lambda", "get-policy", of: "AWS::Lambda::Function", at: "Policy", to: .supplementary("Policy")),
        part("lambda", "get-function-url-config", of: "AWS::Lambda::Function", with: ["AuthType"], to: .supplementary("FunctionUrlConfig")),
        part(
            "lambda", "get-runtime-management-config", of: "AWS::Lambda::Function",
            with: ["UpdateRuntimeOn"], to: .supplementary("RuntimeManagementConfig")),
        part(
            "lambda", "get-function-concurrency", of: "AWS::Lambda::Function",
            with: ["ReservedConcurrentExecutions"], mayBeEmpty: true, to: .supplementary("Concurrency")),
        list(
            "lambda", "list-event-source-mappings", "AWS::Lambda::EventSourceMapping", "EventSourceMappings", id: "UUID",
            arn: "EventSourceMappingArn"),
    ]
}
