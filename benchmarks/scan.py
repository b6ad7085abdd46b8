#!/usr/bin/env python3
"""Measures the scan for secrets: how fast, how soon ready, in how much memory, how accurate.

    scan.py TREE [--classes DIR] [--jdk DIR]

TREE      a large source tree, checked out (Spring Framework); only read
--classes compiled classes and resources of core/engine (default: core/engine/target/classes)

What is measured, and what is asked of it
  speed   all rules over all of TREE, held in memory, one thread, C2, medians   >= 200 MB/s
          beside it, in the same rounds, a pass that only hashes the same bytes
  start   a new process's first use of the rules, C1, without a start-up cache
  memory  1 GiB of text as a stream with a secret as its last line, in a heap of 32 MB
  score   accuracy/corpus.py's lines of two seeds, scored by accuracy/score.py
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
STARTS = 15
GIB = 1 << 30


class Java:
    def __init__(self, home, classes, scratch):
        self.home, self.scratch = home, scratch
        self.path = os.pathsep.join([str(classes), str(scratch)])
        subprocess.run(
            [self.program("javac"), "-d", scratch, "-cp", self.path, HERE / "ScanSpeed.java"],
            check=True)  # fmt: skip

    def program(self, name):
        return str(self.home / "bin" / name) if self.home else name

    def run(self, flags, *arguments):
        return subprocess.run(
            [self.program("java"), *flags, "-XX:+UseSerialGC", "-cp", self.path, "ScanSpeed",
             *map(str, arguments)],
            check=True, capture_output=True, text=True).stdout  # fmt: skip


def accuracy(java, scratch):
    for seed in (1, 2):
        corpus = scratch / f"lines{seed}"
        tool = [sys.executable, HERE / "accuracy" / "corpus.py", "generate", corpus]
        subprocess.run([*tool, "--seed", str(seed)], check=True, stdout=subprocess.DEVNULL)
        found = scratch / f"found{seed}.tsv"
        found.write_text(java.run([], "find", corpus), encoding="utf-8")
        labels = corpus.with_name(corpus.name + ".labels")
        score = [sys.executable, HERE / "accuracy" / "score.py", labels, found]
        said = subprocess.run(score, check=True, capture_output=True, text=True).stdout
        print(f"| generated lines, seed {seed} | {said.splitlines()[0]} |")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tree", type=pathlib.Path)
    parser.add_argument("--classes", type=pathlib.Path,
                        default=HERE.parent / "core/engine/target/classes")  # fmt: skip
    parser.add_argument("--jdk", type=pathlib.Path, default=os.environ.get("JAVA_HOME"))
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    if not options.classes.is_dir():
        sys.exit(f"{options.classes} is not there; ./create-dump --version builds it")
    home = pathlib.Path(options.jdk) if options.jdk else None
    if not home and not shutil.which("javac"):
        sys.exit("no JDK; name one with --jdk")
    with tempfile.TemporaryDirectory() as directory:
        scratch = pathlib.Path(directory)
        java = Java(home, options.classes.resolve(), scratch)
        files, size, found, speed, plain = java.run([], "tree", options.tree, options.rounds).split()
        print("| measure | result |\n|---|---|")
        print(f"| tree | {files} files, {int(size) / 1e6:.0f} MB, {found} findings |")
        print(f"| scan, one thread | {speed} MB/s ({float(speed) / float(plain):.3f} of hashing) |")
        flags = ["-XX:TieredStopAtLevel=1"]
        starts = [float(java.run(flags, "load")) for _ in range(STARTS)]
        print(f"| rules ready, cold | {statistics.median(starts):.1f} ms, least {min(starts):.1f} |")
        count = java.run(["-Xmx32m"], "stream", GIB).strip()
        print(f"| 1 GiB in a heap of 32 MB | {count} of 1 secret found |")
        accuracy(java, scratch)


if __name__ == "__main__":
    main()
