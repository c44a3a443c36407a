// SPDX-License-Identifier: Apache-2.0

extension Kind {
    static let instance = Kind(
        "AWS::EC2::Instance", prefix: "i-", arn: "arn:aws:ec2:<region>:<account>:instance/<id>",
        relationships: """
            <grouprelations>{"resourceId":"<volume>","resourceType":"AWS::EC2::Volume","name":"Is attached to Volume"},\
            {"resourceId":"<subnet>","resourceType":"AWS::EC2::Subnet","name":"Is contained in Subnet"},\
            {"resourceId":"<vpc>","resourceType":"AWS::EC2::VPC","name":"Is contained in Vpc"}
            """,
        configuration: """
            {"amiLaunchIndex":0,"imageId":"ami-<hex 17>","instanceId":"<id>","instanceType":"<pick t3.micro|t3.large|m6i.large|c7g.xlarge|r6i.2xlarge>",\
            "launchTime":"<time>","monitoring":{"state":"<pick disabled|enabled>"},"placement":{"availabilityZone":"<zone>","groupName":"",\
            "tenancy":"default"<null affinity hostId partitionNumber spreadDomain>},"privateDnsName":"ip-10-0-<number 0 255>-<number 1 254>.ec2.internal",\
            "privateIpAddress":"10.0.<number 0 255>.<number 1 254>","productCodes":[],"publicDnsName":"","state":{"code":16,"name":"running"},\
            "stateTransitionReason":"","subnetId":"<subnet>","vpcId":"<vpc>","architecture":"x86_64","blockDeviceMappings":[{"deviceName":"/dev/xvda",\
            "ebs":{"attachTime":"<time>","deleteOnTermination":true,"status":"attached","volumeId":"<volume>"}}],"clientToken":"<hex 32>",\
            "ebsOptimized":<pick true|false>,"enaSupport":true,"hypervisor":"xen","iamInstanceProfile":{"arn":"arn:aws:iam::<account>:instance-profile/\
            <pick app|worker|batch>","id":"AIPA<hex 16>"},"networkInterfaces":[{"attachment":{"attachTime":"<time>","attachmentId":"eni-attach-<hex 17>",\
            "deleteOnTermination":true,"deviceIndex":0,"status":"attached","networkCardIndex":0},"description":"","groups":<groups>,"ipv6Addresses":[],\
            "macAddress":"0a:<hex 2>:<hex 2>:<hex 2>:<hex 2>:<hex 2>","networkInterfaceId":"eni-<hex 17>","ownerId":"<account>",\
            "privateIpAddress":"10.0.<number 0 255>.<number 1 254>","privateIpAddresses":[{"primary":true,"privateDnsName":\
            "ip-10-0-<number 0 255>-<number 1 254>.ec2.internal","privateIpAddress":"10.0.<number 0 255>.<number 1 254>"<null association>}],\
            "sourceDestCheck":true,"status":"in-use","subnetId":"<subnet>","vpcId":"<vpc>","interfaceType":"interface"<null association>}],\
            "rootDeviceName":"/dev/xvda","rootDeviceType":"ebs","securityGroups":<groups>,"sourceDestCheck":true,"tags":<taglist>,\
            "virtualizationType":"hvm","cpuOptions":{"coreCount":2,"threadsPerCore":2},"hibernationOptions":{"configured":false},"licenses":[],\
            "metadataOptions":{"state":"applied","httpTokens":"<pick required|optional>","httpPutResponseHopLimit":1,"httpEndpoint":"enabled"},\
            "enclaveOptions":{"enabled":false}<null kernelId keyName platform publicIpAddress ramdiskId instanceLifecycle outpostArn \
            spotInstanceRequestId sriovNetSupport stateReason capacityReservationId><bulk>}
            """)

    static let volume = Kind(
        "AWS::EC2::Volume", prefix: "vol-", arn: "arn:aws:ec2:<region>:<account>:volume/<id>",
        relationships: #"{"resourceId":"<instance>","resourceType":"AWS::EC2::Instance","name":"Is attached to Instance"}"#,
        configuration: """
            {"attachments":[{"attachTime":"<time>","device":"/dev/xvda","instanceId":"<instance>","state":"attached","volumeId":"<id>",\
            "deleteOnTermination":true}],"availabilityZone":"<zone>","createTime":"<time>",<encrypted>,"size":<number 8 500>,\
            "snapshotId":"snap-<hex 17>","state":"in-use","volumeId":"<id>","iops":3000,"tags":<taglist>,"volumeType":"<pick gp2|gp3|io1>",\
            "multiAttachEnabled":false,"throughput":125<null outpostArn fastRestored sseType><bulk>}
            """)

    static let function = Kind(
        "AWS::Lambda::Function", prefix: "function-", digits: 10, name: "<id>",
        arn: "arn:aws:lambda:<region>:<account>:function:<id>",
        relationships: #"{"resourceId":"<group>","resourceType":"AWS::EC2::SecurityGroup","name":"Is associated with SecurityGroup"}"#,
        configuration: """
            {"functionName":"<id>","functionArn":"arn:aws:lambda:<region>:<account>:function:<id>","runtime":\
            "<pick python3.12|python3.9|nodejs22.x|nodejs18.x|java21>","role":"arn:aws:iam::<account>:role/<id>","handler":"app.handler",\
            "codeSize":<number 1000 9999999>,"description":"","timeout":30,"memorySize":<pick 128|256|1024>,"lastModified":"<time>",\
            "codeSha256":"<hex 44>","version":"$LATEST","vpcConfig":{"subnetIds":["<subnet>"],"securityGroupIds":["<group>"]},\
            "environment":{"variables":{<variables>}},"tracingConfig":{"mode":"PassThrough"},"revisionId":"<hex 32>","layers":[],"state":"Active",\
            "packageType":"Zip","architectures":["x86_64"],"ephemeralStorage":{"size":512},"snapStart":{"applyOn":"None",\
            "optimizationStatus":"Off"},"loggingConfig":{"logFormat":"Text","logGroup":"/aws/lambda/<id>"}<null deadLetterConfig kmskeyArn \
            masterArn stateReason fileSystemConfigs><bulk>}
            """)
}
