# SPDX-License-Identifier: Apache-2.0
"""The ten rules as SQL, over one JSON column a type, and over typed columns that are taken out of the JSON when it is loaded."""

# Over the item as JSON: what is true of a row that fails.
JSON = {
    "ebs-encrypted": "NOT (item->'$.configuration.encrypted')::BOOLEAN",
    "rds-private": "(item->'$.configuration.publiclyAccessible')::BOOLEAN",
    "rds-backup": """
        NOT (item->'$.configuration.storageEncrypted')::BOOLEAN OR (item->'$.configuration.backupRetentionPeriod')::INTEGER < 7
        """,
    "s3-bpa": """
        NOT coalesce(
            (item->'$.supplementaryConfiguration.PublicAccessBlockConfiguration.blockPublicAcls')::BOOLEAN
            AND (item->'$.supplementaryConfiguration.PublicAccessBlockConfiguration.ignorePublicAcls')::BOOLEAN
            AND (item->'$.supplementaryConfiguration.PublicAccessBlockConfiguration.blockPublicPolicy')::BOOLEAN
            AND (item->'$.supplementaryConfiguration.PublicAccessBlockConfiguration.restrictPublicBuckets')::BOOLEAN, false)
        """,
    "sg-ssh-open": """
        len(list_filter(json_extract(item, '$.configuration.ipPermissions[*]'), lambda permission:
            (permission->>'$.ipProtocol' = '-1' OR (permission->>'$.ipProtocol' = 'tcp'
                AND (permission->'$.fromPort')::INTEGER <= 22 AND (permission->'$.toPort')::INTEGER >= 22))
            AND (list_contains(permission->>'$.ipv4Ranges[*].cidrIp', '0.0.0.0/0')
                OR list_contains(permission->>'$.ipv6Ranges[*].cidrIpv6', '::/0')))) > 0
        """,
    "iam-admin": """
        len(list_filter(json_extract(item, '$.configuration.policyVersionList[*].document.Statement[*]'), lambda statement:
            statement->>'$.Effect' = 'Allow'
            AND (statement->>'$.Action' = '*' OR list_contains(statement->>'$.Action[*]', '*'))
            AND (statement->>'$.Resource' = '*' OR list_contains(statement->>'$.Resource[*]', '*')))) > 0
        """,
    "required-tags": """
        NOT coalesce(item->>'$.tags.Owner' IS NOT NULL AND item->>'$.tags.Environment' IN ('prod', 'staging', 'dev')
            AND regexp_matches(item->>'$.tags.CostCenter', '^CC-[0-9]{4}$'), false)
        """,
    "lambda-secrets": """
        len(list_filter(json_keys(item, '$.configuration.environment.variables'), lambda name:
            regexp_matches(name, '(PASSWORD|SECRET|TOKEN|API_KEY)$'))) > 0
        """,
    "role-trust": """
        len(list_filter(item->>'$.configuration.assumeRolePolicyDocument.Statement[*].Principal.AWS[*]', lambda arn:
            NOT list_contains(getvariable('trusted'), split_part(arn, ':', 5)))) > 0
        """,
}

JSON_ID = "item->>'$.resourceId'"
JSON_GROUPS = "item->>'$.configuration.securityGroups[*].groupId'"

# What is taken out of each type's items at the load.
COLUMNS = {
    "volume": "(item->'$.configuration.encrypted')::BOOLEAN AS encrypted",
    "database": """
        (item->'$.configuration.publiclyAccessible')::BOOLEAN AS is_public,
        (item->'$.configuration.storageEncrypted')::BOOLEAN AS encrypted,
        (item->'$.configuration.backupRetentionPeriod')::INTEGER AS days
        """,
    "bucket": """
        from_json(item->'$.supplementaryConfiguration.PublicAccessBlockConfiguration', '{"blockPublicAcls": "BOOLEAN",
            "ignorePublicAcls": "BOOLEAN", "blockPublicPolicy": "BOOLEAN", "restrictPublicBuckets": "BOOLEAN"}') AS block
        """,
    "group": """
        item->>'$.resourceId' AS id,
        from_json(item->'$.configuration.ipPermissions', '[{"ipProtocol": "VARCHAR", "fromPort": "INTEGER", "toPort": "INTEGER",
            "ipv4Ranges": [{"cidrIp": "VARCHAR"}], "ipv6Ranges": [{"cidrIpv6": "VARCHAR"}]}]') AS permissions
        """,
    "policy": """
        list_transform(json_extract(item, '$.configuration.policyVersionList[*].document.Statement[*]'), lambda statement: {
            'effect': statement->>'$.Effect',
            'actions': CASE json_type(statement, '$.Action') WHEN 'ARRAY' THEN statement->>'$.Action[*]' ELSE [statement->>'$.Action'] END,
            'resources': CASE json_type(statement, '$.Resource') WHEN 'ARRAY' THEN statement->>'$.Resource[*]'
                ELSE [statement->>'$.Resource'] END}) AS statements
        """,
    "instance": """
        item->>'$.resourceId' AS id, item->>'$.tags.Owner' AS owner, item->>'$.tags.Environment' AS environment,
        item->>'$.tags.CostCenter' AS cost_center, item->>'$.configuration.securityGroups[*].groupId' AS groups
        """,
    "function": "json_keys(item, '$.configuration.environment.variables') AS names",
    "role": "item->>'$.configuration.assumeRolePolicyDocument.Statement[*].Principal.AWS[*]' AS arns",
}

# Over those columns: what is true of a row that fails.
TYPED = {
    "ebs-encrypted": "NOT encrypted",
    "rds-private": "is_public",
    "rds-backup": "NOT encrypted OR days < 7",
    "s3-bpa": """
        NOT coalesce(block.blockPublicAcls AND block.ignorePublicAcls AND block.blockPublicPolicy AND block.restrictPublicBuckets, false)
        """,
    "sg-ssh-open": """
        len(list_filter(permissions, lambda permission:
            (permission.ipProtocol = '-1' OR (permission.ipProtocol = 'tcp' AND permission.fromPort <= 22 AND permission.toPort >= 22))
            AND (len(list_filter(permission.ipv4Ranges, lambda network: network.cidrIp = '0.0.0.0/0')) > 0
                OR len(list_filter(permission.ipv6Ranges, lambda network: network.cidrIpv6 = '::/0')) > 0))) > 0
        """,
    "iam-admin": """
        len(list_filter(statements, lambda statement: statement.effect = 'Allow'
            AND list_contains(statement.actions, '*') AND list_contains(statement.resources, '*'))) > 0
        """,
    "required-tags": """
        NOT coalesce(owner IS NOT NULL AND environment IN ('prod', 'staging', 'dev')
            AND regexp_matches(cost_center, '^CC-[0-9]{4}$'), false)
        """,
    "lambda-secrets": "len(list_filter(names, lambda name: regexp_matches(name, '(PASSWORD|SECRET|TOKEN|API_KEY)$'))) > 0",
    "role-trust": "len(list_filter(arns, lambda arn: NOT list_contains(getvariable('trusted'), split_part(arn, ':', 5)))) > 0",
}


def join(condition, identity, groups):
    """The tenth rule: instances of which a group is open. Each is counted once, whatever its groups."""
    return f"""
        SELECT count(DISTINCT id) FROM (SELECT {identity} AS id, unnest({groups}) AS name FROM "instance") AS instances
        SEMI JOIN (SELECT {identity} AS open FROM "group" WHERE {condition}) AS groups ON instances.name = groups.open
        """
