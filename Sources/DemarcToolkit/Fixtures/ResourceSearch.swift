// SPDX-License-Identifier: Apache-2.0
public import DemarcSnapshot

/// Finds the resources that a person means by an id, a name or an ARN.
public enum ResourceSearch {
    /// The resources called `name`, of `type` where one is given; `account/region/id` names one as `explain` does.
    public static func resources(named name: String, of type: String? = nil, in snapshot: Snapshot) -> [Resource] {
        snapshot.accounts.flatMap { account in
            (type.map(account.resources(of:)) ?? 0..<account.resourceCount).map(account.resource)
                .filter { [$0.id, $0.arn, $0.name, "\(account.id)/\($0.region)/\($0.id)"].contains(name) }
        }
    }
}
