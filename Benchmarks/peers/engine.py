#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One other engine on the comparison's data, in a process of its own.

    engine.py NAME DATA [--runs N]     load the plain file, then each rule N times; one JSON object
    engine.py NAME DATA --once         from the gzip file to the counts of every rule, once: what a user waits for

DATA is a folder that `Benchmarks/compare` made. Resources are sorted by type before the clock of a rule starts, for every engine alike.
"""

import argparse
import gzip
import importlib.metadata
import json
import os
import resource
import statistics
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))

TYPES = {
    "AWS::EC2::Volume": "volume", "AWS::RDS::DBInstance": "database", "AWS::S3::Bucket": "bucket", "AWS::EC2::SecurityGroup": "group",
    "AWS::IAM::Policy": "policy", "AWS::EC2::Instance": "instance", "AWS::Lambda::Function": "function", "AWS::IAM::Role": "role",
}
RULES = {
    "ebs-encrypted": "volume", "rds-private": "database", "rds-backup": "database", "s3-bpa": "bucket", "sg-ssh-open": "group",
    "iam-admin": "policy", "required-tags": "instance", "lambda-secrets": "function", "role-trust": "role", "instance-open-sg": "instance",
}
TRUSTED = {f"{100000000000 + number * 7919}" for number in range(40)}


def processor_seconds():
    """Of every thread of this process: the machine may be shared, and an engine's helpers count."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def text_of(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read()


class Engine:
    """An engine that has the items as Python objects, sorted by type."""

    rules = list(RULES)
    package = "orjson"

    def version(self):
        return f"{self.package} {importlib.metadata.version(self.package)}"

    def load(self, path):
        import orjson

        with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
            document = orjson.loads(file.read())
        self.resources = {name: [] for name in TYPES.values()}
        for item in document["configurationItems"]:
            if name := TYPES.get(item["resourceType"]):
                self.resources[name].append(item)
        self.prepare()

    def prepare(self):
        """Hands the items over to the engine."""

    def groups(self):
        return {group["resourceId"]: group for group in self.resources["group"]}

    def count(self, rule):
        return len(self.resources[RULES[rule]])

    def failing(self, rule):
        """How many resources fail the rule: one evaluation of each."""
        raise NotImplementedError


class Python(Engine):
    def version(self):
        return f"CPython {sys.version.split()[0]}, {super().version()}"

    def prepare(self):
        import rules_python

        self.functions = {rule: getattr(rules_python, rule.replace("-", "_")) for rule in RULES}
        self.around = argparse.Namespace(trusted=TRUSTED, groups=self.groups())

    def failing(self, rule):
        function, around, count = self.functions[rule], self.around, 0
        for item in self.resources[RULES[rule]]:
            if function(item, around):
                count += 1
        return count


class Regorus(Engine):
    package = "gordon-to-regorus"

    def prepare(self):
        import orjson
        import regorus

        self.engine = regorus.Engine()
        self.engine.add_policy("rules.rego", text_of("rules.rego"))
        data = {"resources": self.resources, "groups": self.groups(), "trusted": dict.fromkeys(TRUSTED, True)}
        self.engine.add_data_json(orjson.dumps(data).decode())

    def failing(self, rule):
        self.engine.set_input_json("{}")  # lets go of what the last evaluation remembered
        return int(self.engine.eval_rule_as_json("data.ten." + rule.replace("-", "_")))


class Opa(Engine):
    def version(self):
        return "OPA 1.20 in opa-golib-python-bindings 0.4.4"

    def prepare(self):
        sys.path.insert(0, os.environ["OPA_BINDINGS"])
        from opa_bindings import OpaEngine

        self.engine = OpaEngine()
        self.engine.add_policy("rules.rego", text_of("rules.rego"))
        self.engine.add_data({"resources": self.resources, "groups": self.groups(), "trusted": dict.fromkeys(TRUSTED, True)})

    def failing(self, rule):
        return self.engine.eval_document("ten." + rule.replace("-", "_"))


class Guard(Engine):
    """Each call parses the document again: that is the only way in that its packages offer."""

    package = "guardpycfn"
    rules = ["ebs-encrypted", "rds-private", "rds-backup", "s3-bpa", "sg-ssh-open", "iam-admin", "required-tags", "lambda-secrets"]

    def prepare(self):
        self.sources = {}
        for part in text_of("rules.guard").split("\nrule ")[1:]:
            self.sources[part.split()[0].replace("_", "-")] = "rule " + part
        self.texts = {name: [json.dumps(item) for item in items] for name, items in self.resources.items()}

    def failing(self, rule):
        from guardpycfn import validate_with_guard

        source, count = self.sources[rule], 0
        for text in self.texts[RULES[rule]]:
            answer = validate_with_guard(text, source)["result"]
            # A long report arrives cut off, as text; only a failure is long.
            count += isinstance(answer, str) or answer["status"] == "FAIL"
        return count


class Cel(Engine):
    package = "common-expression-language"

    @property
    def rules(self):
        import rules_cel

        return list(rules_cel.RULES)

    def prepare(self):
        import cel
        import rules_cel

        self.programs = {rule: cel.compile(text) for rule, text in rules_cel.RULES.items()}
        self.contexts = {}
        for name in {RULES[rule] for rule in self.programs}:
            self.contexts[name] = []
            for item in self.resources[name]:
                context = cel.Context()
                context.add_variable("item", item)
                self.contexts[name].append(context)

    def failing(self, rule):
        program, count = self.programs[rule], 0
        for context in self.contexts[RULES[rule]]:
            if program.execute(context):
                count += 1
        return count


class Custodian(Engine):
    package = "c7n"
    rules = ["ebs-encrypted", "rds-private", "rds-backup", "s3-bpa", "sg-ssh-open", "required-tags"]
    # Where each resource manager looks for the id.
    identities = {"volume": "VolumeId", "database": "DBInstanceIdentifier", "bucket": "Name", "group": "GroupId", "instance": "InstanceId"}

    def prepare(self):
        import yaml
        from c7n.config import Config
        from c7n.loader import PolicyLoader
        from c7n.resources import load_resources

        os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
        document = yaml.safe_load(text_of("custodian.yml"))
        load_resources(tuple({policy["resource"] for policy in document["policies"]}))
        for name, field in self.identities.items():
            for item in self.resources[name]:
                item[field] = item["resourceId"]
        loader = PolicyLoader(Config.empty(region="us-east-1", account_id="100000000000"))
        self.policies = {policy.name: policy for policy in loader.load_data(document, "memory://", validate=False)}

    def failing(self, rule):
        return len(self.policies[rule].resource_manager.filter_resources(self.resources[RULES[rule]]))


class DuckJson(Engine):
    """One JSON column a type: what collectors into PostgreSQL amount to."""

    package = "duckdb"
    threads = 1

    def load(self, path):
        import duckdb

        self.database = duckdb.connect()
        self.database.execute(f"SET threads = {self.threads}")
        accounts = ", ".join(f"'{account}'" for account in sorted(TRUSTED))
        self.database.execute(f"SET VARIABLE trusted = [{accounts}]")
        lines = path.replace("snapshot.json", "lines.jsonl")
        self.database.execute(
            f"CREATE TABLE items AS SELECT json->>'$.resourceType' AS type, json AS item "
            f"FROM read_json_objects('{lines}', format = 'newline_delimited')"
        )
        for kind, name in TYPES.items():
            self.database.execute(f"""CREATE TABLE "{name}" AS SELECT {self.columns(name)} FROM items WHERE type = '{kind}'""")
        self.database.execute("DROP TABLE items")

    def columns(self, name):
        return "item"

    def count(self, rule):
        return self.database.execute(f'SELECT count(*) FROM "{RULES[rule]}"').fetchone()[0]

    def query(self, rule):
        import rules_duckdb as sql

        if rule == "instance-open-sg":
            return sql.join(sql.JSON["sg-ssh-open"], sql.JSON_ID, sql.JSON_GROUPS)
        return f'SELECT count(*) FROM "{RULES[rule]}" WHERE {sql.JSON[rule]}'

    def failing(self, rule):
        return self.database.execute(self.query(rule)).fetchone()[0]


class DuckTyped(DuckJson):
    """Typed columns taken out at the load: the best case of a columnar engine."""

    def columns(self, name):
        import rules_duckdb as sql

        return sql.COLUMNS[name]

    def query(self, rule):
        import rules_duckdb as sql

        if rule == "instance-open-sg":
            return sql.join(sql.TYPED["sg-ssh-open"], "id", "groups")
        return f'SELECT count(*) FROM "{RULES[rule]}" WHERE {sql.TYPED[rule]}'


ENGINES = {
    "python": Python, "duckdb-typed": DuckTyped, "duckdb-json": DuckJson, "regorus": Regorus, "custodian": Custodian, "opa": Opa,
    "cfn-guard": Guard, "cel": Cel,
}


def measure(engine, runs):
    """Nanoseconds of an evaluation by rule, the median of `runs` after one that warms up and counts."""
    for rule in engine.rules:
        failing, times = engine.failing(rule), []
        for _ in range(runs):
            start = processor_seconds()
            engine.failing(rule)
            times.append(processor_seconds() - start)
            if sum(times) > 60:  # the slow ones need no more to be told apart
                break
        yield rule, {"evaluations": engine.count(rule), "failing": failing, "ns": statistics.median(times) * 1e9 / engine.count(rule)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("data")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--once", action="store_true")
    options = parser.parse_args()
    engine = ENGINES[options.engine]()
    path = os.path.join(options.data, "snapshot.json")
    if options.once:
        engine.load(path + ".gz")
        print(json.dumps({"failing": {rule: engine.failing(rule) for rule in engine.rules}}))
        return
    start = time.perf_counter()
    engine.load(path)
    seconds = time.perf_counter() - start
    print(json.dumps({"version": engine.version(), "load_seconds": seconds, "rules": dict(measure(engine, options.runs))}))


if __name__ == "__main__":
    main()
