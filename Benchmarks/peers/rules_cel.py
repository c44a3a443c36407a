# SPDX-License-Identifier: Apache-2.0
"""Eight of the ten rules as CEL expressions over one item: true for one that fails. The others need more than the item, or to split a text."""

BLOCK = "item.supplementaryConfiguration.PublicAccessBlockConfiguration"

RULES = {
    "ebs-encrypted": "!item.configuration.encrypted",
    "rds-private": "item.configuration.publiclyAccessible",
    "rds-backup": "!item.configuration.storageEncrypted || item.configuration.backupRetentionPeriod < 7",
    "s3-bpa": f"!has({BLOCK}) || !({BLOCK}.blockPublicAcls && {BLOCK}.ignorePublicAcls"
    f" && {BLOCK}.blockPublicPolicy && {BLOCK}.restrictPublicBuckets)",
    "sg-ssh-open": """
        item.configuration.ipPermissions.exists(permission,
            (permission.ipProtocol == '-1'
                || permission.ipProtocol == 'tcp' && permission.fromPort <= 22 && permission.toPort >= 22)
            && (permission.ipv4Ranges.exists(network, network.cidrIp == '0.0.0.0/0')
                || permission.ipv6Ranges.exists(network, network.cidrIpv6 == '::/0')))
        """,
    "iam-admin": """
        item.configuration.policyVersionList.exists(version, version.document.Statement.exists(statement,
            statement.Effect == 'Allow'
            && (type(statement.Action) == string ? statement.Action == '*' : '*' in statement.Action)
            && (type(statement.Resource) == string ? statement.Resource == '*' : '*' in statement.Resource)))
        """,
    "required-tags": """
        !(has(item.tags.Owner) && has(item.tags.Environment) && item.tags.Environment in ['prod', 'staging', 'dev']
            && has(item.tags.CostCenter) && item.tags.CostCenter.matches('^CC-[0-9]{4}$'))
        """,
    "lambda-secrets": "item.configuration.environment.variables.exists(name, name.matches('(PASSWORD|SECRET|TOKEN|API_KEY)$'))",
}
