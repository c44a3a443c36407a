#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the example snapshot of an invented organisation beside this file; --check only compares.

Same bytes on every run: ids come from hashes, times from constants, and nothing asks the clock.
"""
import gzip, json, pathlib, sys

# No folder of compiled modules beside the snapshot.
sys.dont_write_bytecode = True
from kinds import *  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


# The accounts.

def production(out):
    a = PROD
    data = key(out, a, EU, "data")
    for region in (EU, US):
        recorder(out, a, region)
        key(out, a, region, "ebs")
        detection(out, a, region)
    analyzers(out, a, EU, [("ACCOUNT", "external"), ("ACCOUNT_UNUSED_ACCESS", "unused")])
    analyzers(out, a, US, [("ACCOUNT", "external")])
    account_answers(out, a)
    trail(out, a)
    vpc(out, a, EU, "booking", "10.20.0.0/16", ("ALL", "SUCCESS"))
    vpc(out, a, EU, "terminal", "10.21.0.0/16", ("REJECT", "SUCCESS"))
    default = vpc(out, a, US, "default", "172.31.0.0/16", default=True)
    out.expect(a, US, "ec2.vpc-flow-logs", default, "the default VPC was forgotten")
    for number in ("1", "2", "3"):
        instance(out, a, EU, f"booking-app-{number}", "booking")
    instance(out, a, EU, "edi-gateway", "terminal", kind="t3.large", tokens="optional", launched="2023-11-18T08:40:00.000Z")
    instance(out, a, EU, "customs-bridge", "terminal", kind="t3.medium", profile=None)
    instance(out, a, EU, "night-batch", "booking", tokens="optional", state="terminated")
    database(out, a, EU, "bookings", "postgres")
    database(out, a, EU, "customs", "mysql", weak=("auto-minor-upgrade", "default-master-username"))
    database(out, a, EU, "shipments", "aurora-postgresql", is_cluster=True)
    for number in ("1", "2"):
        database(out, a, EU, f"shipments-{number}", "aurora-postgresql", cluster="shipments", user="shipments_owner")
    here, there, level = [], [], {"LOG_LEVEL": "info"}
    function(out, a, EU, here, "quote-api", "python3.13", level | {"TARIFF_TABLE": "tariffs"}, key=True)
    function(out, a, EU, here, "label-render", "nodejs22.x", level, key=True)
    function(out, a, EU, here, "tariff-import", "python3.10", old="support of python3.10 ended two days before the snapshot")
    function(out, a, EU, here, "rate-feed", "dotnet8")  # passes, with eight days left
    function(out, a, EU, here, "invoice-mailer", None)
    function(out, a, EU, here, "route-planner", "provided.al2023")
    function(out, a, US, there, "edge-headers", "nodejs24.x")
    for region, answers in ((EU, here), (US, there)):
        out.cli(a, region, "lambda", "list-functions", {"Functions": answers})
    bucket(out, a, EU, "booking-documents", tags={"data-classification": "restricted"}, key=data)
    bucket(out, a, EU, "customs-archive", tags={"immutable": "true"}, key=data, lock="COMPLIANCE")
    bucket(out, a, EU, "web-assets", weak=("bucket-versioning",), cors=["GET", "HEAD"])
    bucket(out, a, EU, "partner-uploads", weak=("bucket-cors",), cors=["GET", "PUT"])
    bucket(out, a, US, "edge-logs", weak=("bucket-versioning", "bucket-lifecycle"))
    role(out, a, "app-server", "ec2.amazonaws.com")
    role(out, a, "lambda-exec", "lambda.amazonaws.com")
    users(out, a, True, [
        ("billing-reader", True, False, None, None), ("ci-deploy", False, False, "2026-09-14T08:00:00+00:00", "2026-11-01T22:10:00+00:00"),
        ("edi-partner-feed", False, False, "2025-04-02T08:00:00+00:00", "2026-06-25T03:15:00+00:00"), ("ops-admin", True, True, None, None)])
    out.expect(a, "global", "iam.access-key-unused", "edi-partner-feed", "last used in June, when the partner moved to another feed")
    policy = {"MinimumPasswordLength": 16, "AllowUsersToChangePassword": True, "ExpirePasswords": False, "PasswordReusePrevention": 24}
    policy |= {f"Require{what}": True for what in ("Symbols", "Numbers", "UppercaseCharacters", "LowercaseCharacters")}
    out.cli(a, "global", "iam", "get-account-password-policy", {"PasswordPolicy": policy})
    out.cli(a, "global", "s3control", "get-public-access-block", {"PublicAccessBlockConfiguration": dict.fromkeys(FLAGS, True)})


def development(out):
    """Few rules and less care; AWS Config runs in one region only, so the other is known from the command line."""
    a = DEV
    recorder(out, a, EU)
    key(out, a, EU, "ebs")
    key(out, a, EU, "data")
    detection(out, a, EU, rules=0)
    detection(out, a, US, hub=False, rules=0)
    out.error(a, US, "securityhub", "describe-hub", "InvalidAccessException", f"Account {a} is not subscribed to AWS Security Hub")
    out.expect(a, US, "securityhub.enabled", US, "nobody subscribed the region")
    out.cli(a, US, "configservice", "describe-configuration-recorders", {"ConfigurationRecorders": [{
        "name": "default", "roleARN": f"arn:aws:iam::{a}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
        "recordingGroup": {"allSupported": True, "includeGlobalResourceTypes": False, "resourceTypes": [],
                           "recordingStrategy": {"useOnly": "ALL_SUPPORTED_RESOURCE_TYPES"}}}]})
    out.cli(a, US, "configservice", "describe-configuration-recorder-status", {"ConfigurationRecordersStatus": [{
        "name": "default", "recording": False, "lastStatus": "SUCCESS", "lastStopTime": "2026-02-20T16:31:00+00:00"}]})
    out.expect(a, US, "config.recorder-on", US, "stopped in February to save money")
    for region in (EU, US):
        analyzers(out, a, region, [])
        out.expect(a, region, "config.rules-present", region, "no rule was ever deployed")
        out.expect(a, region, "accessanalyzer.external", region, "no analyzer")
    out.expect(a, "global", "accessanalyzer.unused-access", a, "no analyzer in either region")
    account_answers(out, a)
    trail(out, a)
    for name, cidr, flow, why in (("sandbox", "10.40.0.0/16", None, "no flow log"),
                                  ("staging", "10.41.0.0/16", ("ALL", "FAILED"), "the log's bucket policy refuses the delivery"),
                                  ("load-test", "10.42.0.0/16", ("ACCEPT", "SUCCESS"), "refused traffic is left out")):
        out.expect(a, EU, "ec2.vpc-flow-logs", vpc(out, a, EU, name, cidr, flow), why)
    instance(out, a, EU, "sandbox-1", "sandbox", kind="t3.medium", tokens="optional", profile=None, encrypted=False)
    instance(out, a, EU, "sandbox-2", "sandbox", kind="t3.medium", tokens="optional", state="stopped", encrypted=False)
    instance(out, a, EU, "staging-app", "staging", kind="t3.medium")
    sources = ([], [])
    instance(out, a, US, "load-driver", "default", kind="c7i.large", tokens="optional", profile=None, encrypted=False, sources=sources)
    out.cli(a, US, "ec2", "describe-instances", {"Reservations": [{"ReservationId": ident("r", a), "OwnerId": a, "Groups": [],
                                                                  "Instances": sources[0]}]})
    out.cli(a, US, "ec2", "describe-volumes", {"Volumes": sources[1]})
    default = ident("vpc", a, US, "default")
    out.cli(a, US, "ec2", "describe-vpcs", {"Vpcs": [{"VpcId": default, "CidrBlock": "172.31.0.0/16", "State": "available", "OwnerId": a,
                                                     "IsDefault": True, "InstanceTenancy": "default"}]})
    out.error(a, US, "ec2", "describe-flow-logs", "RequestLimitExceeded", "Request limit exceeded.")
    out.expect(a, US, "ec2.vpc-flow-logs", default, "the call for flow logs was throttled, which says nothing", "unknown", "not-collected")
    out.unseen(a, US, ["AWS::RDS::DBCluster", "AWS::RDS::DBInstance", "AWS::S3::Bucket"], "the region was not asked")
    database(out, a, EU, "sandbox", "postgres", weak=(
        "auto-minor-upgrade", "backup-retention", "default-master-username", "deletion-protection", "iam-auth", "multi-az",
        "storage-encrypted"))
    database(out, a, EU, "staging", "aurora-mysql", is_cluster=True, weak=("deletion-protection", "iam-auth"))
    ended = "support of {} ended years ago"
    function(out, a, EU, [], "quote-api", "python3.13", readable=False, key=True)
    function(out, a, EU, [], "track-demo", "nodejs16.x", old=ended.format("nodejs16.x"), readable=False)
    function(out, a, EU, [], "pdf-try", "python3.8", old=ended.format("python3.8"), readable=False)
    answers = []
    function(out, a, US, answers, "load-report", "python3.12", {"TARGET": "staging"}, recorded=False)
    out.cli(a, US, "lambda", "list-functions", {"Functions": answers})
    out.error(a, EU, "lambda", "list-functions", "AccessDeniedException")
    bucket(out, a, EU, "sandbox-data", weak=("bucket-versioning", "bucket-lifecycle", "bucket-public-access-block"), block=False)
    bucket(out, a, EU, "staging-documents", tags={"data-classification": "restricted", "immutable": "true"},
           weak=("bucket-encryption", "bucket-object-lock"))
    role(out, a, "lambda-exec", "lambda.amazonaws.com")
    users(out, a, False, [
        ("ci-deploy", False, False, "2026-10-05T08:00:00+00:00", "2026-11-02T04:50:00+00:00"), ("demo-login", True, False, None, None),
        ("load-tester", False, False, "2026-01-15T08:00:00+00:00", "N/A"), ("ops-admin", True, True, None, None),
        ("sandbox-dev", True, False, "2025-12-01T08:00:00+00:00", "2026-05-04T12:00:00+00:00")])
    out.expect(a, "global", "iam.root-mfa", a, "nobody registered a device for root")
    out.expect(a, "global", "iam.access-key-unused", "load-tester", "created in January and never used")
    out.expect(a, "global", "iam.access-key-unused", "sandbox-dev", "last used in May")
    out.error(a, "global", "iam", "get-account-password-policy", "NoSuchEntity",
              f"The Password Policy with domain name {a} cannot be found.")
    out.expect(a, "global", "iam.password-policy", a, "there is none: NoSuchEntity is a fact")
    out.error(a, "global", "s3control", "get-public-access-block", "NoSuchPublicAccessBlockConfiguration",
              "The public access block configuration was not found")
    out.expect(a, "global", "s3.account-public-access-block", a, "there is none: the error is a fact")


def logging(out):
    """The management account with the logs: the reader's role may see little of it, and nothing was delivered for us-east-1."""
    a = LOGS
    recorder(out, a, EU, only=[
        "AWS::CloudTrail::Trail", "AWS::EC2::VPC", "AWS::KMS::Key", "AWS::S3::AccountPublicAccessBlock", "AWS::S3::Bucket"])
    out.expect(a, EU, "config.recorder-on", EU, "only five types, to save money")
    out.add(a, EU, "AWS::CloudTrail::Trail", "org-trail", {
        "name": "org-trail", "s3BucketName": "periwinkle-example-trail-logs", "includeGlobalServiceEvents": True, "isMultiRegionTrail": True,
        "homeRegion": EU, "trailARN": TRAIL, "logFileValidationEnabled": True, "isOrganizationTrail": True}, name="org-trail", arn=TRAIL)
    out.add(a, EU, "AWS::S3::AccountPublicAccessBlock", a, {lowered(flag): True for flag in FLAGS})
    data = key(out, a, EU, "data")
    network = ident("vpc", a, EU, "ingest")
    out.add(a, EU, "AWS::EC2::VPC", network, {"vpcId": network, "cidrBlock": "10.90.0.0/16", "state": "available", "isDefault": False,
                                             "ownerId": a, "instanceTenancy": "default"}, arn=f"arn:aws:ec2:{EU}:{a}:vpc/{network}")
    out.expect(a, EU, "ec2.vpc-flow-logs", network, "the recorder leaves flow logs out", "unknown", "not-collected")
    bucket(out, a, EU, "trail-logs", tags={"immutable": "true"}, key=data, lock="GOVERNANCE")
    bucket(out, a, EU, "config-delivery")
    bucket(out, a, EU, "flow-logs", weak=("bucket-versioning",))
    truncated_bucket(out, a)
    for region in (EU, US):
        detection(out, a, region, hub=False, rules=None)
        out.error(a, region, "securityhub", "describe-hub", "AccessDeniedException")
        out.expect(a, region, "securityhub.enabled", region, "the reader's role may not ask", "unknown", "denied")
    account_answers(out, a, encrypted_by_default=())
    out.error(a, EU, "ec2", "get-ebs-encryption-by-default", "UnauthorizedOperation")
    out.expect(a, EU, "ec2.ebs-default-encryption", EU, "the reader's role may not ask", "unknown", "denied")
    out.expect(a, US, "ec2.ebs-default-encryption", US, "the region was not asked", "unknown", "not-collected")
    out.error(a, EU, "configservice", "describe-config-rules", "ThrottlingException", "Rate exceeded")
    out.expect(a, EU, "config.rules-present", EU, "the call was throttled", "unknown", "not-collected")
    out.error(a, US, "configservice", "describe-configuration-recorders", "AccessDeniedException")
    out.expect(a, US, "config.recorder-on", US, "the reader's role may not ask", "unknown", "denied")
    out.expect(a, US, "config.rules-present", US, "the region was not asked", "unknown", "not-collected")
    analyzers(out, a, EU, [("ORGANIZATION", "external")])
    out.expect(a, US, "accessanalyzer.external", US, "the region was not asked", "unknown", "not-collected")
    out.expect(a, "global", "accessanalyzer.unused-access", a, "the other region may have it", "unknown", "not-collected")
    for operation in ("describe-instances", "describe-volumes"):
        out.error(a, EU, "ec2", operation, "UnauthorizedOperation")
    out.unseen(a, EU, ["AWS::EC2::Instance", "AWS::EC2::Volume"], "the reader's role may not ask", "denied")
    out.unseen(a, EU, ["AWS::Lambda::Function", "AWS::RDS::DBCluster", "AWS::RDS::DBInstance"], "the recorder leaves the type out")
    out.unseen(a, US, RULES_OF, "the region was not asked")
    trail(out, a)
    out.cli(a, "global", "organizations", "list-accounts", {"Accounts": [
        {"Id": id, "Arn": f"arn:aws:organizations::{LOGS}:account/o-periwinkle0/{id}", "Email": f"aws+{name}@example.com", "Name": name,
         "Status": "ACTIVE", "JoinedMethod": "INVITED" if id == LOGS else "CREATED"} for id, name in NAMES.items()]})
    # A collector that stopped in the middle of a date: the row is whole, the date is not.
    users(out, a, True, [("audit-export", False, False, "2026-09-20T08:00:00+00:00", "2026-1"), ("ops-admin", True, True, None, None)])
    out.expect(a, "global", "iam.access-key-unused", "audit-export", "the date of last use is cut off", "unknown", "undecodable")
    out.error(a, "global", "iam", "get-account-password-policy", "AccessDenied")
    out.expect(a, "global", "iam.password-policy", a, "the reader's role may not ask", "unknown", "denied")


def truncated_bucket(out, account):
    """A bucket that changed after the snapshot: AWS Config's API has the newer item, without tags and with documents as texts."""
    item = bucket(out, account, EU, "audit-evidence")
    texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in item["supplementaryConfiguration"].items()}
    texts["BucketLifecycleConfiguration"] = texts["BucketLifecycleConfiguration"][:60]
    newer = {
        "version": "1.3", "accountId": account, "configurationItemCaptureTime": "2026-11-02T05:58:31.204000+00:00",
        "configurationItemStatus": "OK", "configurationStateId": "1793599111204", "arn": item["ARN"], "resourceType": item["resourceType"],
        "resourceId": item["resourceId"], "resourceName": item["resourceName"], "awsRegion": EU, "availabilityZone": "Regional",
        "configuration": json.dumps(item["configuration"]), "supplementaryConfiguration": texts}
    out.cli(account, EU, "configservice", "batch-get-resource-config", {"baseConfigurationItems": [newer], "unprocessedResourceKeys": []})
    out.expect(account, EU, "s3.bucket-lifecycle", item["resourceId"], "the document's text is cut off", "unknown", "undecodable")
    out.expect(account, EU, "s3.bucket-encryption", item["resourceId"], "this answer carries no tags",
               "unknown", "not-collected")
    out.expect(account, EU, "s3.bucket-object-lock", item["resourceId"], "this answer carries no tags", "unknown", "not-collected")


def is_current(path, data):
    """Whether the file holds `data`; what is packed counts unpacked, since zlib's releases pack differently."""
    if not path.is_file():
        return False
    held = path.read_bytes()
    return held == data or (path.suffix == ".gz" and gzip.decompress(held) == gzip.decompress(data))


def main():
    out = Files()
    production(out)
    development(out)
    logging(out)
    wanted = out.finish()
    kept = {HERE / name for name in ("generate.py", "kinds.py", "README.md", "demarc.lua")}
    found = {path for path in HERE.rglob("*") if path.is_file() and path not in kept and "__pycache__" not in path.parts}
    stale = sorted(found - {HERE / name for name in wanted})
    changed = sorted(name for name, data in wanted.items() if not is_current(HERE / name, data))
    if sys.argv[1:] == ["--check"]:
        for name in changed + [str(path.relative_to(HERE)) for path in stale]:
            print(f"differs: {name}")
        return 1 if changed or stale else 0
    for path in stale:
        path.unlink()
    for name in changed:
        (HERE / name).parent.mkdir(parents=True, exist_ok=True)
        (HERE / name).write_bytes(wanted[name])
    return 0


if __name__ == "__main__":
    sys.exit(main())
