# SPDX-License-Identifier: Apache-2.0
# The ten rules: each is the number of resources that fail it. data.resources holds the items by type,
# data.groups the security groups by id, data.trusted the accounts of the organisation.
package ten

import rego.v1

ebs_encrypted := count([1 | some volume in data.resources.volume; not volume.configuration.encrypted])

rds_private := count([1 | some database in data.resources.database; database.configuration.publiclyAccessible])

keeps_backups(database) if {
	database.configuration.storageEncrypted
	database.configuration.backupRetentionPeriod >= 7
}

rds_backup := count([1 | some database in data.resources.database; not keeps_backups(database)])

blocks_public_access(bucket) if {
	block := bucket.supplementaryConfiguration.PublicAccessBlockConfiguration
	block.blockPublicAcls
	block.ignorePublicAcls
	block.blockPublicPolicy
	block.restrictPublicBuckets
}

s3_bpa := count([1 | some bucket in data.resources.bucket; not blocks_public_access(bucket)])

reaches_ssh(permission) if permission.ipProtocol == "-1"

reaches_ssh(permission) if {
	permission.ipProtocol == "tcp"
	permission.fromPort <= 22
	permission.toPort >= 22
}

of_the_world(permission) if {
	some network in permission.ipv4Ranges
	network.cidrIp == "0.0.0.0/0"
}

of_the_world(permission) if {
	some network in permission.ipv6Ranges
	network.cidrIpv6 == "::/0"
}

is_open(group) if {
	some permission in group.configuration.ipPermissions
	reaches_ssh(permission)
	of_the_world(permission)
}

sg_ssh_open := count([1 | some group in data.resources.group; is_open(group)])

is_everything(value) if value == "*"

is_everything(value) if {
	is_array(value)
	"*" in value
}

allows_everything(policy) if {
	some version in policy.configuration.policyVersionList
	some statement in version.document.Statement
	statement.Effect == "Allow"
	is_everything(statement.Action)
	is_everything(statement.Resource)
}

iam_admin := count([1 | some policy in data.resources.policy; allows_everything(policy)])

is_tagged(instance) if {
	instance.tags.Owner
	instance.tags.Environment in {"prod", "staging", "dev"}
	regex.match(`^CC-[0-9]{4}$`, instance.tags.CostCenter)
}

required_tags := count([1 | some instance in data.resources.instance; not is_tagged(instance)])

names_a_secret(lambda) if {
	some name, _ in lambda.configuration.environment.variables
	regex.match(`(PASSWORD|SECRET|TOKEN|API_KEY)$`, name)
}

lambda_secrets := count([1 | some lambda in data.resources["function"]; names_a_secret(lambda)])

trusts_a_stranger(role) if {
	some statement in role.configuration.assumeRolePolicyDocument.Statement
	some arn in statement.Principal.AWS
	not data.trusted[split(arn, ":")[4]]
}

role_trust := count([1 | some role in data.resources.role; trusts_a_stranger(role)])

has_open_group(instance) if {
	some entry in instance.configuration.securityGroups
	is_open(data.groups[entry.groupId])
}

instance_open_sg := count([1 | some instance in data.resources.instance; has_open_group(instance)])
