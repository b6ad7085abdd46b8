#!/usr/bin/env python3
"""What the image costs beside its base: size, and time from `docker run` to the end.

Interleaved runs, medians; what is above the empty container is the median of the rounds' differences.
Needs Docker, the image (docker/build-image --tag create-dump) and git. The change is the newest merge of
--large with about 20 files, as in run.py; without --large one that is made here.
`create-dump without a container` needs docker/target/self, which that build leaves.

    python3 benchmarks/image.py [--image create-dump] [--base debian:bookworm-slim] [--runs 11]
                                [--large CLONE]
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

import run as comparison

ROOT = pathlib.Path(__file__).resolve().parent.parent


def git(repository, *arguments):
    who = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org"]
    subprocess.run(["git", "-C", repository, *who, *arguments], check=True, stdout=subprocess.DEVNULL)


def change(repository):
    """A typical pull request: 22 of 60 files."""
    subprocess.run(["git", "init", "-q", "-b", "main", repository], check=True)
    for n in range(60):
        lines = [f"package a;\n\nfinal class T{n} {{\n"]
        lines += [f"  int method{m}() {{\n    return {n} * {m};\n  }}\n" for m in range(40)]
        (repository / f"T{n}.java").write_text("".join(lines) + "}\n")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "feat: begin")
    git(repository, "checkout", "-q", "-b", "feature")
    for n in range(22):
        file = repository / f"T{n}.java"
        file.write_text(file.read_text().replace(f"{n} * 7;", f"{n} * 7 + 1;").replace("* 21;", "* 22;"))
    git(repository, "commit", "-q", "-a", "-m", "feat: change")
    return "main", "feature"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--image", default="create-dump")
    parser.add_argument("--base", default="debian:bookworm-slim")
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--large", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        if options.large:
            repository = options.large.resolve()
            base, head, files = comparison.typical_change(repository)
            print(f"{repository.name}: {head[:12]}, {files} files\n")
        else:
            repository = work / "repository"
            base, head = change(repository)
        run = ["docker", "run", "--rm", "-v", f"{repository}:/repository:ro"]
        diff = ["diff", "--base", base, "--head", head, "--format", "md,json,patch"]
        commands = {
            "an empty container: `docker run BASE true`": [*run, options.base, "true"],
            "`docker run IMAGE --version`": [*run, options.image, "--version"],
            "a typical pull request in the image":
                [*run, options.image, *diff, "--repo", "/repository", "--out", "/tmp/out"],
            "the same without a container":
                [ROOT / "docker/target/self/bin/create-dump", *diff, "--repo", repository, "--out", work / "out"],
        }
        times = {name: [] for name in commands}
        for number in range(options.runs + 1):
            for name, command in commands.items():
                shutil.rmtree(work / "out", ignore_errors=True)
                start = time.monotonic()
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env=os.environ | {"LC_ALL": "C.UTF-8"})
                if number > 0:
                    times[name].append((time.monotonic() - start) * 1000)
        first = next(iter(times.values()))
        empty = statistics.median(first)
        print("| what | median ms | min | x empty | ms above empty |\n|---|---:|---:|---:|---:|")
        for name, values in times.items():
            median = statistics.median(values)
            above = statistics.median(one - none for one, none in zip(values, first))
            print(f"| {name} | {median:.0f} | {min(values):.0f} | {median / empty:.2f} | {above:.0f} |")
        save = f"docker save {options.image} | gzip | wc -c"
        print("\ncompressed:", subprocess.run(save, shell=True, capture_output=True, text=True).stdout.strip())


main()
