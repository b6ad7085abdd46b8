#!/usr/bin/env python3
"""What listing and querying a store's index costs, and how that grows with the number of dumps.

    benchmarks/evidence.py DIR [COUNT...]

Fills a store in DIR with generated index lines (a file each, spread over three years), then measures,
for each COUNT: listing all, listing one month, a query over one month and over all, compacting, the
query again with and without a look for later lines, and compacting again. Prints a table in
Markdown: seconds by the clock, seconds of the processor, and the peak of memory in MiB. Needs DuckDB
(`create-dump evidence query --install`), about 5 GB of disk for a million dumps, and patience. What
was compacted is removed at the end, so that the directory serves again.
"""
import datetime
import hashlib
import os
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOOL = os.environ.get("CREATE_DUMP", os.path.join(ROOT, "create-dump")).split()
DAYS = 1095
FIRST = datetime.date(2023, 11, 21)
SQL = "SELECT repo, count(*) n, sum(secrets) s FROM dumps GROUP BY repo ORDER BY n DESC LIMIT 5"


def line(number):
    digest = hashlib.sha256(b"%d" % number).hexdigest()
    day = (FIRST + datetime.timedelta(days=number % DAYS)).isoformat()
    repo = "repo%d" % (number % 200)
    prefix = f"v1/host=github.com/org=acme/repo={repo}/dt={day}/pr={number + 1}/{digest[:12]}-{number}-1/"
    text = (
        f'{{"schema":"create-dump.index/v1","name":"{repo}_pr{number + 1}_{digest[:12]}",'
        f'"host":"github.com","org":"acme","repo":"{repo}","dt":"{day}","pr":{number + 1},'
        f'"base":"{digest[24:]}","mergeBase":"{digest[12:52]}","head":"{digest[:40]}",'
        f'"files":{number % 90},"added":{number % 900},"deleted":{number % 300},'
        f'"secrets":{int(number % 50 == 0)},"todos":{number % 3},"included":{number % 90},'
        f'"redacted":0,"binaryFiles":0,"tooLarge":0,"excluded":0,"undecodable":0,"submodule":0,'
        f'"lfsPointer":0,"patchComplete":true,"prefix":"{prefix}",'
        f'"manifest":"{repo}_pr{number + 1}_{digest[:12]}.manifest.json",'
        f'"dumpDigest":"{digest}","tool":"1.0.0"}}\n'
    )
    name = hashlib.sha256(prefix.encode()).hexdigest()[:32] + ".jsonl"
    return f"v1/index/dt={day}", name, text


def fill(store, count):
    made = set()
    for number in range(count):
        directory, name, text = line(number)
        path = os.path.join(store, directory)
        if directory not in made:
            os.makedirs(path, exist_ok=True)
            made.add(directory)
        with open(os.path.join(path, name), "w") as file:
            file.write(text)


def measure(*words):
    began = time.monotonic()
    process = subprocess.Popen(
        TOOL + ["evidence", *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit("%s ended with %d: %s" % (" ".join(words), status, said.decode()[-500:]))
    wall = time.monotonic() - began
    return "%.1f, %.1f, %d" % (wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


def main():
    base = sys.argv[1]
    counts = [int(c) for c in sys.argv[2:]] or [1_000, 10_000, 100_000, 1_000_000]
    columns = ["dumps", "list all", "list a month", "query a month", "query all", "compact",
               "query all, compacted", "query --compacted", "compact again"]
    print("| %s |" % " | ".join(columns))
    print("|---:" * len(columns) + "|")
    month = ["--since", "2024-03-01", "--until", "2024-03-31"]
    for count in counts:
        store = os.path.join(base, str(count))
        if not os.path.isdir(store):
            fill(store, count)
        uri = "file://" + os.path.abspath(store)
        cells = [
            measure("list", uri, "--csv"),
            measure("list", uri, "--csv", *month),
            measure("query", SQL, "--store", uri, *month),
            measure("query", SQL, "--store", uri),
            measure("compact", uri),
            measure("query", SQL, "--store", uri),
            measure("query", SQL, "--store", uri, "--compacted"),
            measure("compact", uri),
        ]
        shutil.rmtree(os.path.join(store, "v1", "table"))
        print("| %s | %s |" % (f"{count:,}", " | ".join(cells)), flush=True)


if __name__ == "__main__":
    main()
