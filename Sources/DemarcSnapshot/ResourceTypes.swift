// SPDX-License-Identifier: Apache-2.0

/// The resource types that a snapshot may hold.
public enum ResourceTypes {
    /// Those AWS Config records and those that answers of the `aws` command and credential reports give.
    public static let all: Set<String> = Set(RecordableTypes.all).union(Operations.all.flatMap(\.types))
        .union([CredentialReportImporter.type])
}
