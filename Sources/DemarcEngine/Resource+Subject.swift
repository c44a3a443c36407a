// SPDX-License-Identifier: Apache-2.0
public import DemarcSnapshot

extension Resource {
    /// The resource as findings name it.
    public var subject: Finding.Subject {
        Finding.Subject(
            account: account.id, region: region, type: type, id: SafeText.name(id), arn: arn.map(SafeText.name),
            name: name.map(SafeText.name))
    }
}
