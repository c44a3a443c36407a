# SPDX-License-Identifier: Apache-2.0
"""The comparison as a Markdown table, a chart and JSON."""

import html
import json
import math
import os

RULES = [
    "ebs-encrypted", "rds-private", "rds-backup", "s3-bpa", "sg-ssh-open", "iam-admin", "required-tags", "lambda-secrets", "role-trust",
    "instance-open-sg",
]


def write(folder, about, rows):
    for name, text in (
        ("comparison.md", table(about, rows)),
        ("comparison.svg", chart(rows)),
        ("comparison.json", json.dumps({"about": about, "rows": rows}, indent=1) + "\n"),
    ):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)


def mean(row, key="ns", rules=None):
    """Nanoseconds of an evaluation over the mix, by how often each rule is evaluated."""
    chosen = [row["rules"][rule] for rule in rules or row["rules"]]
    return sum(rule.get(key, rule["ns"]) * rule["evaluations"] for rule in chosen) / sum(rule["evaluations"] for rule in chosen)


def number(value):
    """Three digits, and the thousands apart."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def measured(rows):
    return [row for row in rows if "rules" in row]


def own(rows):
    return next((row for row in measured(rows) if row["engine"] == "demarc, one core"), None)


def times(row, ours):
    """How often ours is as fast: at evaluating the same rules, and end to end by resource."""
    if not ours:
        return ("", "")
    evaluation = mean(row) / mean(ours, rules=row["rules"])
    whole = (row["end_to_end"]["seconds"] / row["resources"]) / (ours["end_to_end"]["seconds"] / ours["resources"])
    return (number(evaluation), number(whole))


def table(about, rows):
    ours = own(rows)
    lines = [
        "# Comparison", "",
        f"{about['machine']}; {about['date']}; `{about['command']}`; {about['version']}; medians of {about['runs']} runs.",
        f"Data: {about['parameters']}.", "",
        "| engine | resources | load MB/s | ns an evaluation | first pass | end to end s | of processors | peak MB |"
        " evaluation x ours | end to end x ours | load average |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        if "rules" not in row:
            lines.append(f"| {row['engine']} **differs** | {row['resources']:,} | | | | | | | | | {row['load_average']:.1f} |")
            continue
        whole = row["end_to_end"]
        part = "" if len(row["rules"]) == len(RULES) else f" ({len(row['rules'])} of {len(RULES)} rules)"
        first = number(mean(row, "first_ns")) if row["engine"].startswith("demarc") else ""
        cells = [
            row["engine"] + part + (" **differs**" if row["problems"] else ""), f"{row['resources']:,}", number(row["megabytes_per_second"]),
            number(mean(row)), first, number(whole["seconds"]), number(whole["processor_seconds"]),
            number(whole["megabytes"]), *times(row, ours), f"{row['load_average']:.1f}"]
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", *by_rule(rows), "", *notes(rows)]
    return "\n".join(lines) + "\n"


def by_rule(rows):
    """Nanoseconds of an evaluation, rule by rule."""
    engines = measured(rows)
    lines = ["| ns an evaluation | resources | failing | " + " | ".join(row["engine"] for row in engines) + " |"]
    lines.append("|---|--:|--:|" + "--:|" * len(engines))
    for rule in RULES:
        known = [row["rules"][rule] for row in engines if rule in row["rules"]]
        if not known:
            continue
        most = max(known, key=lambda entry: entry["evaluations"])
        cells = [number(row["rules"][rule]["ns"]) if rule in row["rules"] else "" for row in engines]
        lines.append(f"| {rule} | {most['evaluations']:,} | {most['failing']:,} | " + " | ".join(cells) + " |")
    return lines


def notes(rows):
    lines = [
        "An evaluation is one rule on one resource, in processor time: of ours after a rule has seen a thousand resources, and in the column",
        "beside from the first one on; of the others after a whole pass over everything. Load, plain JSON, is seconds of a clock. End to end is",
        "one process from the gzip file to the counts, of ours to every finding with its evidence in a file; of fewer than ten rules, of those.",
        "\"x ours\" compares with demarc on one core: evaluation over the same rules, end to end by resource. Every engine has one core but the",
        "row that says two. All rows count the same failures where none says that it differs.", "",
        "Versions: " + "; ".join(f"{row['engine']}: {row['version']}" for row in measured(rows)) + ".",
    ]
    for row in rows:
        lines += [f"- **{row['engine']} differs**: {problem}" for problem in row["problems"]]
    return lines


BAR, GAP, LEFT, WIDTH = 18, 8, 170, 420


def chart(rows):
    """Two panels of bars on a logarithmic scale: shorter is better."""
    engines = measured(rows)
    panels = [
        ("ns an evaluation, mean over the rules it has", [(row["engine"], mean(row)) for row in engines]),
        (
            "end to end: ms by 1,000 resources, gzip to findings",
            [(row["engine"], row["end_to_end"]["seconds"] * 1e6 / row["resources"]) for row in engines],
        ),
    ]
    height = len(panels) * (len(engines) * (BAR + GAP) + 50) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 90}" height="{height}" font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    top = 24
    for title, bars in panels:
        parts.append(f'<text x="10" y="{top}" font-weight="bold">{html.escape(title)} (logarithmic; shorter is better)</text>')
        top = panel(parts, bars, top + 14) + 24
    return "\n".join([*parts, "</svg>"]) + "\n"


def panel(parts, bars, top):
    if not bars:
        return top
    least = min(value for _, value in bars) / 2
    scale = WIDTH / math.log10(max(value for _, value in bars) / least)
    for name, value in bars:
        colour = "#2f6f4f" if name.startswith("demarc") else "#8a97a6"
        width = math.log10(value / least) * scale
        parts.append(f'<text x="{LEFT - 8}" y="{top + 13}" text-anchor="end">{html.escape(name)}</text>')
        parts.append(f'<rect x="{LEFT}" y="{top}" width="{width:.1f}" height="{BAR}" fill="{colour}"/>')
        parts.append(f'<text x="{LEFT + width + 6:.1f}" y="{top + 13}">{number(value)}</text>')
        top += BAR + GAP
    return top
