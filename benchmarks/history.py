#!/usr/bin/env python3
"""What git knows of a tree: `single --with authors,history` against `git log --numstat`, interleaved.

    benchmarks/history.py CLONE [--rounds 3] [--blame 200] [--command PATH]

Four runs take turns: git's own log with renames and lines over the whole history, the walk without a
cache, the walk whose commits are known, and the same after one commit more. With --blame a directory of
at most that many files is blamed by `git blame` one after the other, without a cache, and with one.
Prints medians and ratios. CLONE must be a whole clone; it is cloned again, sharing its objects.
"""
import argparse
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

from again import LAUNCHER, seconds  # noqa: E402


def git(tree, *words):
    return subprocess.run(
        ["git", *words], cwd=tree, capture_output=True, text=True, check=True
    ).stdout


def commit(tree, number):
    (tree / "benchmark.txt").write_text(f"{number}\n")
    git(tree, "add", "benchmark.txt")
    git(tree, "-c", "user.name=B", "-c", "user.email=b@example.org", "commit", "-q", "-m", "b")


def walks(tree, work, program, rounds):
    common = [program, "single", str(tree), "-q", "--format", "csv", "--exclude", "*"]
    asked = common + ["--with", "authors,history", "--name", "x"]
    cache = ["--cache-dir", str(work / "cache")]
    log = ["git", "log", "-M", "-l1000", "--numstat", "--format=%H %an"]
    seconds(asked + cache + ["--out", str(work / "known")], tree)
    taken = {}
    for number in range(rounds):
        runs = [
            ("git log --numstat", log),
            ("walk", asked + ["--no-cache", "--out", str(work / "walk")]),
            ("walk, commits known", asked + cache + ["--out", str(work / "known")]),
            ("the same tree without", common + ["--no-cache", "--name", "y", "--out", str(work / "none")]),
        ]
        for name, command in runs:
            taken.setdefault(name, []).append(seconds(command, tree))
        commit(tree, number)
        taken.setdefault("walk, one commit more", []).append(seconds(runs[2][1], tree))
    told(taken, "git log --numstat")


def blames(tree, work, program, most):
    files = git(tree, "ls-files", "*.java", "*.py", "*.c").splitlines()
    top = pathlib.PurePosixPath(files[len(files) // 2]).parent
    while top.parent != top and len([f for f in files if f.startswith(f"{top.parent}/")]) <= most:
        top = top.parent
    inside = [f for f in files if f.startswith(f"{top}/")]
    asked = [program, "single", str(tree / top), "-q", "--with", "blame", "--format", "json", "--name", "x"]
    cache = ["--cache-dir", str(work / "blame")]
    taken = {}
    for _ in range(2):
        start = time.perf_counter()
        for file in inside:
            seconds(["git", "blame", "--incremental", "HEAD", "--", file], tree)
        taken.setdefault(f"git blame of {len(inside)} files", []).append(time.perf_counter() - start)
        taken.setdefault("blame", []).append(
            seconds(asked + ["--no-cache", "--out", str(work / "b1")], tree))
        seconds(asked + cache + ["--out", str(work / "b2")], tree)
        commit(tree, time.time())
        taken.setdefault("blame, lines known", []).append(
            seconds(asked + cache + ["--out", str(work / "b2")], tree))
    told(taken, f"git blame of {len(inside)} files")


def told(taken, peer):
    medians = {name: statistics.median(some) for name, some in taken.items()}
    for name, median in medians.items():
        print(f"  {name:24} {median * 1000:8.0f} ms  {median / medians[peer]:6.2f} x {peer}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clone", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--blame", type=int, default=0)
    parser.add_argument("--command", default=str(LAUNCHER))
    options = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="create-dump-history-"))
    try:
        tree = work / "tree"
        clone = ["git", "clone", "-q", "--shared", str(options.clone.resolve()), str(tree)]
        subprocess.run(clone, check=True)
        print(f"{options.clone.name}: {git(tree, 'rev-list', '--count', 'HEAD').strip()} commits")
        walks(tree, work, options.command, options.rounds)
        if options.blame:
            blames(tree, work, options.command, options.blame)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
