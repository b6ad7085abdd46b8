#!/usr/bin/env python3
"""Archives: create-dump against zip and against tar with zstd, in one interleaved run.

    benchmarks/archives.py CLONE... [--rounds 5]

CLONE is a work tree. Prints medians of wall time, sizes, the largest resident memory, and the ratios
that matter. The peers pack the same files (`git ls-files`), and do nothing else: no ledger, no
digests, no reading again. Everything goes to a temporary directory; the page cache is warm.
"""
import argparse
import pathlib
import shutil
import statistics
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from trees import LAUNCHER, timed  # noqa: E402

FILES = "git ls-files -z"


def contestants(clone, out):
    def single(name, *more):
        target = ["--out", str(out / "cd"), "--name", name.replace(" ", "-")]
        return [str(LAUNCHER), "single", str(clone), "-q", "--no-cache", *target, *more]

    bare = ["--no-scan-secrets"]
    zstd = f"{FILES} | tar --null -T - -cf - | zstd -q -T2 -f -o {out}/p.tar.zst"
    return {
        "zip": (["sh", "-c", f"rm -f {out}/p.zip; {FILES} | xargs -0 zip -q {out}/p.zip"], "p.zip"),
        "tar | zstd -T2": (["sh", "-c", zstd], "p.tar.zst"),
        "single, csv": (single("csv", "--format", "csv", *bare), "cd/csv.csv"),
        "zip, no scan": (single("zip", "--format", "zip", *bare), "cd/zip.zip"),
        "zip, scan": (single("zips", "--format", "zip"), "cd/zips.zip"),
        "tar.zst, no scan": (single("zst", "--format", "tar.zst", *bare), "cd/zst.tar.zst"),
        "tar.zst, scan": (single("zsts", "--format", "tar.zst"), "cd/zsts.tar.zst"),
        "tar.gz, no scan": (single("gz", "--format", "tar.gz", *bare), "cd/gz.tar.gz"),
        "archive verify zip": ([str(LAUNCHER), "archive", "verify", f"{out}/p.zip"], "p.zip"),
    }


def measure(clone, rounds):
    out = pathlib.Path(tempfile.mkdtemp(prefix="create-dump-bench-"))
    try:
        runs = contestants(clone, out)
        seconds = {name: [] for name in runs}
        memory = {name: 0 for name in runs}
        for turn in range(rounds + 1):
            for name, (command, _) in runs.items():
                took, kilobytes = timed(command, clone)
                memory[name] = max(memory[name], kilobytes)
                if turn:
                    seconds[name].append(took)
        sizes = {name: (out / file).stat().st_size for name, (_, file) in runs.items()}
        return {n: statistics.median(s) for n, s in seconds.items()}, memory, sizes
    finally:
        shutil.rmtree(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clones", nargs="+", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for clone in options.clones:
        medians, memory, sizes = measure(clone.resolve(), options.rounds)
        print(f"\n{clone.name}")
        for name, took in medians.items():
            size, rss = sizes[name] / 1e6, memory[name] // 1024
            print(f"  {name:20} {took:7.2f} s  {size:8.1f} MB  {rss:5} MB resident")
        print(f"  zip / zip            {medians['zip, no scan'] / medians['zip']:7.2f}")
        ratio = medians["tar.zst, no scan"] / medians["tar | zstd -T2"]
        print(f"  tar.zst / tar | zstd {ratio:7.2f}")


if __name__ == "__main__":
    main()
