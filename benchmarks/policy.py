#!/usr/bin/env python3
"""Measures what configuration and a central policy add to a warm run of `create-dump diff`.

Prerequisites: python3 (3.9 or newer), git, a built distribution (./create-dump --version builds it).
The repository is made here: two commits, so that little but start-up and configuration is left.

  nothing    no configuration file, no policy
  file       a create-dump.toml as people write it
  policy     a pinned policy that an earlier run kept: read, digested, parsed, enforced  <= nothing + 10 ms
  both       the file and the policy
  unusual    a file that only the whole TOML parser reads, for comparison

Every round runs each once, one after the other; the first round is dropped. Results are medians, and
`more` is the median of the differences to `nothing` within each
round. CPU time, of the process and what it starts, is the steadier of the two on a busy machine.
"""

import argparse
import hashlib
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
POLICY = """\
[policy]
version = "1"
owner = "Platform team"
[defaults.output]
formats = ["md", "json", "patch"]
[enforce.scan]
secrets = true
[enforce.output]
max_file_size = { max = "4MiB" }
[[when]]
event = ["pull_request"]
[when.enforce]
scan.fail_on = "secrets"
"""
FILE = '[scan]\nfail_on = "secrets"\n[output]\nmax_file_size = "1MiB"\n'
UNUSUAL = '[scan]\nfail_on = "never"\n[report]\ntitle = """\\\n  A title"""\n'


def git(repo, *words):
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", repo, *who, *words], check=True, stdout=subprocess.DEVNULL)


def repository(work, name, config):
    repo = work / name
    repo.mkdir()
    git(repo, "init", "-q", "-b", "main")
    if config:
        (repo / "create-dump.toml").write_text(config)
    for i in range(20):
        (repo / f"File{i}.java").write_text(f"class File{i} {{\n  int n = {i};\n}}\n")
    git(repo, "add", ".")
    git(repo, "commit", "-qm", "one")
    for i in range(20):
        (repo / f"File{i}.java").write_text(f"class File{i} {{\n  int n = {i + 1};\n}}\n")
    git(repo, "commit", "-qam", "two")
    return repo


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--dist", default=ROOT / "docker" / "target" / "dist")
    options = parser.parse_args()
    program = pathlib.Path(options.dist).resolve() / "bin" / "create-dump"
    with tempfile.TemporaryDirectory(prefix="create-dump-policy-") as name:
        work = pathlib.Path(name)
        kept = work / "cache" / "policy"
        kept.mkdir(parents=True, mode=0o700)
        digest = hashlib.sha256(POLICY.encode()).hexdigest()
        (kept / f"sha256-{digest}").write_text(POLICY)
        keep = ("PATH", "HOME", "JAVA_HOME", "TMPDIR", "LANG", "LC_ALL")
        plain = {k: v for k, v in os.environ.items() if k in keep}
        plain["CREATE_DUMP_CACHE_DIR"] = str(work / "cache")
        under = dict(
            plain,
            CREATE_DUMP_CONFIG_URI=f"https://policies.example/policy.toml#sha256={digest}",
        )
        bare = repository(work, "bare", None)
        filed = repository(work, "filed", FILE)
        unusual = repository(work, "unusual", UNUSUAL)
        commands = {
            "nothing": (bare, plain),
            "file": (filed, plain),
            "policy": (bare, under),
            "both": (filed, under),
            "unusual": (unusual, plain),
        }
        millis = {name: [] for name in commands}
        cpu = {name: [] for name in commands}
        for turn in range(options.rounds + 1):
            for name, (repo, variables) in commands.items():
                words = ["diff", "--quiet", "--base", "HEAD~1", "--repo", repo, "--out", work / "out"]
                start = time.perf_counter()
                with subprocess.Popen(
                    [program, *words], env=variables, stdout=subprocess.DEVNULL
                ) as run:
                    _, status, used = os.wait4(run.pid, 0)
                    run.returncode = os.waitstatus_to_exitcode(status)
                if run.returncode:
                    raise SystemExit(f"{name} ended with {run.returncode}")
                if turn:
                    millis[name].append((time.perf_counter() - start) * 1000)
                    cpu[name].append((used.ru_utime + used.ru_stime) * 1000)
        print("| configuration | median ms | more | CPU ms | more |")
        print("|---|---:|---:|---:|---:|")
        for name in commands:
            row = [name]
            for times in (millis, cpu):
                more = statistics.median(t - n for t, n in zip(times[name], times["nothing"]))
                row += [f"{statistics.median(times[name]):.0f}", f"{more:+.1f}"]
            print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
