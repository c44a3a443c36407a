// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DemarcSnapshot

@Suite struct PathFactsTests {
    @Test(arguments: [
        ("111122223333/us-east-1/ec2/describe-vpcs.json", "ec2", "describe-vpcs", nil),
        ("111122223333/us-east-1/ec2-describe-vpcs.json.gz", "ec2", "describe-vpcs", nil),
        ("a/us-east-1/s3-get-bucket-acl/my%2Fbucket", "s3", "get-bucket-acl", "my/bucket"),
        ("111122223333/global/s3api/get-bucket-acl/b.json", "s3api", "get-bucket-acl", "b"),
        ("111122223333/global/iam-get-account-password-policy.error.json", "iam", "get-account-password-policy", nil),
    ])
    func `a command is found in the path`(path: String, service: String, operation: String, key: String?) {
        let facts = PathFacts(path)
        #expect(facts.service == service)
        #expect(facts.operation == operation)
        #expect(facts.key == key)
    }

    @Test(arguments: [
        "iam-authorization-details/example.json", "cloudformation-codebuild-template.json", "lambda-iot-topicrule.json",
        "agent/ssm/amazon_linux.json",
        "111122223333/us-east-1/Vpcs.json",
    ])
    func `a name that only begins like a service is no command`(path: String) {
        #expect(PathFacts(path).service == nil)
        #expect(PathFacts(path).operation == nil)
    }

    @Test(arguments: [
        ("ec2", "describe-vpcs", "describe-vpcs"), ("ec2", "describe-vpcs-2", "describe-vpcs"), ("s3", "list-buckets", "list-buckets"),
        ("config", "describe-config-rules", "describe-config-rules"), ("s3api", "list-objects-v2", nil), ("ec2", "describe-vpcs-", nil),
        ("ec2", "describe-vpcs-classic", nil),
    ])
    func `pages and other names of a service are the same command`(service: String, name: String, known: String?) {
        #expect(Operations.operation(service, name)?.name == known)
    }
}
