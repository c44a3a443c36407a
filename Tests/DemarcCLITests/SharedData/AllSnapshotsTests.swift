// SPDX-License-Identifier: Apache-2.0
import DemarcTestSupport
import Testing

/// Everything that is kept of other projects and tools, scanned at once: nothing falls over, and no file is lost without a word.
@Suite(.enabled(if: SharedData.has("snapshots"), Comment(rawValue: SharedData.absence)))
struct AllSnapshotsTests {
    /// What became of a file.
    private enum Fate { case read, refused, passedOver }

    private struct Run {
        let result: ScanResult
        /// By the path below the folder.
        var fates: [String: Fate] = [:]
        var reasons: [String: [String]] = [:]
    }

    private static let run = Result { () throws -> Run in
        let folder = SharedData.path("snapshots")
        var run = Run(result: try ScanResult(folder, ["--pack", "all"]))
        func below(_ path: String) -> String { String(path.dropFirst(folder.utf8.count + 1)) }
        for problem in run.result.problems { run.reasons[below(problem.path), default: []].append(problem.message) }
        let damaged = Set(run.result.problems.filter { $0.severity == "damage" }.map { below($0.path) })
        for source in run.result.sources {
            let path = below(source.path)
            let isRead = source.format != nil && (source.loaded > 0 || !damaged.contains(path))
            run.fates[path] = isRead ? .read : damaged.contains(path) ? .refused : .passedOver
        }
        return run
    }

    @Test func `every file on disk is read, or named with a reason`() throws {
        let run = try Self.run.get()
        let files = SharedData.files(below: "snapshots")
        #expect(files.count == 2761)
        #expect(Set(run.fates.keys) == Set(files))
        #expect(run.result.sources.count == files.count)
        let silent = run.fates.filter { $0.value != .read && run.reasons[$0.key]?.isEmpty != false }.keys
        #expect(silent.isEmpty)
        #expect(Set(run.reasons.keys).subtracting(files).isEmpty)
    }

    @Test func `the run is incomplete and says so once for every damage`() throws {
        let result = try Self.run.get().result
        let damage = result.problems.filter { $0.severity == "damage" }
        #expect(result.command.status == 3)
        #expect(result.command.errors.split(separator: "\n").count == damage.count)
        #expect(damage.count == 1392)
        #expect(damage.allSatisfy { $0.message.contains("found ") && $0.message.contains("expected ") }, "a reason without found or expected")
    }

    @Test func `every evaluation is accounted for, and no rule breaks`() throws {
        let result = try Self.run.get().result
        let answered = ["pass", "fail", "skip", "unknown", "error"].compactMap { result.ledger[$0] }.reduce(0, +)
        #expect(result.ledger["planned"] == answered && answered > 4000)
        #expect(result.ledger["error"] == 0)
        #expect((result.ledger["unknown"] ?? 0) * 10 > answered * 8, "recordings and examples say little of a whole account")
    }

    @Test(arguments: [
        ("batfish", 39, 120), ("cfn", 0, 134), ("cli", 49, 580), ("cli-documented", 6, 98), ("cloudmapper", 22, 4), ("config-items", 37, 2),
        ("config-resource-schema", 0, 413), ("config-snapshot-synthetic", 35, 0), ("credential-report", 4, 0), ("findings", 0, 2),
        ("iam-authorization-details", 2, 0), ("tfplan", 0, 19),
    ])
    func `so many files of a folder are read and refused`(folder: String, read: Int, refused: Int) throws {
        let fates = try Self.run.get().fates.filter { $0.key.hasPrefix(folder + "/") }.values
        #expect(fates.count { $0 == .read } == read)
        #expect(fates.count { $0 == .refused } == refused)
    }

    @Test(arguments: [
        "batfish/test-vpc-endpoint-interface/aws_configs/us-east-1/Vpcs.json",
        "batfish/test-transit-gateway-multi-account/aws_configs/accounts/028403472736/us-east-1/Reservations.json",
        "cloudmapper/account-data/demo/us-east-1/iam-get-credential-report.json",
        "cloudmapper/account-data/demo/us-east-1/s3-get-bucket-acl/cloudmapper_demo", "cloudmapper/account-data/demo/describe-regions.json",
        "cloudmapper/account-data/demo/us-east-1/iam-get-account-authorization-details.json", "config-items/custodian-rds-cluster.json",
        "iam-authorization-details/cloudsplaining-example.json", "iam-authorization-details/cloudmapper-demo.json",
        "credential-report/cloudmapper-demo.csv",
    ])
    func `what the formats name is read`(file: String) throws {
        let run = try Self.run.get()
        #expect(run.fates[file] == .read, "\(run.reasons[file] ?? [])")
    }

    @Test(arguments: [
        ("tfplan/parser/resources/plan_encodings/tfplan_win_utf16.json", "found UTF-16 text, expected UTF-8 text"),
        ("cfn/Solutions/CodeBuildAndCodePipeline/cloudformation-codebuild-template.json", "a CloudFormation template (not read yet)"),
        ("cfn/IoT/lambda-iot-topicrule.json", "a CloudFormation template (not read yet)"),
        ("cfn/APIGateway/apigateway_lambda_integration.yaml", "YAML is not read yet"),
        ("tfplan/parser/resources/plan_batch_job_null_container_properties/tfplan.json", "a Terraform plan or state (not read yet)"),
        ("config-items/notification-ec2.deleted-malformed.json", "found ',', expected the end of the document"),
        ("config-items/notification-elb.malformed.json", "found no account"),
        ("cli/cloudtrail/describe-trails/test_account_data_events-2.json", "the path: found no account, there or in the answer"),
        ("cli/accessanalyzer/list-analyzers/test_access_analyzer_finding-1.json", "the path: found no region"),
        ("cli/configservice/select-resource-config/test_aws_lambda_config_source-1.json", "found no resourceType"),
        ("cli/dynamodb/list-tables/test_dynamodb_continuous_backup_action-1.json", "no rule reads the answer of aws dynamodb list-tables"),
        ("findings/prowler-example_output_aws.csv", "text that is not JSON"),
        ("config-snapshot-synthetic/config-bucket/AWSLogs/111122223333/Config/ConfigWritabilityCheckFile", "writability check"),
    ])
    func `what is not read has its reason`(file: String, reason: String) throws {
        let run = try Self.run.get()
        #expect(run.fates[file] != .read)
        #expect(run.reasons[file]?.contains { $0.contains(reason) } == true, "\(run.reasons[file] ?? [])")
    }
}
