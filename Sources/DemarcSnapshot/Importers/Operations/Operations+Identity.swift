// SPDX-License-Identifier: Apache-2.0

extension Operations {
    private static let user = "AWS::IAM::User"
    private static let policy = "AWS::IAM::Policy"

    /// Users, groups, roles, policies and the account's facts about them.
    static let identity: [Operation] = [
        list("iam", "list-users", user, "Users", id: "UserId", arn: "Arn", title: "UserName", created: "CreateDate", tags: "Tags"),
        list("iam", "list-groups", "AWS::IAM::Group", "Groups", id: "GroupId", arn: "Arn", title: "GroupName", created: "CreateDate"),
        list("iam", "list-roles", "AWS::IAM::Role", "Roles", id: "RoleId", arn: "Arn", title: "RoleName", created: "CreateDate", tags: "Tags"),
        list(
            "iam", "list-instance-profiles", "AWS::IAM::InstanceProfile", "InstanceProfiles", id: "InstanceProfileId", arn: "Arn",
            title: "InstanceProfileName", created: "CreateDate", tags: "Tags"),
        Operation(
            service: "iam", name: "get-account-authorization-details",
            yield: .several([
                details(user, "UserDetailList", "UserId", "UserName"),
                details("AWS::IAM::Group", "GroupDetailList", "GroupId", "GroupName"),
                details("AWS::IAM::Role", "RoleDetailList", "RoleId", "RoleName"), details(policy, "Policies", "PolicyId", "PolicyName"),
            ])),
        part("iam", "get-policy", of: policy, at: "Policy", to: .configuration),
        part("iam", "get-policy-version", of: policy, at: "PolicyVersion", to: .supplementary("PolicyVersion")),
        part(
            "iam", "list-entities-for-policy", of: policy,
            with: ["PolicyGroups", "PolicyUsers", "PolicyRoles"], to: .supplementary("Entities")),
        part("iam", "list-mfa-devices", of: user, at: "MFADevices", to: .supplementary("MFADevices")),
        part("iam", "list-access-keys", of: user, at: "AccessKeyMetadata", to: .supplementary("AccessKeyMetadata")),
        part("iam", "get-login-profile", of: user, at: "LoginProfile", to: .supplementary("LoginProfile")),
        list("iam", "list-virtual-mfa-devices", "demarc::IAM::VirtualMFADevice", "VirtualMFADevices", id: "SerialNumber"),
        fact("iam", "get-account-summary", "demarc::IAM::AccountSummary"),
        fact("iam", "get-account-password-policy", "demarc::IAM::PasswordPolicy", at: "PasswordPolicy"),
        fact("iam", "list-account-aliases", "demarc::IAM::AccountAliases"),
        Operation(service: "iam", name: "get-credential-report", yield: .nothing("the credential report could not be fetched")),
        Operation(service: "iam", name: "generate-credential-report", yield: .nothing("asks for a report and holds none")),
        list(
            "accessanalyzer", "list-analyzers", "AWS::AccessAnalyzer::Analyzer", "analyzers", id: "arn", arn: "arn", title: "name",
            created: "createdAt", tags: "tags"),
    ]

    private static func details(_ type: String, _ path: String, _ id: String, _ name: String) -> Operation.Listing {
        Operation.Listing(
            type: type, path: [path], id: id, arn: "Arn", name: name, created: "CreateDate", tags: "Tags", region: nil)
    }

    /// What an organisation and an account say of themselves.
    static let organization: [Operation] = [
        Operation(service: "sts", name: "get-caller-identity", yield: .nothing("says which account was asked")),
        Operation(service: "organizations", name: "list-accounts", yield: .accounts),
        fact("organizations", "describe-organization", "demarc::Organizations::Organization", at: "Organization"),
    ]
}
