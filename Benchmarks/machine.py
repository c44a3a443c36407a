# SPDX-License-Identifier: Apache-2.0
"""What a run was made on, and where its results go."""

import datetime
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
RELEASE = os.path.join(ROOT, ".build", "release")


def build():
    subprocess.run(["swift", "build", "-c", "release", "--package-path", ROOT], check=True, stdout=sys.stderr)


def found(path, pattern):
    with open(path, encoding="utf-8") as file:
        match = re.search(pattern, file.read())
    return match.group(1) if match else "unknown"


def processor():
    return found("/proc/cpuinfo", r"model name\s*: (.*)")


def folder():
    """The folder of today's results: named after the day and the processor."""
    return os.path.join(HERE, "Runs", f"{datetime.date.today()}-{re.sub(r'[^a-z0-9]+', '-', processor().lower()).strip('-')}")


def version():
    """The commit that was measured; "-dirty" where files differ from it."""
    described = subprocess.run(
        ["git", "-C", ROOT, "describe", "--always", "--dirty"], capture_output=True, text=True, check=False).stdout.strip()
    return f"demarc at {described or 'an unknown commit'}"


def about(command, runs):
    """What a reader has to know of a run."""
    system = found("/etc/os-release", r'PRETTY_NAME="(.*)"')
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "machine": f"{processor()}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, {system}, Linux {os.uname().release}",
        "date": str(datetime.date.today()), "command": " ".join([command, *sys.argv[1:]]), "runs": runs, "version": version(),
        "load_average": os.getloadavg()[0],
    }
