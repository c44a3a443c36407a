# SPDX-License-Identifier: Apache-2.0
"""The ten rules as functions over dictionaries, as most scanners write them: true for a resource that fails."""

import re

ENVIRONMENTS = {"prod", "staging", "dev"}
COST_CENTER = re.compile(r"CC-[0-9]{4}")
SECRET = re.compile(r"(PASSWORD|SECRET|TOKEN|API_KEY)$")
BLOCK = ("blockPublicAcls", "ignorePublicAcls", "blockPublicPolicy", "restrictPublicBuckets")


def ebs_encrypted(volume, around):
    return not volume["configuration"]["encrypted"]


def rds_private(database, around):
    return database["configuration"]["publiclyAccessible"]


def rds_backup(database, around):
    configuration = database["configuration"]
    return not configuration["storageEncrypted"] or configuration["backupRetentionPeriod"] < 7


def s3_bpa(bucket, around):
    block = bucket["supplementaryConfiguration"].get("PublicAccessBlockConfiguration")
    return not block or not all(block[setting] for setting in BLOCK)


def reaches_ssh(permission):
    name = permission["ipProtocol"]
    return name == "-1" or name == "tcp" and permission["fromPort"] <= 22 <= permission["toPort"]


def is_of_the_world(permission):
    for network in permission["ipv4Ranges"]:
        if network["cidrIp"] == "0.0.0.0/0":
            return True
    for network in permission["ipv6Ranges"]:
        if network["cidrIpv6"] == "::/0":
            return True
    return False


def sg_ssh_open(group, around):
    for permission in group["configuration"]["ipPermissions"]:
        if reaches_ssh(permission) and is_of_the_world(permission):
            return True
    return False


def is_everything(value):
    return value == "*" or isinstance(value, list) and "*" in value


def iam_admin(policy, around):
    for version in policy["configuration"]["policyVersionList"]:
        for statement in version["document"]["Statement"]:
            if statement["Effect"] == "Allow" and is_everything(statement["Action"]) and is_everything(statement["Resource"]):
                return True
    return False


def required_tags(instance, around):
    tags = instance["tags"]
    if "Owner" not in tags or tags.get("Environment") not in ENVIRONMENTS:
        return True
    return not COST_CENTER.fullmatch(tags.get("CostCenter", ""))


def lambda_secrets(function, around):
    for name in function["configuration"]["environment"]["variables"]:
        if SECRET.search(name):
            return True
    return False


def role_trust(role, around):
    for statement in role["configuration"]["assumeRolePolicyDocument"]["Statement"]:
        for arn in statement["Principal"].get("AWS", ()):
            if arn.split(":", 5)[4] not in around.trusted:
                return True
    return False


def instance_open_sg(instance, around):
    for entry in instance["configuration"]["securityGroups"]:
        group = around.groups.get(entry["groupId"])
        if group and sg_ssh_open(group, around):
            return True
    return False
