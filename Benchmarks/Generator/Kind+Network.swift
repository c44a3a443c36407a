// SPDX-License-Identifier: Apache-2.0

extension Kind {
    private static let isInVPC = #"{"resourceId":"<vpc>","resourceType":"AWS::EC2::VPC","name":"Is contained in Vpc"}"#

    static let securityGroup = Kind(
        "AWS::EC2::SecurityGroup", prefix: "sg-", name: "\(teams)-<number 1 999>",
        arn: "arn:aws:ec2:<region>:<account>:security-group/<id>", relationships: isInVPC,
        configuration: """
            {"description":"made by a template","ipPermissions":[<permissions>],"ownerId":"<account>","groupId":"<id>",\
            "ipPermissionsEgress":[{"ipProtocol":"-1","ipv6Ranges":[],"prefixListIds":[],"userIdGroupPairs":[],"ipv4Ranges":[{"cidrIp":\
            "0.0.0.0/0"}],"ipRanges":["0.0.0.0/0"]}],"tags":<taglist>,"vpcId":"<vpc>"}
            """)

    static let networkInterface = Kind(
        "AWS::EC2::NetworkInterface", prefix: "eni-", isTagged: false, arn: "arn:aws:ec2:<region>:<account>:network-interface/<id>",
        relationships: """
            {"resourceId":"<group>","resourceType":"AWS::EC2::SecurityGroup","name":"Is associated with SecurityGroup"},\
            {"resourceId":"<instance>","resourceType":"AWS::EC2::Instance","name":"Is attached to Instance"},\
            {"resourceId":"<subnet>","resourceType":"AWS::EC2::Subnet","name":"Is contained in Subnet"},\(isInVPC)
            """,
        configuration: """
            {"attachment":{"attachTime":"<time>","attachmentId":"eni-attach-<hex 17>","deleteOnTermination":true,"deviceIndex":0,\
            "instanceId":"<instance>","instanceOwnerId":"<account>","status":"attached"},"availabilityZone":"<zone>","description":\
            "Primary network interface","groups":[{"groupName":"group","groupId":"<group>"}],"interfaceType":"interface","ipv6Addresses":[],\
            "macAddress":"0a:<hex 2>:<hex 2>:<hex 2>:<hex 2>:<hex 2>","networkInterfaceId":"<id>","ownerId":"<account>","privateDnsName":\
            "ip-10-0-<number 0 255>-<number 1 254>.ec2.internal","privateIpAddress":"10.0.<number 0 255>.<number 1 254>","privateIpAddresses":\
            [{"primary":true,"privateDnsName":"ip-10-0-<number 0 255>-<number 1 254>.ec2.internal","privateIpAddress":\
            "10.0.<number 0 255>.<number 1 254>"}],"requesterId":"AROA<hex 16>:autoscaling","requesterManaged":false,"sourceDestCheck":true,\
            "status":"in-use","subnetId":"<subnet>","tagSet":[],"vpcId":"<vpc>"<null association outpostArn><bulk>}
            """)

    static let subnet = Kind(
        "AWS::EC2::Subnet", prefix: "subnet-", arn: "arn:aws:ec2:<region>:<account>:subnet/<id>",
        relationships: "\(isInVPC)<contained>",
        configuration: """
            {"assignIpv6AddressOnCreation":false,"availabilityZone":"<zone>","availableIpAddressCount":<number 10 251>,"cidrBlock":\
            "10.<number 0 255>.<number 0 255>.0/24","defaultForAz":false,"mapPublicIpOnLaunch":<pick true|false|false|false>,"ownerId":"<account>",\
            "state":"available","subnetId":"<id>","subnetArn":"arn:aws:ec2:<region>:<account>:subnet/<id>","tags":<taglist>,"vpcId":"<vpc>",\
            "ipv6CidrBlockAssociationSet":[]<null customerOwnedIpv4Pool outpostArn><bulk>}
            """)

    static let vpc = Kind(
        "AWS::EC2::VPC", prefix: "vpc-", arn: "arn:aws:ec2:<region>:<account>:vpc/<id>",
        relationships: #"{"resourceId":"<subnet>","resourceType":"AWS::EC2::Subnet","name":"Contains Subnet"}<contained>"#,
        configuration: """
            {"cidrBlock":"10.<number 0 255>.0.0/16","cidrBlockAssociationSet":[{"associationId":"vpc-cidr-assoc-<hex 17>","cidrBlock":\
            "10.<number 0 255>.0.0/16","cidrBlockState":{"state":"associated"}}],"dhcpOptionsId":"dopt-<hex 17>","instanceTenancy":"default",\
            "ipv6CidrBlockAssociationSet":[],"isDefault":false,"ownerId":"<account>","state":"available","tags":<taglist>,"vpcId":"<id>"<bulk>}
            """)
}
