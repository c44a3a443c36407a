// SPDX-License-Identifier: Apache-2.0

extension Generator {
    mutating func instance() {
        let id = random.id("i")
        let (subnet, vpc, group, volume, interface) = (random.id("subnet"), random.id("vpc"), random.id("sg"), random.id("vol"), random.id("eni"))
        let tags = tags()
        let address = "10.\(random.number(0...255)).\(random.number(0...255)).\(random.number(0...255))"
        let dns = "ip-\(address.split(separator: ".").joined(separator: "-")).ec2.internal"
        let groups = "[{\"groupId\":\"\(group)\",\"groupName\":\"\(random.hex(12))\"}]"
        let card = """
            {"association":null,"attachment":{"attachTime":"\(random.time())","attachmentId":"\(random.id("eni-attach"))",\
            "deleteOnTermination":true,"deviceIndex":0,"status":"attached","networkCardIndex":0},"description":"","groups":\(groups),\
            "ipv6Addresses":[],"macAddress":"0a:\(random.hex(2)):\(random.hex(2)):\(random.hex(2)):\(random.hex(2)):\(random.hex(2))",\
            "networkInterfaceId":"\(interface)","ownerId":"\(Generator.account)","privateDnsName":"\(dns)","privateIpAddress":"\(address)",\
            "privateIpAddresses":[{"association":null,"primary":true,"privateDnsName":"\(dns)","privateIpAddress":"\(address)"}],\
            "sourceDestCheck":true,"status":"in-use","subnetId":"\(subnet)","vpcId":"\(vpc)","interfaceType":"interface"}
            """
        let machine = """
            "amiLaunchIndex":0,"imageId":"\(random.id("ami"))","instanceId":"\(id)","instanceType":"\(random.pick(["t3.micro", "m6i.large", "c7g.xlarge"]))",\
            "kernelId":null,"keyName":null,"launchTime":"\(random.time())","monitoring":{"state":"disabled"},"placement":{"availabilityZone":\
            "\(Generator.region)a","affinity":null,"groupName":"","hostId":null,"tenancy":"default"},"platform":null,"privateDnsName":"\(dns)",\
            "privateIpAddress":"\(address)","productCodes":[],"publicDnsName":"","publicIpAddress":null,"ramdiskId":null,\
            "state":{"code":16,"name":"running"},"stateTransitionReason":"","subnetId":"\(subnet)","vpcId":"\(vpc)","architecture":"x86_64"
            """
        let settings = """
            "blockDeviceMappings":[{"deviceName":"/dev/xvda","ebs":{"attachTime":"\(random.time())","deleteOnTermination":true,\
            "status":"attached","volumeId":"\(volume)"}}],"clientToken":"\(random.hex(32))","ebsOptimized":true,"enaSupport":true,\
            "hypervisor":"xen","iamInstanceProfile":{"arn":"arn:aws:iam::\(Generator.account):instance-profile/app",\
            "id":"AIPA\(random.hex(16))"},"instanceLifecycle":null,"rootDeviceName":"/dev/xvda","rootDeviceType":"ebs",\
            "securityGroups":\(groups),"sourceDestCheck":true,"tags":\(tags.list),"virtualizationType":"hvm",\
            "cpuOptions":{"coreCount":2,"threadsPerCore":2},"hibernationOptions":{"configured":false},"licenses":[],"metadataOptions":\
            {"state":"applied","httpTokens":"required","httpPutResponseHopLimit":1,"httpEndpoint":"enabled"},"enclaveOptions":{"enabled":false}
            """
        item(
            "AWS::EC2::Instance", id: id, arn: "arn:aws:ec2:\(Generator.region):\(Generator.account):instance/\(id)", tags: tags.object,
            relationships: [
                ("AWS::EC2::SecurityGroup", group, "Is associated with SecurityGroup"), ("AWS::EC2::Volume", volume, "Is attached to Volume"),
                ("AWS::EC2::NetworkInterface", interface, "Contains NetworkInterface"), ("AWS::EC2::Subnet", subnet, "Is contained in Subnet"),
                ("AWS::EC2::VPC", vpc, "Is contained in Vpc"),
            ],
            configuration: "{\(machine),\"networkInterfaces\":[\(card)],\(settings)}")
    }

    mutating func bucket() {
        let name = "\(random.pick(Generator.teams))-\(random.hex(10))"
        let tags = tags()
        // S3 hands policies over as text, with its quotes escaped.
        let policy = """
            {"Version":"2012-10-17","Statement":[{"Sid":"TLS","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":\
            ["arn:aws:s3:::\(name)","arn:aws:s3:::\(name)/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}},{"Sid":"Read","Effect":"Allow",\
            "Principal":{"AWS":"arn:aws:iam::\(random.number(100_000_000_000...999_999_999_999)):root"},"Action":["s3:GetObject","s3:ListBucket"],\
            "Resource":["arn:aws:s3:::\(name)","arn:aws:s3:::\(name)/*"]}]}
            """
        let escaped = policy.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
        item(
            "AWS::S3::Bucket", id: name, name: name, arn: "arn:aws:s3:::\(name)", tags: tags.object,
            configuration: """
                {"name":"\(name)","owner":{"displayName":null,"id":"\(random.hex(64))"},"creationDate":"\(random.time())","region":null}
                """,
            supplementary: """
                {"BucketPolicy":{"policyText":"\(escaped)"},"AccessControlList":"{\\"grantSet\\":null,\\"owner\\":{\\"id\\":\\"\(random.hex(64))\\"}}",\
                "BucketVersioningConfiguration":{"status":"Enabled","isMfaDeleteEnabled":null},"IsRequesterPaysEnabled":false,\
                "PublicAccessBlockConfiguration":{"blockPublicAcls":true,"ignorePublicAcls":true,"blockPublicPolicy":true,"restrictPublicBuckets":true},\
                "ServerSideEncryptionConfiguration":{"rules":[{"applyServerSideEncryptionByDefault":{"sseAlgorithm":"AES256",\
                "kmsMasterKeyID":null},"bucketKeyEnabled":false}]},"BucketLoggingConfiguration":{"destinationBucketName":null,"logFilePrefix":null}}
                """)
    }

    mutating func role() {
        let name = "\(random.pick(Generator.teams))-\(random.hex(8))"
        let id = "AROA\(random.hex(17))"
        let arn = "arn:aws:iam::\(Generator.account):role/\(name)"
        // IAM hands policies over URL-encoded.
        let trust = """
            %7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22\
            %3A%22lambda.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D
            """
        item(
            "AWS::IAM::Role", id: id, name: name, arn: arn, region: "global",
            configuration: """
                {"path":"/","roleName":"\(name)","roleId":"\(id)","arn":"\(arn)","createDate":"\(random.time())",\
                "assumeRolePolicyDocument":"\(trust)","instanceProfileList":[],"rolePolicyList":[{"policyName":"own","policyDocument":\
                "%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3AGetObject%22%2C%22Resource%22%3A%22arn%3Aaws%3As3\
                %3A%3A%3A\(random.hex(12))%2F%2A%22%7D%5D%7D"}],"attachedManagedPolicies":[{"policyName":"AWSLambdaBasicExecutionRole",\
                "policyArn":"arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"}],"permissionsBoundary":null,"tags":[]}
                """)
    }
}
