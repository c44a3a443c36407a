# SPDX-License-Identifier: Apache-2.0
"""The kinds of things generate.py puts into the example snapshot, in AWS's spellings, each with the findings it is meant to give."""
import base64, csv, gzip, hashlib, io, json, urllib.parse, uuid

STAMP = "20261102T060000Z"
PROD, DEV, LOGS = "111111111111", "222222222222", "333333333333"
EU, US = "eu-central-1", "us-east-1"
NAMES = {PROD: "production", DEV: "development", LOGS: "logging"}
TRAIL = f"arn:aws:cloudtrail:{EU}:{LOGS}:trail/org-trail"
STANDARD = "aws-foundational-security-best-practices/v/1.0.0"
FLAGS = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]
REPORT_COLUMNS = (
    "user arn user_creation_time password_enabled password_last_used password_last_changed password_next_rotation mfa_active "
    + " ".join(f"access_key_{n}_{part}" for n in (1, 2) for part in
               ("active", "last_rotated", "last_used_date", "last_used_region", "last_used_service"))
    + " cert_1_active cert_1_last_rotated cert_2_active cert_2_last_rotated").split()


def digest(*seed):
    return hashlib.sha256("/".join(seed).encode()).hexdigest()


def ident(prefix, *seed):
    """An id as EC2 makes them: prefix and 17 hexadecimal digits."""
    return f"{prefix}-{digest(prefix, *seed)[:17]}"


def iam_id(prefix, *seed):
    """An id as IAM makes them, AIDA..., AROA..., ANPA...: 21 capitals and digits."""
    return prefix + base64.b32encode(bytes.fromhex(digest(prefix, *seed))).decode()[:17]


def encoded(document):
    """IAM's documents are URL-encoded in AWS Config's items."""
    return urllib.parse.quote(json.dumps(document, separators=(",", ":")), safe="")


def lowered(name):
    return name[0].lower() + name[1:]


# What a rule says of a region whose resources of a type nobody collected.
RULES_OF = {
    "AWS::EC2::Instance": "ec2.imdsv2 ec2.instance-profile-attached", "AWS::EC2::Volume": "ec2.volume-encrypted",
    "AWS::EC2::VPC": "ec2.vpc-flow-logs", "AWS::Lambda::Function": "lambda.env-cmk lambda.runtime-supported",
    "AWS::S3::Bucket": "s3.bucket-cors s3.bucket-encryption s3.bucket-lifecycle s3.bucket-object-lock s3.bucket-public-access-block "
                       "s3.bucket-versioning",
    "AWS::RDS::DBCluster": "rds.backup-retention rds.default-master-username rds.deletion-protection rds.iam-auth rds.multi-az "
                           "rds.storage-encrypted",
}
RULES_OF["AWS::RDS::DBInstance"] = RULES_OF["AWS::RDS::DBCluster"] + " rds.auto-minor-upgrade"


class Files:
    """Everything to be written, by path, and the findings it is meant to give."""

    def __init__(self):
        self.files, self.items, self.expected = {}, {}, []

    def add(self, account, region, kind, id, configuration, name=None, arn=None, extra=None, tags=None, created=None, home=None):
        """One item of AWS Config; `home` is the region whose recorder delivers it, where that is not its own."""
        hours = int(digest(account, kind, id)[:4], 16) % 600
        captured = f"2026-10-{3 + hours // 24:02}T{hours % 24:02}:17:05.000Z"
        item = {
            "relatedEvents": [], "relationships": [], "configuration": configuration, "supplementaryConfiguration": extra or {},
            "tags": tags or {}, "configurationItemVersion": "1.3", "configurationItemCaptureTime": captured,
            "configurationStateId": 1790000000000 + hours * 3600000, "awsAccountId": account,
            "configurationItemStatus": "ResourceDiscovered" if hours % 3 else "OK", "resourceType": kind, "resourceId": id,
            "resourceName": name, "ARN": arn, "awsRegion": region, "resourceCreationTime": created,
            "availabilityZone": "Not Applicable" if region == "global" else "Regional", "configurationStateMd5Hash": "",
        }
        # AWS leaves out what it has not, rather than writing null.
        item = {key: value for key, value in item.items() if value is not None}
        self.items.setdefault((account, home or region), []).append(item)
        return item

    def cli(self, account, region, service, operation, answer, key=None):
        self.files[self.path(account, region, service, operation, key) + ".json"] = json.dumps(answer, indent=2).encode() + b"\n"

    def error(self, account, region, service, operation, code, message=None):
        """What a failed command wrote to standard error."""
        api = "".join(part.capitalize() for part in operation.split("-"))
        reader, action = f"arn:aws:sts::{account}:assumed-role/snapshot-reader/collect", f"{service.replace('service', '')}:{api}"
        message = message or (f"User: {reader} is not authorized to perform: {action} on resource: * "
                              f"because no identity-based policy allows the {action} action")
        if code == "UnauthorizedOperation":
            message = f"You are not authorized to perform this operation. {message}"
        text = f"\nAn error occurred ({code}) when calling the {api} operation: {message}\n"
        self.files[self.path(account, region, service, operation) + ".err"] = text.encode()

    @staticmethod
    def path(account, region, service, operation, key=None):
        path = f"cli/{account}/{region}/{service}/{operation}"
        return f"{path}/{urllib.parse.quote(key, safe='')}" if key else path

    def expect(self, account, region, rule, resource, why, result="fail", cause=""):
        self.expected.append((account, region, "aws." + rule, resource, result, cause, why))

    def unseen(self, account, region, types, why, cause="not-collected"):
        for kind in types:
            for rule in RULES_OF[kind].split():
                self.expect(account, region, rule, f"{kind} *", why, "unknown", cause)

    def finish(self):
        """Packs the items as the delivery bucket holds them, and the expected findings as a table."""
        for (account, region), items in self.items.items():
            id = str(uuid.UUID(digest("snapshot", account, region)[:32], version=4))
            body = {"fileVersion": "1.0", "configSnapshotId": id, "configurationItems": items}
            folder = f"config-bucket/AWSLogs/{account}/Config/{region}/2026/11/2/ConfigSnapshot"
            # A fixed time in the gzip header, for the same bytes on every run.
            packed = gzip.compress(json.dumps(body, separators=(",", ":")).encode(), 9, mtime=0)
            self.files[f"{folder}/{account}_Config_{region}_ConfigSnapshot_{STAMP}_{id}.json.gz"] = packed
        head = ("account", "region", "rule", "resource", "result", "cause", "why")
        self.files["expected.tsv"] = "".join("\t".join(row) + "\n" for row in [head] + sorted(self.expected)).encode()
        return self.files


# Resources that AWS Config records. Each function adds one kind, with the few properties that differ as parameters.

def vpc(out, account, region, name, cidr, flow=None, default=False):
    """A VPC with two subnets and a security group; `flow` is the traffic its flow log logs and whether that is delivered."""
    id, arn = ident("vpc", account, region, name), f"arn:aws:ec2:{region}:{account}"
    tags = {} if default else {"Name": name}
    out.add(account, region, "AWS::EC2::VPC", id, {
        "vpcId": id, "cidrBlock": cidr, "state": "available", "isDefault": default, "ownerId": account,
        "instanceTenancy": "default", "dhcpOptionsId": ident("dopt", account, region), "tags": listed(tags),
    }, arn=f"{arn}:vpc/{id}", tags=tags)
    for zone, third in (("a", 0), ("b", 16)):
        subnet = ident("subnet", account, region, name, zone)
        out.add(account, region, "AWS::EC2::Subnet", subnet, {
            "subnetId": subnet, "vpcId": id, "cidrBlock": f"{cidr.rsplit('.', 2)[0]}.{third}.0/20", "state": "available",
            "availabilityZone": region + zone, "mapPublicIpOnLaunch": default, "ownerId": account,
        }, arn=f"{arn}:subnet/{subnet}")
    group = ident("sg", account, region, name)
    world = {"ipProtocol": "tcp", "fromPort": 443, "toPort": 443, "ipv4Ranges": [{"cidrIp": "0.0.0.0/0"}], "ipRanges": ["0.0.0.0/0"],
             "ipv6Ranges": [], "prefixListIds": [], "userIdGroupPairs": []}
    out.add(account, region, "AWS::EC2::SecurityGroup", group, {
        "groupId": group, "groupName": "default" if default else f"{name}-web", "vpcId": id, "ownerId": account,
        "description": f"web servers of {name}", "ipPermissions": [] if default else [world], "ipPermissionsEgress": [],
    }, name="default" if default else f"{name}-web", arn=f"{arn}:security-group/{group}")
    if flow:
        traffic, delivers = flow
        log = ident("fl", account, region, name)
        out.add(account, region, "AWS::EC2::FlowLog", log, {
            "flowLogId": log, "resourceId": id, "flowLogStatus": "ACTIVE", "deliverLogsStatus": delivers, "trafficType": traffic,
            "logDestinationType": "s3", "logDestination": "arn:aws:s3:::periwinkle-example-flow-logs", "maxAggregationInterval": 600,
        }, arn=f"{arn}:vpc-flow-log/{log}")
    return id


def listed(tags):
    return [{"key": key, "value": value} for key, value in tags.items()]


# The first half of each network's addresses.
NETWORKS = {"booking": "10.20", "terminal": "10.21", "sandbox": "10.40", "staging": "10.41", "default": "172.31"}


def instance_document(account, region, name, network, kind, tokens, profile, state, launched):
    document = {
        "ImageId": ident("ami", region, "al2023"), "InstanceId": ident("i", account, region, name), "InstanceType": kind,
        "LaunchTime": launched, "State": {"Code": {"running": 16, "terminated": 48, "stopped": 80}[state], "Name": state},
        "Placement": {"AvailabilityZone": region + "a", "Tenancy": "default"}, "VpcId": ident("vpc", account, region, network),
        "SubnetId": ident("subnet", account, region, network, "a"), "PrivateIpAddress": f"{NETWORKS[network]}.1.{int(digest(name)[:2], 16)}",
        "SecurityGroups": [{"GroupName": f"{network}-web", "GroupId": ident("sg", account, region, network)}],
        "MetadataOptions": {"State": "applied", "HttpTokens": tokens, "HttpPutResponseHopLimit": 1 if tokens == "required" else 2,
                            "HttpEndpoint": "enabled", "InstanceMetadataTags": "disabled"},
        "Tags": [{"Key": "Name", "Value": name}],
    }
    if profile:
        document["IamInstanceProfile"] = {
            "Arn": f"arn:aws:iam::{account}:instance-profile/{profile}", "Id": iam_id("AIPA", account, profile)}
    return document


def volume_document(account, region, name, size, encrypted, instance=None):
    id = ident("vol", account, region, name)
    document = {
        "VolumeId": id, "Size": size, "Encrypted": encrypted, "VolumeType": "gp3", "Iops": 3000, "AvailabilityZone": region + "a",
        "State": "in-use" if instance else "available", "CreateTime": "2025-11-18T08:40:12.000Z", "SnapshotId": "", "Attachments": [],
    }
    if encrypted:
        document["KmsKeyId"] = f"arn:aws:kms:{region}:{account}:key/{uuid.UUID(digest(account, region, 'ebs')[:32])}"
    if instance:
        document["Attachments"] = [{"Device": "/dev/xvda", "InstanceId": ident("i", account, region, instance), "State": "attached",
                                    "VolumeId": id, "DeleteOnTermination": True}]
    return document


def camel(value):
    """AWS Config's older types are the API's answers with the first letter of each key lowered."""
    if isinstance(value, dict):
        return {lowered(key): camel(entry) for key, entry in value.items()}
    return [camel(entry) for entry in value] if isinstance(value, list) else value


def instance(out, account, region, name, network, kind="m7g.large", tokens="required", profile="app-server", state="running",
             launched="2026-08-04T07:12:31.000Z", size=40, encrypted=True, sources=None):
    """An instance and its volume, as items of AWS Config or, given `sources`, as parts of the command line's answers."""
    machine = instance_document(account, region, name, network, kind, tokens, profile, state, launched)
    id, gone = machine["InstanceId"], state == "terminated"
    disk = volume_document(account, region, f"{name}-root", size, encrypted, name)
    if sources:
        sources[0].append(machine)
        sources[1].append(disk)
    else:
        arn = f"arn:aws:ec2:{region}:{account}"
        out.add(account, region, "AWS::EC2::Instance", id, camel(machine), arn=f"{arn}:instance/{id}",
                tags={"Name": name}, created=launched)
        if not gone:
            out.add(account, region, "AWS::EC2::Volume", disk["VolumeId"], camel(disk), arn=f"{arn}:volume/{disk['VolumeId']}",
                    created=disk["CreateTime"])
    if tokens != "required" and not gone:
        out.expect(account, region, "ec2.imdsv2", id, f"{name} still answers IMDSv1")
    if not profile and not gone:
        out.expect(account, region, "ec2.instance-profile-attached", id, f"{name} works with keys on its disk instead of a role")
    if not encrypted:
        out.expect(account, region, "ec2.volume-encrypted", disk["VolumeId"], f"the disk of {name} is older than the default encryption")


def database(out, account, region, name, engine, weak=(), cluster=None, user=None, is_cluster=False):
    """A database instance or cluster; `weak` names the rules it breaks."""
    kind, id = "AWS::RDS::DBInstance", "db-" + digest(account, region, name)[:26].upper()
    days = 1 if "backup-retention" in weak else 14
    key = f"arn:aws:kms:{region}:{account}:key/{uuid.UUID(digest(account, region, 'data')[:32])}"
    facts = {
        "engine": engine, "engineVersion": {"mysql": "8.0.43"}.get(engine, "16.9"), "backupRetentionPeriod": days,
        "masterUsername": "admin" if "default-master-username" in weak else user or f"{name.replace('-', '_')}_owner",
        "multiAZ": "multi-az" not in weak and not cluster, "storageEncrypted": "storage-encrypted" not in weak,
        "deletionProtection": "deletion-protection" not in weak, "autoMinorVersionUpgrade": "auto-minor-upgrade" not in weak,
        "preferredMaintenanceWindow": "sun:03:10-sun:03:40",
    }
    if facts["storageEncrypted"]:
        facts["kmsKeyId"] = key
    if is_cluster:
        kind, id = "AWS::RDS::DBCluster", "cluster-" + digest(account, region, name)[:26].upper()
        arn = f"arn:aws:rds:{region}:{account}:cluster:{name}"
        facts |= {"dbclusterIdentifier": name, "dbClusterResourceId": id, "status": "available", "dbclusterArn": arn,
                  "iamdatabaseAuthenticationEnabled": "iam-auth" not in weak}
    else:
        arn = f"arn:aws:rds:{region}:{account}:db:{name}"
        facts |= {"dBInstanceIdentifier": name, "dbiResourceId": id, "dBInstanceStatus": "available", "dBInstanceClass": "db.m7g.large",
                  "dBInstanceArn": arn, "publiclyAccessible": False, "iAMDatabaseAuthenticationEnabled": "iam-auth" not in weak}
        if cluster:
            facts["dBClusterIdentifier"] = cluster
    out.add(account, region, kind, id, facts, name=name, arn=arn, created="2025-02-11T10:02:44.000Z")
    for rule in weak:
        out.expect(account, region, f"rds.{rule}", id, f"{name} was set up in a hurry: {rule}")


def function(out, account, region, answers, name, runtime, variables=None, key=False, old=None, readable=True,
             recorded=True):
    """A function: AWS Config has no environment variables, so the command line's answer says those, if it was `readable`."""
    arn, image = f"arn:aws:lambda:{region}:{account}:function:{name}", runtime is None
    code = base64.b64encode(bytes.fromhex(digest(account, name))).decode()
    facts = {
        "functionName": name, "functionArn": arn, "role": f"arn:aws:iam::{account}:role/lambda-exec", "codeSize": 48211, "timeout": 30,
        "memorySize": 256, "lastModified": "2026-06-09T09:31:07.000+0000", "codeSha256": code, "version": "$LATEST", "layers": [],
        "packageType": "Image" if image else "Zip", "architectures": ["arm64"],
    } | ({} if image else {"runtime": runtime, "handler": "index.handler"})
    answer = {name[0].upper() + name[1:]: value for name, value in facts.items()}
    if variables:
        answer["Environment"] = {"Variables": variables}
    if key:
        facts["kmskeyArn"] = answer["KMSKeyArn"] = f"arn:aws:kms:{region}:{account}:key/{uuid.UUID(digest(account, region, 'data')[:32])}"
    if recorded:
        out.add(account, region, "AWS::Lambda::Function", name, facts, name=name, arn=arn, extra={"Tags": {}})
    answers.append(answer)
    if old:
        out.expect(account, region, "lambda.runtime-supported", name, old)
    if not key and not readable:
        out.expect(account, region, "lambda.env-cmk", name, "AWS Config has no variables, and list-functions was refused",
                   "unknown", "not-collected")
    elif variables and not key:
        out.expect(account, region, "lambda.env-cmk", name, "variables under AWS's own key")


def bucket(out, account, region, name, weak=(), tags=None, key=None, cors=None, lock=None, block=True):
    """A bucket of AWS Config; a document that was never set is not there."""
    full = f"periwinkle-example-{name}"
    sse = {"sseAlgorithm": "aws:kms", "kmsMasterKeyID": key} if key else {"sseAlgorithm": "AES256"}
    owner = digest("canonical user", account)
    acl = {"grantSet": None, "grantList": [{"grantee": {"id": owner, "displayName": None}, "permission": "FullControl"}],
           "owner": {"displayName": None, "id": owner}, "isRequesterCharged": False}
    extra = {
        "AccessControlList": json.dumps(acl, separators=(",", ":")), "BucketPolicy": {}, "IsRequesterPaysEnabled": False,
        "BucketVersioningConfiguration": {"status": "Off" if "bucket-versioning" in weak else "Enabled", "isMfaDeleteEnabled": None},
        "ServerSideEncryptionConfiguration": {"rules": [{"applyServerSideEncryptionByDefault": sse, "bucketKeyEnabled": bool(key)}]},
    }
    if block:
        extra["PublicAccessBlockConfiguration"] = {lowered(flag): True for flag in FLAGS}
    if "bucket-lifecycle" not in weak:
        extra["BucketLifecycleConfiguration"] = {"rules": [
            {"id": "tidy", "status": "Enabled", "expirationInDays": -1, "noncurrentVersionExpirationInDays": 90,
             "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7}, "filter": {"predicate": None}}]}
    if cors:
        extra["BucketCrossOriginConfiguration"] = {"rules": [{"allowedMethods": cors, "allowedOrigins": ["*"], "maxAgeSeconds": 3000}]}
    if lock:
        extra["ObjectLockConfiguration"] = {"objectLockEnabled": "Enabled", "rule": {"defaultRetention": {"mode": lock, "days": 3650}}}
    for rule in weak:
        out.expect(account, region, f"s3.{rule}", full, f"{name} lacks what {rule} asks for")
    created = "2024-09-30T12:00:00.000Z"
    return out.add(account, region, "AWS::S3::Bucket", full, {
        "name": full, "owner": {"displayName": None, "id": owner}, "creationDate": created, "region": region,
    }, name=full, arn=f"arn:aws:s3:::{full}", extra=extra, tags=tags, created=created)


def key(out, account, region, name):
    id = str(uuid.UUID(digest(account, region, name)[:32]))
    arn = f"arn:aws:kms:{region}:{account}:key/{id}"
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
                                                      "Action": "kms:*", "Resource": "*"}]}
    out.add(account, region, "AWS::KMS::Key", id, {
        "awsaccountId": account, "keyId": id, "arn": arn, "creationDate": 1725000000000, "enabled": True, "description": f"{name} at rest",
        "keyUsage": "ENCRYPT_DECRYPT", "keyState": "Enabled", "origin": "AWS_KMS", "keyManager": "CUSTOMER", "multiRegion": False,
    }, arn=arn, extra={"KeyRotationStatus": True, "Policy": json.dumps(policy), "Tags": []})
    return arn


def recorder(out, account, region, only=()):
    """The recorder's own item decides what the silence of the snapshot means."""
    strategy = "INCLUSION_BY_RESOURCE_TYPES" if only else "ALL_SUPPORTED_RESOURCE_TYPES"
    out.add(account, region, "AWS::Config::ConfigurationRecorder", "default", {
        "Id": "default", "Name": "default", "Recording": True,
        "RoleARN": f"arn:aws:iam::{account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
        "RecordingGroup": {
            # Global types in one region only, as AWS advises: their items would be the same everywhere.
            "AllSupported": not only, "IncludeGlobalResourceTypes": not only and region == EU, "ResourceTypes": list(only),
            "ExclusionByResourceTypes": {"ResourceTypes": []}, "RecordingStrategy": {"UseOnly": strategy}},
    })


def role(out, account, name, principal):
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": principal}, "Action": "sts:AssumeRole"}]}
    id, arn = iam_id("AROA", account, name), f"arn:aws:iam::{account}:role/{name}"
    out.add(account, "global", "AWS::IAM::Role", id, {
        "path": "/", "roleName": name, "roleId": id, "arn": arn, "createDate": "2024-05-06T08:00:00.000Z", "rolePolicyList": [],
        "assumeRolePolicyDocument": encoded(trust), "instanceProfileList": [], "tags": [],
        "attachedManagedPolicies": [{"policyName": f"{name}-access", "policyArn": f"arn:aws:iam::{account}:policy/{name}-access"}],
    }, name=name, arn=arn, created="2024-05-06T08:00:00.000Z", home=EU)
    document = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": ["s3:GetObject", "logs:PutLogEvents"], "Resource": "*"}]}
    id, arn = iam_id("ANPA", account, name), f"arn:aws:iam::{account}:policy/{name}-access"
    out.add(account, "global", "AWS::IAM::Policy", id, {
        "policyName": f"{name}-access", "policyId": id, "arn": arn, "path": "/", "defaultVersionId": "v1", "attachmentCount": 1,
        "isAttachable": True, "policyVersionList": [{"document": encoded(document), "versionId": "v1", "isDefaultVersion": True}],
    }, name=f"{name}-access", arn=arn, home=EU)


# What AWS Config does not record: answers of the command line.

def users(out, account, root_mfa, people):
    """IAM users with the credential report; `people` are (name, password, MFA, key's last rotation, key's last use)."""
    rows = [dict.fromkeys(REPORT_COLUMNS, "N/A") | {
        "user": "<root_account>", "arn": f"arn:aws:iam::{account}:root", "user_creation_time": "2024-05-02T09:11:40+00:00",
        "password_enabled": "true", "password_last_used": "2026-03-17T10:20:01+00:00", "password_last_changed": "not_supported",
        "password_next_rotation": "not_supported", "mfa_active": str(root_mfa).lower()}]
    for name, password, mfa, rotated, used in people:
        id, arn, created = iam_id("AIDA", account, name), f"arn:aws:iam::{account}:user/{name}", "2024-06-12T07:45:10.000Z"
        if account != LOGS:
            out.add(account, "global", "AWS::IAM::User", id, {
                "path": "/", "userName": name, "userId": id, "arn": arn, "createDate": created, "userPolicyList": [], "groupList": [],
                "attachedManagedPolicies": [], "tags": [],
            }, name=name, arn=arn, created=created, home=EU)
        rows.append(dict.fromkeys(REPORT_COLUMNS, "N/A") | {
            "user": name, "arn": arn, "user_creation_time": "2024-06-12T07:45:10+00:00", "password_enabled": str(password).lower(),
            "mfa_active": str(mfa).lower()} | ({"password_last_used": "2026-10-30T06:58:22+00:00",
            "password_last_changed": "2026-08-19T11:02:00+00:00"} if password else {}) | ({
                "access_key_1_active": "true", "access_key_1_last_rotated": rotated, "access_key_1_last_used_date": used,
                "access_key_1_last_used_region": "N/A" if used == "N/A" else EU,
                "access_key_1_last_used_service": "N/A" if used == "N/A" else "s3"} if rotated else {}))
        if password and not mfa:
            out.expect(account, "global", "iam.console-user-mfa", name, "a console password and no MFA device")
    for row in rows:
        for column in ("access_key_1_active", "access_key_2_active", "cert_1_active", "cert_2_active"):
            row[column] = "true" if row[column] == "true" else "false"
    text = io.StringIO()
    table = csv.DictWriter(text, REPORT_COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    content = text.getvalue().rstrip("\n")
    # Collectors keep either the command's answer or the CSV in it: the logging account's kept the latter.
    if account == LOGS:
        out.files[f"cli/{account}/global/iam/credential-report.csv"] = content.encode()
    else:
        out.cli(account, "global", "iam", "get-credential-report", {
            "Content": base64.b64encode(content.encode()).decode(), "ReportFormat": "text/csv", 
            "GeneratedTime": "2026-11-02T05:41:09+00:00"})
    out.cli(account, "global", "iam", "get-account-summary", {"SummaryMap": {
        "Users": len(people), "UsersQuota": 5000, "Roles": 14, "MFADevices": 1, "MFADevicesInUse": int(root_mfa) + sum(p[2] for p in people),
        "AccountMFAEnabled": int(root_mfa), "AccountAccessKeysPresent": 0, "AccountPasswordPresent": 1}})


def detection(out, account, region, hub=True, rules=2):
    """GuardDuty and, where asked for, Security Hub and AWS Config rules."""
    detector = digest("detector", account, region)[:32]
    out.cli(account, region, "guardduty", "list-detectors", {"DetectorIds": [detector]})
    out.cli(account, region, "guardduty", "get-detector", {
        "CreatedAt": "2024-05-21T13:05:00.000Z", "FindingPublishingFrequency": "FIFTEEN_MINUTES", "Status": "ENABLED", "Tags": {},
        "ServiceRole": f"arn:aws:iam::{account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty",
    }, key=detector)
    if hub:
        out.cli(account, region, "securityhub", "describe-hub", {
            "HubArn": f"arn:aws:securityhub:{region}:{account}:hub/default", "SubscribedAt": "2024-05-21T13:10:00.000Z",
            "AutoEnableControls": True, "ControlFindingGenerator": "SECURITY_CONTROL"})
        out.cli(account, region, "securityhub", "get-enabled-standards", {"StandardsSubscriptions": [{
            "StandardsSubscriptionArn": f"arn:aws:securityhub:{region}:{account}:subscription/{STANDARD}", "StandardsInput": {},
            "StandardsArn": f"arn:aws:securityhub:{region}::standards/{STANDARD}", "StandardsStatus": "READY"}]})
    if rules is not None:
        names = [("restricted-ssh", "INCOMING_SSH_DISABLED"), ("encrypted-volumes", "ENCRYPTED_VOLUMES")][:rules]
        out.cli(account, region, "configservice", "describe-config-rules", {"ConfigRules": [{
            "ConfigRuleName": name, "ConfigRuleArn": f"arn:aws:config:{region}:{account}:config-rule/config-rule-{digest(account, name)[:6]}",
            "Source": {"Owner": "AWS", "SourceIdentifier": source}, "ConfigRuleState": "ACTIVE"} for name, source in names]})


def trail(out, account):
    """The organisation's trail: every region of every account lists it."""
    for region in (EU, US):
        out.cli(account, region, "cloudtrail", "describe-trails", {"trailList": [{
            "Name": "org-trail", "S3BucketName": "periwinkle-example-trail-logs", "IncludeGlobalServiceEvents": True,
            "IsMultiRegionTrail": True, "HomeRegion": EU, "TrailARN": TRAIL, "LogFileValidationEnabled": True,
            "HasCustomEventSelectors": False, "HasInsightSelectors": False, "IsOrganizationTrail": True}]})
    out.cli(account, EU, "cloudtrail", "get-trail-status", {
        "IsLogging": True, "LatestDeliveryTime": "2026-11-02T05:54:12.481000+00:00", "StartLoggingTime": "2024-05-21T12:40:00+00:00"}, key=TRAIL)
    out.cli(account, EU, "cloudtrail", "get-event-selectors", {"TrailARN": TRAIL, "EventSelectors": [
        {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [], "ExcludeManagementEventSources": []}]}, key=TRAIL)


def analyzers(out, account, region, kinds):
    def one(kind, name):
        return {"arn": f"arn:aws:access-analyzer:{region}:{account}:analyzer/{name}", "name": name, "type": kind, "status": "ACTIVE",
                "createdAt": "2024-05-21T14:00:00+00:00", "tags": {}}
    out.cli(account, region, "accessanalyzer", "list-analyzers", {"analyzers": [one(kind, name) for kind, name in kinds]})


def account_answers(out, account, encrypted_by_default=(EU, US)):
    # Only the regions the organisation's policy leaves open are asked for: `--region-names eu-central-1 us-east-1`.
    out.cli(account, "global", "ec2", "describe-regions", {"Regions": [
        {"Endpoint": f"ec2.{region}.amazonaws.com", "RegionName": region, "OptInStatus": "opt-in-not-required"} for region in (EU, US)]})
    for region in encrypted_by_default:
        out.cli(account, region, "ec2", "get-ebs-encryption-by-default", {"EbsEncryptionByDefault": True, "SseType": "sse-ebs"})
