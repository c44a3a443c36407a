// SPDX-License-Identifier: Apache-2.0

/// Every command of the `aws` command line whose answers are read.
public enum Operations {
    static let all: [Operation] =
        compute + network + databases + functions + storage + identity + detection + keys + organization

    private static let byName = Dictionary(all.map { ("\($0.service) \($0.name)", $0) }) { first, _ in first }

    /// The services whose names may begin a command.
    static let services: Set<String> = Set(all.map(\.service)).union([
        "acm", "apigateway", "autoscaling", "backup", "cloudformation", "cloudfront", "cloudwatch", "dynamodb", "ecr", "ecs", "efs", "eks",
        "elasticache", "elb", "elbv2", "es", "events", "firehose", "glacier", "glue", "inspector2", "kinesis", "logs", "macie2", "opensearch",
        "redshift", "route53", "route53domains", "sagemaker", "secretsmanager", "ses", "shield", "sns", "sqs", "ssm", "waf", "wafv2",
        "workspaces", "elasticbeanstalk", "directconnect", "ds", "emr", "config", "lightsail", "mq", "networkfirewall", "ram", "s3", "stepfunctions",
    ])

    /// The operation of a command, if its answers are read.
    ///
    /// A number behind the name counts pages or examples: `describe-vpcs-2`.
    static func operation(_ service: String, _ name: String) -> Operation? {
        let service = otherNames[service] ?? service
        if let operation = byName["\(service) \(name)"] { return operation }
        guard let dash = name.lastIndex(of: "-"), Int(name[name.index(after: dash)...]) != nil else { return nil }
        return byName["\(service) \(name[..<dash])"]
    }

    /// What collectors that follow the library's names call a service of the command line.
    private static let otherNames = ["config": "configservice", "s3": "s3api"]

    /// The command whose answers alone begin with these members, for files whose path names none.
    static func operation(answering keys: [String]) -> Operation? {
        let matching = all.filter { operation in
            switch operation.yield {
            case .resources(let listing): return listing.path.first.map(keys.contains) ?? false
            case .regions: return keys == ["Regions"]
            case .several(let listings): return listings.allSatisfy { $0.path.first.map(keys.contains) ?? false }
            default: return false
            }
        }
        return matching.count == 1 ? matching.first : nil
    }

    /// The commands whose answers would settle what is not known of `type`.
    public static func settling(type: String) -> [String] {
        let listing = all.filter { $0.listedTypes.contains(type) }
        return (listing.isEmpty ? all.filter { $0.types.contains(type) } : listing).map { "aws \($0.service) \($0.name)" }
    }

    /// A command that lists resources.
    static func list(
        _ service: String, _ name: String, _ type: String, _ path: String, id: String?, arn: String? = nil, title: String? = nil,
        created: String? = nil, tags: String? = nil, region: String? = nil, isOpen: Bool = false, arnPrefix: String? = nil
    ) -> Operation {
        Operation(
            service: service, name: name,
            yield: .resources(
                Operation.Listing(
                    type: type, path: path.split(separator: ".").map(String.init), id: id, arn: arn, name: title, created: created,
                    tags: tags, region: region, isOpen: isOpen, arnPrefix: arnPrefix)))
    }

    /// A command that states one fact.
    static func fact(_ service: String, _ name: String, _ type: String, at path: String = "") -> Operation {
        Operation(service: service, name: name, yield: .fact(type: type, path: path.split(separator: ".").map(String.init)))
    }

    /// A command that gives a document of one resource: what stands at `path`.
    static func part(
        _ service: String, _ name: String, of type: String, at path: String, to target: ResourcePart.Target, member: String? = nil
    ) -> Operation {
        Operation(
            service: service, name: name,
            yield: .part(
                Operation.Part(type: type, path: path.split(separator: ".").map(String.init), target: target, member: member)))
    }

    /// A command whose whole answer, in which at least one of `members` stands, is a document of one resource.
    static func part(
        _ service: String, _ name: String, of type: String, with members: [String], mayBeEmpty: Bool = false, to target: ResourcePart.Target
    ) -> Operation {
        Operation(
            service: service, name: name,
            yield: .part(Operation.Part(type: type, target: target, members: members, mayBeEmpty: mayBeEmpty)))
    }
}
