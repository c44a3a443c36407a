// SPDX-License-Identifier: Apache-2.0

extension Kind {
    static let role = Kind(
        "AWS::IAM::Role", prefix: "AROA", isGlobal: true, name: "role-<id>", arn: "arn:aws:iam::<account>:role/<id>",
        configuration: """
            {"path":"/","roleName":"role-<id>","roleId":"<id>","arn":"arn:aws:iam::<account>:role/<id>","createDate":"<time>",\
            "assumeRolePolicyDocument":<trust>,"instanceProfileList":[],"rolePolicyList":[{"policyName":"own","policyDocument":<inline>}],\
            "attachedManagedPolicies":[{"policyName":"AWSLambdaBasicExecutionRole","policyArn":\
            "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"}],"tags":<taglist><null permissionsBoundary roleLastUsed><bulk>}
            """)

    static let policy = Kind(
        "AWS::IAM::Policy", prefix: "ANPA", isGlobal: true, isTagged: false, name: "policy-<id>",
        arn: "arn:aws:iam::<account>:policy/<id>",
        configuration: """
            {"policyName":"policy-<id>","policyId":"<id>","arn":"arn:aws:iam::<account>:policy/<id>","path":"/","defaultVersionId":"v1",\
            "attachmentCount":<number 0 5>,"permissionsBoundaryUsageCount":0,"isAttachable":true,"createDate":"<time>","updateDate":"<time>",\
            "policyVersionList":[{"document":<statements>,"versionId":"v1","isDefaultVersion":true,"createDate":"<time>"}]<null description>}
            """)

    static let user = Kind(
        "AWS::IAM::User", prefix: "AIDA", isGlobal: true, isTagged: false, name: "user-<id>", arn: "arn:aws:iam::<account>:user/<id>",
        configuration: """
            {"path":"/","userName":"user-<id>","userId":"<id>","arn":"arn:aws:iam::<account>:user/<id>","createDate":"<time>","userPolicyList":[],\
            "groupList":["\(teams)"],"attachedManagedPolicies":[{"policyName":"ReadOnlyAccess","policyArn":"arn:aws:iam::aws:policy/ReadOnlyAccess"}],\
            "tags":[]<null permissionsBoundary><bulk>}
            """)
}
