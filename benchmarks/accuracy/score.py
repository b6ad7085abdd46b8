#!/usr/bin/env python3
"""Scores what a secret scanner reports against a labelled corpus: precision, recall and F1 by line.

    score.py LABELS FOUND [--root DIR] [--format auto] [--misses N] [--by-category]

LABELS  tab-separated, one labelled place a line: path, first line, last line, label, category.
        Label T is a credential; F and X are none. corpus.py makes such files.
FOUND   what a scanner said, as one of
          tsv       path, line[, last line, rule, ...], tab-separated
          gitleaks  a JSON array of objects with File, StartLine, EndLine, RuleID (betterleaks too)
          sarif     SARIF 2.1.0
          json      {"findings": [{"path", "line", "rule"}]}, as create-dump prints it
--root  is taken off the front of reported paths

A labelled place counts as found where a finding stands on one of its lines. A line with several
labels is a credential if one of them says so. What is reported on lines without a label is counted
and shown, but is neither right nor wrong, as nobody judged it; --strict takes it for wrong.
"""

import argparse
import collections
import json
import pathlib
import sys


def read_labels(path):
    """The places by (path, first line, last line): the best label and all categories."""
    places = {}
    for row in path.read_text(encoding="utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        file, first, last, label, category = row.split("\t")[:5]
        key = (file, int(first), int(last))
        true, categories = places.get(key, (False, set()))
        places[key] = (true or label == "T", categories | {category})
    return places


def from_tsv(text):
    for row in text.splitlines():
        fields = row.split("\t")
        if len(fields) < 2 or not fields[1].isdigit():
            continue
        last = fields[2] if len(fields) > 2 and fields[2].isdigit() else fields[1]
        yield fields[0], int(fields[1]), int(last), fields[3] if len(fields) > 3 else ""


def from_gitleaks(text):
    for item in json.loads(text) or []:
        first = item["StartLine"]
        yield item["File"], first, item.get("EndLine") or first, item.get("RuleID", "")


def from_sarif(text):
    for run in json.loads(text)["runs"]:
        for result in run.get("results", []):
            for location in result.get("locations", []):
                place = location["physicalLocation"]
                first = place.get("region", {}).get("startLine", 0)
                last = place.get("region", {}).get("endLine", first)
                uri = place["artifactLocation"]["uri"].removeprefix("file://")
                yield uri, first, last, result.get("ruleId", "")


def from_json(text):
    for item in json.loads(text)["findings"]:
        if item.get("kind", "secret").lower() == "secret":
            yield item["path"], item["line"], item.get("endLine") or item["line"], item["rule"]


READERS = {"tsv": from_tsv, "gitleaks": from_gitleaks, "sarif": from_sarif, "json": from_json}


def guess(text):
    start = text.lstrip()[:1]
    if start == "[":
        return "gitleaks"
    if start == "{":
        return "sarif" if '"runs"' in text else "json"
    return "tsv"


def read_found(path, form, root):
    text = path.read_text(encoding="utf-8", errors="replace")
    reader = READERS[guess(text) if form == "auto" else form]
    prefix = root.rstrip("/") + "/" if root else ""
    for file, first, last, rule in reader(text):
        yield file.removeprefix(prefix).removeprefix("./"), first, last, rule


class Score:
    def __init__(self):
        self.hits, self.misses, self.false, self.right = [], [], [], 0

    @staticmethod
    def ratio(part, whole):
        return part / whole if whole else 0.0

    def line(self, extra=0):
        found, missed, wrong = len(self.hits), len(self.misses), len(self.false) + extra
        precision = self.ratio(found, found + wrong)
        recall = self.ratio(found, found + missed)
        f1 = self.ratio(2 * precision * recall, precision + recall)
        return (
            f"TP {found}  FP {wrong}  FN {missed}  TN {self.right}  "
            f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"
        )


def score(places, findings):
    lines = collections.defaultdict(set)
    for file, first, last, rule in findings:
        for number in range(first, last + 1):
            lines[file, number].add(rule)
    total, by_category, judged = Score(), collections.defaultdict(Score), set()
    true_lines = {
        (file, number)
        for (file, first, last), (true, _) in places.items()
        if true
        for number in range(first, last + 1)
    }
    for place, (true, categories) in sorted(places.items()):
        file, first, last = place
        on = [(file, number) for number in range(first, last + 1)]
        judged.update(on)
        if not true and any(line in true_lines for line in on):
            continue
        rules = set().union(*(lines.get(line, set()) for line in on))
        for each in (total, *(by_category[c] for c in sorted(categories))):
            if true:
                (each.hits if rules else each.misses).append((place, sorted(rules)))
            elif rules:
                each.false.append((place, sorted(rules)))
            else:
                each.right += 1
    unlabelled = sorted(set(lines) - judged)
    return total, by_category, unlabelled


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labels", type=pathlib.Path)
    parser.add_argument("found", type=pathlib.Path)
    parser.add_argument("--root", default="")
    parser.add_argument("--format", choices=["auto", *READERS], default="auto")
    parser.add_argument("--strict", action="store_true", help="unlabelled finds are wrong")
    parser.add_argument("--by-category", action="store_true")
    parser.add_argument("--misses", type=int, default=0, help="show so many mistakes of each kind")
    options = parser.parse_args()
    places = read_labels(options.labels)
    if not places:
        sys.exit(f"{options.labels} holds no labels")
    found = list(read_found(options.found, options.format, options.root))
    total, by_category, unlabelled = score(places, found)
    print(total.line(len(unlabelled) if options.strict else 0))
    print(f"found on lines without a label: {len(unlabelled)}")
    if options.by_category:
        for name, each in sorted(by_category.items(), key=lambda c: -len(c[1].hits)):
            print(f"  {name:32} {each.line()}")
    for title, items in (("missed", total.misses), ("wrong", total.false)):
        for (file, first, _), rules in items[: options.misses]:
            print(f"{title}\t{file}\t{first}\t{','.join(rules)}")


if __name__ == "__main__":
    main()
