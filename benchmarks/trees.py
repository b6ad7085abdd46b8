#!/usr/bin/env python3
"""Whole trees: create-dump against repomix and against cat, in one interleaved run.

    benchmarks/trees.py CLONE... [--rounds 5] [--repomix DIR]

CLONE is a work tree; DIR has repomix in node_modules (`npm install --prefix DIR repomix`). Prints
medians of wall time, the ratios that matter, and the largest resident memory. Everything that is
written goes to a temporary directory on the disk of the clones' page cache: run it warm.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAUNCHER = ROOT / "docker/target/dist/bin/create-dump"


def timed(command, directory):
    """Seconds and kilobytes of one run; its output is thrown away."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    # cat and rollback tell of submodules; only a crash is no result.
    if code not in (0, 3, 123):
        sys.exit(f"{' '.join(map(str, command))} ended with {code}")
    return seconds, usage.ru_maxrss


def contestants(clone, out, repomix):
    # A dump that stands already would not be made again.
    single = [str(LAUNCHER), "single", str(clone), "-q", "--no-cache", "--name", "x"]
    single += ["--out", str(out / "cd")]
    runs = {
        "cat": ["sh", "-c", f"git ls-files -z | xargs -0 cat > {out}/cat 2>/dev/null"],
        "single, no scan": single + ["--no-scan-secrets"],
        "single": single,
        "single, json": single + ["--format", "json"],
        "single --rev HEAD": single + ["--rev", "HEAD"],
        "git status -uno": ["git", "status", "--porcelain", "-uno"],
    }
    if repomix:
        tool = str(pathlib.Path(repomix) / "node_modules/.bin/repomix")
        runs["repomix"] = [tool, "--quiet", "-o", str(out / "repomix.xml"), str(clone)]
    return runs


def measure(clone, rounds, repomix):
    out = pathlib.Path(tempfile.mkdtemp(prefix="create-dump-bench-"))
    try:
        runs = contestants(clone, out, repomix)
        for command in runs.values():
            timed(command, clone)
        seconds = {name: [] for name in runs}
        memory = {name: 0 for name in runs}
        for _ in range(rounds):
            for name, command in runs.items():
                took, kilobytes = timed(command, clone)
                seconds[name].append(took)
                memory[name] = max(memory[name], kilobytes)
        return {n: statistics.median(s) for n, s in seconds.items()}, memory
    finally:
        shutil.rmtree(out)


def report(clone, medians, memory):
    files = subprocess.run(
        ["git", "ls-files"], cwd=clone, capture_output=True, text=True, check=True
    ).stdout.count("\n")
    print(f"\n{clone.name}: {files} files")
    for name, seconds in medians.items():
        print(f"  {name:20} {seconds:7.2f} s  {memory[name] // 1024:5} MB")
    print(f"  no scan / cat        {medians['single, no scan'] / medians['cat']:7.2f}")
    if "repomix" in medians:
        print(f"  repomix / single     {medians['repomix'] / medians['single']:7.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clones", nargs="+", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--repomix")
    options = parser.parse_args()
    for clone in options.clones:
        report(clone.resolve(), *measure(clone.resolve(), options.rounds, options.repomix))


if __name__ == "__main__":
    main()
