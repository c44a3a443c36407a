// SPDX-License-Identifier: Apache-2.0

extension Kind {
    /// A type that no benchmark rule looks at: about `bytes` of JSON an item.
    static func plain(_ type: String, bytes: Int, isGlobal: Bool = false) -> Kind {
        let words = type.split(separator: ":").map { $0.lowercased() }
        let (service, noun) = (words[1], words[2])
        // What is around it takes 800 bytes, an entry 110.
        let entries = Array(
            repeating: """
                {"name":"<pick retention|capacity|protocol|endpoint|policy|schedule>","value":"<hex 24>","updated":"<time>",\
                "isEnabled":<pick true|false>}
                """,
            count: max(0, (bytes - 800) / 110))
        return Kind(
            type, prefix: "\(noun)-", isGlobal: isGlobal, name: "\(teams)-<number 1 9999>",
            arn: "arn:aws:\(service):<region>:<account>:\(noun)/<id>",
            relationships: isGlobal ? "" : #"{"resourceId":"<vpc>","resourceType":"AWS::EC2::VPC","name":"Is associated with Vpc"}"#,
            configuration: """
                {"\(noun)Id":"<id>","\(noun)Arn":"arn:aws:\(service):<region>:<account>:\(noun)/<id>","createTime":"<time>","state":\
                "<pick ACTIVE|PENDING>","settings":[\(entries.joined(separator: ","))],"tags":<taglist><null description kmsKeyId><bulk>}
                """)
    }

    /// What AWS Config says of a rule and a resource.
    static let compliance = Kind(
        "AWS::Config::ResourceCompliance", prefix: "AWS::EC2::Volume/vol-", isTagged: false, arn: "",
        configuration: """
            {"complianceType":"<pick COMPLIANT|NON_COMPLIANT>","targetResourceId":"vol-<hex 17>","targetResourceType":"AWS::EC2::Volume",\
            "configRuleList":[{"configRuleArn":"arn:aws:config:<region>:<account>:config-rule/config-rule-<hex 6>","configRuleId":\
            "config-rule-<hex 6>","configRuleName":"encrypted-volumes","complianceType":"<pick COMPLIANT|NON_COMPLIANT>"}]}
            """)

    /// Types that occur once or twice in an account.
    static let rare = [
        "AWS::ACM::Certificate", "AWS::ApiGateway::RestApi", "AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Api", "AWS::AppConfig::Application",
        "AWS::Athena::WorkGroup", "AWS::Backup::BackupPlan", "AWS::Backup::BackupVault", "AWS::Batch::JobQueue", "AWS::Cloud9::EnvironmentEC2",
        "AWS::CloudFormation::Stack", "AWS::CloudFront::Distribution", "AWS::CloudTrail::Trail", "AWS::CloudWatch::Alarm",
        "AWS::CodeBuild::Project", "AWS::CodeDeploy::Application", "AWS::CodePipeline::Pipeline", "AWS::DMS::ReplicationInstance",
        "AWS::DynamoDB::Table", "AWS::EC2::CustomerGateway", "AWS::EC2::EIP", "AWS::EC2::FlowLog", "AWS::EC2::InternetGateway",
        "AWS::EC2::NatGateway", "AWS::EC2::TransitGateway", "AWS::EC2::VPCPeeringConnection", "AWS::EC2::VPNGateway", "AWS::ECR::Repository",
        "AWS::ECS::Cluster", "AWS::ECS::Service", "AWS::ECS::TaskDefinition", "AWS::EFS::FileSystem", "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::Elasticsearch::Domain", "AWS::Events::Rule", "AWS::GuardDuty::Detector", "AWS::Kinesis::Stream", "AWS::MSK::Cluster",
        "AWS::OpenSearch::Domain", "AWS::RDS::DBCluster", "AWS::RDS::DBSnapshot", "AWS::RDS::DBSubnetGroup", "AWS::Redshift::Cluster",
        "AWS::Route53::HostedZone", "AWS::SageMaker::Model", "AWS::SecretsManager::Secret", "AWS::ServiceCatalog::Portfolio",
        "AWS::SES::ReceiptFilter", "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::SSM::ManagedInstanceInventory", "AWS::StepFunctions::StateMachine",
        "AWS::WAFv2::WebACL",
        "AWS::XRay::EncryptionConfig",
    ]
}
