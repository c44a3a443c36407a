// SPDX-License-Identifier: Apache-2.0
internal import DemarcDocument

/// Says of a file that no importer knows what it looks like instead.
enum Unrecognised {
    static func error(_ file: ImportedFile) -> DocumentError {
        guard let root = file.root else {
            let isBlank = file.text.isBlank
            if unsafe file.text.withBytes({ unsafe $0.starts(with: [0xFF, 0xFE]) || $0.starts(with: [0xFE, 0xFF]) }) {
                return .notText("UTF-16 text")
            }
            return isBlank
                ? .empty
                : .malformed(
                    place: "line 1", found: "text that is not JSON",
                    expected: "an AWS Config file, an answer of the aws command (--output json) or a credential report")
        }
        let keys = root.isObject ? root.members.prefix(6).map(\.name) : []
        return .malformed(
            place: "the document", found: guess(Set(root.members.map(\.name))) ?? described(root, keys),
            expected: "an AWS Config file, an answer of the aws command or a credential report")
    }

    private static func described(_ root: JSONNode, _ keys: [String]) -> String {
        keys.isEmpty ? (root.isArray ? "a list" : "an empty object") : "an object with \(keys.joined(separator: ", "))"
    }

    private static func guess(_ keys: Set<String>) -> String? {
        if keys.contains("AWSTemplateFormatVersion") || (keys.contains("Resources") && keys.isSubset(of: templateKeys)) {
            return "a CloudFormation template (not read yet)"
        }
        if keys.contains("planned_values") || keys.contains("terraform_version") { return "a Terraform plan or state (not read yet)" }
        if keys.contains("columns") && keys.contains("rows") { return "a Steampipe result (not read)" }
        return nil
    }

    private static let templateKeys: Set<String> = [
        "AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Mappings", "Conditions", "Rules", "Transform", "Resources",
        "Outputs",
    ]
}
