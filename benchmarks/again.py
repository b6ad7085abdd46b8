#!/usr/bin/env python3
"""A run over nothing changed: `single` with its cache against `git status -uno`, interleaved.

    benchmarks/again.py CLONE... [--rounds 15]

Each CLONE is dumped once, and once more so that every mark is old enough; then runs that find
nothing changed, runs after one file changed, and runs without a cache take turns with git. Prints
medians. The distribution must have been built (`./create-dump --version`).
"""
import argparse
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAUNCHER = ROOT / "docker/target/dist/bin/create-dump"


def seconds(command, directory):
    start = time.perf_counter()
    code = subprocess.run(
        command, cwd=directory, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ).returncode
    if code not in (0, 3):
        raise SystemExit(f"{command} ended with {code}")
    return time.perf_counter() - start


def measure(clone, rounds):
    work = pathlib.Path(tempfile.mkdtemp(prefix="create-dump-again-"))
    try:
        tree = work / "tree"
        subprocess.run(["git", "clone", "-q", "--shared", str(clone), str(tree)], check=True)
        tracked = subprocess.run(
            ["git", "ls-files", "*.java", "*.py", "*.md", "*.c", "*.txt"],
            cwd=tree, capture_output=True, text=True, check=True,
        ).stdout.splitlines()
        edited = tree / tracked[0]
        base = [str(LAUNCHER), "single", str(tree), "-q"]
        still = base + ["--out", str(work / "still"), "--cache-dir", str(work / "cache")]
        moved = base + ["--out", str(work / "moved"), "--cache-dir", str(work / "cache2")]
        plain = base + ["--out", str(work / "plain"), "--name", "x", "--no-cache"]
        version = [str(LAUNCHER), "single", "--help"]
        status = ["git", "status", "--porcelain", "-uno"]
        before = edited.read_bytes()
        seconds(moved, tree)
        time.sleep(0.1)
        for _ in range(3):
            seconds(still, tree)
            seconds(status, tree)
        taken = {}
        for number in range(rounds):
            runs = [("git status -uno", status), ("nothing changed", still), ("help alone", version)]
            for name, command in runs:
                taken.setdefault(name, []).append(seconds(command, tree))
            if number < 3:
                taken.setdefault("no cache", []).append(seconds(plain, tree))
        for number in range(3):
            edited.write_bytes(before + b"\n" * (number + 1))
            time.sleep(0.1)
            taken.setdefault("one file changed", []).append(seconds(moved, tree))
        return {name: statistics.median(some) for name, some in taken.items()}
    finally:
        shutil.rmtree(work)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clones", nargs="+", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    for clone in options.clones:
        medians = measure(clone.resolve(), options.rounds)
        print(f"\n{clone.name}")
        for name, median in medians.items():
            ratio = median / medians["git status -uno"]
            print(f"  {name:20} {median * 1000:8.0f} ms  {ratio:6.2f} x git status -uno")


if __name__ == "__main__":
    main()
