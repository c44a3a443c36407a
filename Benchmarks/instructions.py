#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Counts the instructions of loading and evaluating with callgrind, and holds them against their gates.

    Benchmarks/instructions.py        after `swift build -c release`

Loading is the difference between two scans, divided by what the second has more of: what a scan costs anyway falls out. Evaluating is
what happens below CLuaBridge_evaluate. The least of three counts is taken: what others do on the machine only adds.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

RELEASE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".build", "release")
SMALL, LARGE = 2000, 12000

# Instructions, above what was measured when they were set by a twentieth for loading, by a tenth for evaluating.
GATES = {
    "load, a byte of JSON": 17.4,
    "shallow, an evaluation": 672.0,
    "nested, an evaluation": 5805.0,
}
# Instructions of plain Lua in a sandbox, by those of the same in a stock state.
PRICE_OF_SAFETY = 1.10


def stripped(parent, name="demarc"):
    """The program without the debug information, which valgrind can't read."""
    program = os.path.join(parent, name)
    subprocess.run(["strip", "--strip-debug", "-o", program, os.path.join(RELEASE, name)], check=True)
    return program


def price_of_safety(parent):
    """How many times the instructions of stock Lua the same chunk takes with all limits."""
    program = stripped(parent, "demarc-bench")
    limited, stock = (min(count_safety(program, function) for _ in range(3)) for function in ("CLuaBridge_evaluate", "CPeers_call_lua"))
    return limited / stock


def count_safety(program, function):
    """The instructions below one of the two functions that demarc-bench safety compares."""
    command = [
        "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=" + function, program, "safety", "--items", "500",
        "--runs", "1",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    counted = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not counted or int(counted.group(1)) == 0:
        sys.exit(f"instructions: demarc-bench safety failed with {run.returncode}:\n{run.stdout}{run.stderr}")
    return int(counted.group(1))


def scan(program, folder, rule, *options):
    """The least instructions of three scans, and how many evaluations each made."""
    return min(scan_once(program, folder, rule, *options) for _ in range(3))


def scan_once(program, folder, rule, *options):
    """The instructions of a scan, and how many evaluations it made."""
    command = [
        "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *options, program, "scan", folder["snapshot"],
        "--plugin", folder["plugin"], "--rule", "bench.rules." + rule, "--jobs", "1", "--format", "json",
    ]
    # A seed that differs from run to run would make tables, and so counts, differ.
    environment = {**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"}
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    counted = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not counted:
        sys.exit(f"instructions: the scan failed with {run.returncode}:\n{run.stderr}")
    ledger = json.loads(run.stdout)["ledger"]
    if ledger["pass"] != ledger["planned"] - ledger["unknown"]:
        sys.exit(f"instructions: not everything passes: {ledger}")
    return int(counted.group(1)), ledger["pass"]


def generate(parent, items):
    folder = os.path.join(parent, str(items))
    os.mkdir(folder)
    subprocess.run([os.path.join(RELEASE, "demarc-bench"), "--items", str(items), "--write", folder], check=True)
    snapshot = next(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".json"))
    return {"snapshot": snapshot, "plugin": os.path.join(folder, "bench"), "bytes": os.path.getsize(snapshot)}


def measure(parent):
    small, large = generate(parent, SMALL), generate(parent, LARGE)
    program = stripped(parent)
    idle = [scan(program, folder, "idle")[0] for folder in (small, large)]
    load = idle[1] - idle[0]
    yield "load, a byte of JSON", load / (large["bytes"] - small["bytes"])
    for rule in ("shallow", "nested"):
        count, evaluations = scan(program, large, rule, "--toggle-collect=CLuaBridge_evaluate")
        if evaluations == 0 or count == 0:
            sys.exit(f"instructions: {rule} was not evaluated")
        yield f"{rule}, an evaluation", count / evaluations


def main():
    failed = False
    with tempfile.TemporaryDirectory() as parent:
        for name, count in measure(parent):
            is_over = count > GATES[name]
            failed = failed or is_over
            print(f"{'FAILED' if is_over else 'pass  '}  {name:24} {count:10.1f} instructions, at most {GATES[name]:.1f}")
        price = price_of_safety(parent)
        is_over = price > PRICE_OF_SAFETY
        failed = failed or is_over
        print(f"{'FAILED' if is_over else 'pass  '}  {'price of safety':24} {price:10.3f} times stock Lua, at most {PRICE_OF_SAFETY:.2f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
