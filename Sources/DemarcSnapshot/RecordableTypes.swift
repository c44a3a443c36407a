// SPDX-License-Identifier: Apache-2.0

/// The resource types AWS Config can record: only of these may a complete recorder's silence be believed.
///
/// From the public property catalogue awslabs/aws-config-resource-schema (commit adf5513, March 2025), and the recorder's own type,
/// which is delivered though not catalogued. A type missing here is merely unknown where it could be known.
enum RecordableTypes {
    /// Every type, in ascending order.
    static let all: [String] = catalogue.split(separator: "\n").flatMap { line in
        let parts = line.split(separator: " ")
        guard let service = parts.first?.dropLast() else { return [String]() }
        return parts.dropFirst().map { "AWS::\(service)::\($0)" }
    }.sorted()

    /// One service a line.
    private static let catalogue = """
        ACM: Certificate
        ACMPCA: CertificateAuthority CertificateAuthorityActivation
        APS: RuleGroupsNamespace
        AccessAnalyzer: Analyzer
        AmazonMQ: Broker
        Amplify: App Branch
        ApiGateway: RestApi Stage
        ApiGatewayV2: Api Stage
        AppConfig: Application ConfigurationProfile DeploymentStrategy Environment ExtensionAssociation \
        HostedConfigurationVersion
        AppFlow: Flow
        AppIntegrations: EventIntegration
        AppMesh: GatewayRoute Mesh Route VirtualGateway VirtualNode VirtualRouter VirtualService
        AppRunner: Service VpcConnector
        AppStream: Application DirectoryConfig Fleet Stack
        AppSync: GraphQLApi
        Athena: DataCatalog PreparedStatement WorkGroup
        AuditManager: Assessment
        AutoScaling: AutoScalingGroup LaunchConfiguration ScalingPolicy ScheduledAction WarmPool
        Backup: BackupPlan BackupSelection BackupVault RecoveryPoint ReportPlan
        Batch: ComputeEnvironment JobQueue SchedulingPolicy
        Budgets: BudgetsAction
        Cassandra: Keyspace
        Cloud9: EnvironmentEC2
        CloudFormation: Stack
        CloudFront: Distribution StreamingDistribution
        CloudTrail: Trail
        CloudWatch: Alarm MetricStream
        CodeArtifact: Repository
        CodeBuild: Project ReportGroup
        CodeDeploy: Application DeploymentConfig DeploymentGroup
        CodeGuruProfiler: ProfilingGroup
        CodeGuruReviewer: RepositoryAssociation
        CodePipeline: Pipeline
        Cognito: IdentityPool UserPoolClient UserPoolGroup
        Config: ConfigurationRecorder ConformancePackCompliance ResourceCompliance
        Connect: Instance PhoneNumber QuickConnect
        CustomerProfiles: Domain ObjectType
        DMS: Certificate Endpoint EventSubscription ReplicationInstance ReplicationSubnetGroup ReplicationTask
        DataSync: LocationEFS LocationFSxLustre LocationFSxWindows LocationHDFS LocationNFS LocationObjectStorage \
        LocationS3 LocationSMB Task
        Detective: Graph
        DeviceFarm: InstanceProfile Project TestGridProject
        DynamoDB: Table
        EC2: CapacityReservation CarrierGateway ClientVpnEndpoint CustomerGateway DHCPOptions EC2Fleet EIP \
        EgressOnlyInternetGateway FlowLog Host IPAM IPAMPool IPAMScope Instance InternetGateway LaunchTemplate \
        NatGateway NetworkAcl NetworkInsightsAccessScope NetworkInsightsAccessScopeAnalysis NetworkInsightsPath \
        NetworkInterface PrefixList RegisteredHAInstance RouteTable SecurityGroup SpotFleet Subnet \
        SubnetRouteTableAssociation TrafficMirrorFilter TrafficMirrorSession TrafficMirrorTarget TransitGateway \
        TransitGatewayAttachment TransitGatewayConnect TransitGatewayMulticastDomain TransitGatewayRouteTable VPC \
        VPCBlockPublicAccessExclusion VPCBlockPublicAccessOptions VPCEndpoint VPCEndpointService VPCPeeringConnection \
        VPNConnection VPNGateway Volume
        ECR: PublicRepository PullThroughCacheRule RegistryPolicy Repository
        ECS: CapacityProvider Cluster Service TaskDefinition TaskSet
        EFS: AccessPoint FileSystem
        EKS: Addon Cluster FargateProfile IdentityProviderConfig
        EMR: SecurityConfiguration
        ElasticBeanstalk: Application ApplicationVersion Environment
        ElasticLoadBalancing: LoadBalancer
        ElasticLoadBalancingV2: Listener LoadBalancer
        Elasticsearch: Domain
        EventSchemas: Discoverer Registry RegistryPolicy Schema
        Events: ApiDestination Archive Connection Endpoint EventBus Rule
        Evidently: Launch Project Segment
        Forecast: DatasetGroup
        FraudDetector: EntityType Label Outcome Variable
        GlobalAccelerator: Accelerator EndpointGroup Listener
        Glue: Classifier Job MLTransform
        GreengrassV2: ComponentVersion
        GroundStation: Config DataflowEndpointGroup MissionProfile
        GuardDuty: Detector Filter
        IAM: Group OIDCProvider Policy Role SAMLProvider ServerCertificate User
        IVS: Channel PlaybackKeyPair RecordingConfiguration
        ImageBuilder: ContainerRecipe DistributionConfiguration ImagePipeline ImageRecipe InfrastructureConfiguration
        InspectorV2: Filter
        IoT: AccountAuditConfiguration Authorizer CACertificate CustomMetric Dimension FleetMetric JobTemplate \
        MitigationAction Policy ProvisioningTemplate RoleAlias ScheduledAudit SecurityProfile
        IoTAnalytics: Channel Dataset Datastore Pipeline
        IoTEvents: AlarmModel DetectorModel Input
        IoTSiteWise: AssetModel Dashboard Gateway Portal Project
        IoTTwinMaker: Entity Scene SyncJob Workspace
        IoTWireless: FuotaTask MulticastGroup ServiceProfile
        KMS: Alias Key
        Kendra: Index
        Kinesis: Stream StreamConsumer
        KinesisAnalyticsV2: Application
        KinesisFirehose: DeliveryStream
        KinesisVideo: SignalingChannel Stream
        Lambda: CodeSigningConfig Function
        Lex: Bot BotAlias
        Lightsail: Bucket Certificate Disk StaticIp
        Logs: Destination
        LookoutVision: Project
        M2: Environment
        MSK: BatchScramSecret Cluster ClusterPolicy Configuration VpcConnection
        MediaConnect: FlowSource FlowVpcInterface Gateway
        MediaPackage: PackagingConfiguration PackagingGroup
        MediaTailor: PlaybackConfiguration
        MemoryDB: SubnetGroup
        NetworkFirewall: Firewall FirewallPolicy RuleGroup TLSInspectionConfiguration
        NetworkManager: ConnectPeer CustomerGatewayAssociation Device GlobalNetwork Link LinkAssociation Site \
        TransitGatewayRegistration
        OpenSearch: Domain
        OpenSearchServerless: VpcEndpoint
        Panorama: Package
        Personalize: Dataset DatasetGroup Schema Solution
        Pinpoint: App ApplicationSettings Campaign EmailChannel EmailTemplate EventStream InAppTemplate Segment
        QLDB: Ledger
        QuickSight: DataSource
        RDS: DBCluster DBClusterSnapshot DBInstance DBSecurityGroup DBSnapshot DBSubnetGroup EventSubscription \
        GlobalCluster OptionGroup
        RUM: AppMonitor
        Redshift: Cluster ClusterParameterGroup ClusterSecurityGroup ClusterSnapshot ClusterSubnetGroup EndpointAccess \
        EndpointAuthorization EventSubscription ScheduledAction
        ResilienceHub: App ResiliencyPolicy
        ResourceExplorer2: Index
        RoboMaker: RobotApplication RobotApplicationVersion SimulationApplication
        Route53: HealthCheck HostedZone
        Route53RecoveryControl: Cluster ControlPanel RoutingControl SafetyRule
        Route53RecoveryReadiness: Cell ReadinessCheck RecoveryGroup ResourceSet
        Route53Resolver: FirewallDomainList FirewallRuleGroup FirewallRuleGroupAssociation ResolverQueryLoggingConfig \
        ResolverQueryLoggingConfigAssociation ResolverRule ResolverRuleAssociation
        S3: AccessPoint AccountPublicAccessBlock Bucket MultiRegionAccessPoint StorageLens
        S3Express: BucketPolicy DirectoryBucket
        SES: ConfigurationSet ContactList ReceiptFilter ReceiptRuleSet Template
        SNS: Topic
        SQS: Queue
        SSM: AssociationCompliance Document FileData ManagedInstanceInventory PatchCompliance
        SageMaker: AppImageConfig CodeRepository Domain EndpointConfig FeatureGroup Image Model NotebookInstance \
        NotebookInstanceLifecycleConfig Workteam
        SecretsManager: Secret
        ServiceCatalog: CloudFormationProduct CloudFormationProvisionedProduct Portfolio
        ServiceDiscovery: HttpNamespace Instance PublicDnsNamespace Service
        Shield: Protection
        ShieldRegional: Protection
        Signer: SigningProfile
        StepFunctions: Activity StateMachine
        Transfer: Agreement Certificate Connector Profile Workflow
        WAF: RateBasedRule Rule RuleGroup WebACL
        WAFRegional: RateBasedRule Rule RuleGroup WebACL
        WAFv2: IPSet ManagedRuleSet RegexPatternSet RuleGroup WebACL
        WorkSpaces: ConnectionAlias Workspace
        XRay: EncryptionConfig
        """
}
