#!/usr/bin/env python3
"""Measures create-dump beside git, node, python3 and repomix, in one run, interleaved.

Prerequisites
  python3 (3.9 or newer, standard library only), git, a built distribution (./create-dump
  --version builds it), and clones with history, bare or not; they are only read:
    --large   some 10,000 files and 400 commits on the first-parent line (Spring Framework)
    --small   a small project, to see whether memory follows the size (requests)
  For the peers node and npm: --peers installs repomix and the Node it needs into
  benchmarks/peers/, which git ignores. A peer that is missing is left out, and named.

What is measured, and what is asked of it
  a  start: `--version`                                     <= 0.6 x node -e 0
  b  a typical pull request (the newest merge of --large
     with about 20 files), md, json, patch                  <= 120 ms and <= 1.0 x repomix --version
  c  HEAD~400..HEAD of --large, md, json, patch             <= 1.5 x git diff -M alone
     with html too                                          <= 2.0 x
  d  peak memory of the process (Linux only)                <= 150 MB, alike for both clones
  e  what the scan costs: the same with and without it

Every round runs each command of a group once, one after the other, so that noise of the machine
falls on all of them alike; the first round is dropped. Results are medians.
"""

import argparse
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
PEERS = HERE / "peers"
REPOMIX = "1.18.1"
TYPICAL_FILES = 20
MERGES_LOOKED_AT = 400
WIDE = 400


class Command:
    def __init__(self, name, argv, cwd=None, variables=()):
        self.name = name
        self.variables = dict(variables)
        self.argv = [str(a) for a in argv]
        self.cwd = cwd
        self.millis = []
        self.peaks = []

    def median(self):
        return statistics.median(self.millis)


def environment():
    """The same for every command, and no CI that create-dump would ask for the change."""
    keep = ("PATH", "HOME", "JAVA_HOME", "TMPDIR", "LANG", "LC_ALL")
    return {k: v for k, v in os.environ.items() if k in keep}


class PeakWatch(threading.Thread):
    """Reads the peak memory of one process while it lives; what it starts does not count."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.path = f"/proc/{pid}/status"
        self.mib = 0.0

    def run(self):
        while True:
            try:
                with open(self.path, encoding="ascii", errors="replace") as status:
                    found = re.search(r"VmHWM:\s+(\d+) kB", status.read())
            except OSError:
                return
            if not found:
                return
            self.mib = max(self.mib, int(found.group(1)) / 1024)
            time.sleep(0.004)


def once(command, watch):
    start = time.perf_counter()
    process = subprocess.Popen(
        command.argv,
        cwd=command.cwd,
        env=environment() | command.variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    watcher = PeakWatch(process.pid) if watch else None
    if watcher:
        watcher.start()
    said = process.stderr.read()
    code = process.wait()
    millis = (time.perf_counter() - start) * 1000
    if watcher:
        watcher.join()
        command.peaks.append(watcher.mib)
    if code != 0:
        sys.exit(f"{command.name} ended with {code}: {said.decode(errors='replace')}")
    return millis


def measure(commands, rounds, watch=False):
    for number in range(rounds + 1):
        for command in commands:
            millis = once(command, watch)
            if number:
                command.millis.append(millis)
        print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def table(title, commands, baseline=None):
    print(f"\n### {title}\n")
    ratio = f" x {baseline.name} |" if baseline else ""
    print(f"| command | median ms | min | max | runs |{ratio}")
    print("|---|---:|---:|---:|---:|" + ("---:|" if baseline else ""))
    for c in commands:
        last = f" {c.median() / baseline.median():.2f} |" if baseline else ""
        print(
            f"| {c.name} | {c.median():.0f} | {min(c.millis):.0f} | {max(c.millis):.0f} "
            f"| {len(c.millis)} |{last}"
        )


def asked(text, reached, limit, unit=""):
    verdict = "holds" if reached <= limit else "MISSED"
    print(f"- {text}: {reached:.2f}{unit}, asked <= {limit}{unit}: **{verdict}**")


def git(clone, *arguments):
    return subprocess.run(
        ["git", "-C", str(clone), *arguments], capture_output=True, text=True, check=True
    ).stdout


def typical_change(clone):
    """The newest merge whose own side changes about 20 files: the nearest of the last merges."""
    best = None
    for merge in git(clone, "rev-list", "--merges", f"-n{MERGES_LOOKED_AT}", "HEAD").split():
        names = git(clone, "diff", "--name-only", "-M", f"{merge}^1...{merge}^2").splitlines()
        distance = abs(len(names) - TYPICAL_FILES)
        if best is None or distance < best[0]:
            best = (distance, merge, len(names))
        if distance == 0:
            break
    if best is None:
        sys.exit(f"{clone} has no merges")
    # As CI systems name them.
    return *git(clone, "rev-parse", f"{best[1]}^1", f"{best[1]}^2").split(), best[2]


class Bench:
    def __init__(self, options, scratch):
        self.o = options
        self.scratch = scratch
        self.peers = peers(options)

    def dump(self, name, clone, base, head, formats, *more):
        out = self.scratch / re.sub(r"\W+", "-", name)
        # fmt: off
        return Command(name, [
            self.o.launcher, "diff", "--repo", clone, "--base", base, "--head", head,
            "--format", formats, "--out", out, "--quiet", *more])
        # fmt: on

    def start(self):
        commands = [Command("create-dump --version", [self.o.launcher, "--version"])]
        commands += self.peers["starts"]
        measure(commands, self.o.rounds)
        node = next((c for c in commands if c.name == "node -e 0"), None)
        table("Start", commands, node)
        print()
        for c in commands:
            if c.name.startswith("node"):
                asked(f"`--version` against `{c.name}`", commands[0].median() / c.median(), 0.6)

    def typical(self):
        base, head, files = typical_change(self.o.large)
        range_ = f"{base}...{head}"
        ours = self.dump("create-dump md,json,patch", self.o.large, base, head, "md,json,patch")
        html = self.dump("… and html", self.o.large, base, head, "md,json,patch,html")
        plain = self.dump(
            "… without scan", self.o.large, base, head, "md,json,patch",
            "--no-scan-secrets", "--no-scan-todos")  # fmt: skip
        diff = Command("git diff -M", ["git", "-C", self.o.large, "diff", "-M", range_])
        commands = [ours, html, plain, diff] + self.peers["repomix"]
        measure(commands, self.o.rounds)
        table(f"A typical pull request: {files} files, {head[:12]}", commands, diff)
        print()
        asked("typical pull request", ours.median(), 120, " ms")
        if self.peers["repomix"]:
            ratio = ours.median() / self.peers["repomix"][0].median()
            asked("against `repomix --version`", ratio, 1.0)

    def wide(self):
        base, head = f"HEAD~{WIDE}", "HEAD"
        names = git(self.o.large, "diff", "--name-only", "-M", base, head).splitlines()
        ours = self.dump("create-dump md,json,patch", self.o.large, base, head, "md,json,patch")
        html = self.dump("… and html", self.o.large, base, head, "md,json,patch,html")
        plain = self.dump(
            "… without scan", self.o.large, base, head, "md,json,patch",
            "--no-scan-secrets", "--no-scan-todos")  # fmt: skip
        diff = Command("git diff -M", ["git", "-C", self.o.large, "diff", "-M", base, head])
        commands = [ours, html, plain, diff]
        measure(commands, max(3, self.o.rounds // 2))
        table(f"{len(names)} files: {base}..{head}", commands, diff)
        print()
        asked("md,json,patch against `git diff -M`", ours.median() / diff.median(), 1.5)
        asked("the same with html", html.median() / diff.median(), 2.0)

    def memory(self):
        cases = []
        for label, clone in (("large", self.o.large), ("small", self.o.small)):
            base, head, files = typical_change(clone)
            cases.append(
                self.dump(f"{label} clone, {files} files", clone, base, head, "md,json,patch,html"))
        cases.append(
            self.dump(
                f"large clone, {WIDE} commits", self.o.large, f"HEAD~{WIDE}", "HEAD",
                "md,json,patch,html"))  # fmt: skip
        measure(cases, 4, watch=True)
        print("\n### Peak memory of create-dump, all formats\n")
        print("| change | MB, median | max |\n|---|---:|---:|")
        for c in cases:
            print(f"| {c.name} | {statistics.median(c.peaks):.0f} | {max(c.peaks):.0f} |")
        print()
        asked("peak memory", max(max(c.peaks) for c in cases), 150, " MB")

    def dumps(self):
        """What people run today: the whole repository, by repomix."""
        if not self.peers["repomix"]:
            return
        tree = self.scratch / "work-tree"
        subprocess.run(
            ["git", "clone", "-q", "--shared", "--no-tags", str(self.o.large), str(tree)],
            check=True,
        )
        repomix = self.peers["repomix"][0].argv[:-1]
        full = Command(
            "repomix, whole repository",
            [*repomix, "--quiet", "--output", str(self.scratch / "repomix.xml")],
            cwd=tree,
        )
        base, head, files = typical_change(self.o.large)
        ours = self.dump(
            f"create-dump, pull request of {files} files", self.o.large, base, head,
            "md,json,patch,html")  # fmt: skip
        measure([full, ours], 3)
        table("Beside a full dump of the same repository", [full, ours])


def peers(options):
    starts, repomix, missing = [], [], []
    for name, argv in (
        ("node -e 0", ["node", "-e", "0"]),
        ("git --version", ["git", "--version"]),
        ("python3 -c pass", [sys.executable, "-c", "pass"]),
    ):
        if shutil.which(argv[0]):
            starts.append(Command(name, argv))
        else:
            missing.append(name)
    # Where it is set, as behind a proxy that inspects, it is most of what node's start takes.
    certificates = os.environ.get("NODE_EXTRA_CA_CERTS")
    if certificates and shutil.which("node"):
        starts.append(
            Command(
                "node -e 0 with NODE_EXTRA_CA_CERTS", ["node", "-e", "0"],
                variables={"NODE_EXTRA_CA_CERTS": certificates}))  # fmt: skip
    node = PEERS / "node_modules/node/bin/node"
    script = PEERS / "node_modules/repomix/bin/repomix.cjs"
    if options.peers and not script.exists():
        PEERS.mkdir(exist_ok=True)
        subprocess.run(
            ["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(PEERS),
             f"repomix@{REPOMIX}", "node@22"],
            check=True, stdout=sys.stderr)  # fmt: skip
    if node.exists() and script.exists():
        repomix.append(Command("repomix --version", [node, script, "--version"]))
    else:
        missing.append("repomix (--peers installs it)")
    for name in missing:
        print(f"left out, as it is missing: {name}", file=sys.stderr)
    return {"starts": starts, "repomix": repomix}


def said(*argv):
    try:
        done = subprocess.run(argv, capture_output=True, text=True, check=True, env=environment())
        return (done.stdout or done.stderr).splitlines()[0]
    except (OSError, subprocess.CalledProcessError):
        return "absent"


GROUPS = ("start", "typical", "wide", "memory", "dumps")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--large", type=pathlib.Path, required=True, help="clone of a large project")
    parser.add_argument("--small", type=pathlib.Path, help="clone of a small one (default: --large)")
    parser.add_argument("--rounds", type=int, default=15, help="measured rounds (default 15)")
    parser.add_argument("--only", default=",".join(GROUPS), help="groups to run")
    parser.add_argument("--peers", action="store_true", help="install repomix if it is missing")
    parser.add_argument(
        "--launcher",
        type=pathlib.Path,
        default=HERE.parent / "docker/target/dist/bin/create-dump",
        help="the create-dump to measure (default: the distribution that was built)",
    )
    options = parser.parse_args()
    options.small = options.small or options.large
    groups = options.only.split(",")
    for group in groups:
        if group not in GROUPS:
            parser.error(f"no group {group}; there are {', '.join(GROUPS)}")
    if not os.access(options.launcher, os.X_OK):
        sys.exit(f"{options.launcher} is not there; ./create-dump --version builds it")
    print(f"{said(str(options.launcher), '--version')}, {said('git', '--version')}, ", end="")
    print(f"node {said('node', '--version')}, Python {platform.python_version()}, ", end="")
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(options, pathlib.Path(scratch))
        for group in groups:
            getattr(bench, group)()


if __name__ == "__main__":
    main()
