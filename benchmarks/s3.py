#!/usr/bin/env python3
"""One file to a local S3, from the start of a process to its receipt, beside rclone, s3cmd and aws-cli.

    python3 benchmarks/s3.py [--runs 5] [--large MIB]

The server is S3Proxy, in memory and in a process of its own; 1 MiB goes over TLS with a
certificate of our own, the large file over HTTP in parts. Interleaved runs, medians.
Needs a build (./create-dump --version), and rclone, s3cmd, aws and openssl; a peer that is missing is
left out and named. What is asked: 1 MiB <= 4 x rclone and <= 0.6 x aws-cli, large <= 1.0 x rclone, <= 250 MB.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
ID, SECRET, PASSWORD = "bench-access-key", "bench" + "-secret-key", "benchmark"


def java_home():
    find = f'. "{ROOT}/docker/launcher/find-jdk.sh" >/dev/null 2>&1; find_jdk javac; echo "$jdk"'
    return pathlib.Path(subprocess.run(["sh", "-c", find], capture_output=True, text=True).stdout.strip())


def run(command, env):
    """Seconds and peak memory in MB of one process."""
    start = time.monotonic()
    with open(os.devnull, "wb") as nothing:
        process = subprocess.Popen(command, env=env, stdout=nothing, stderr=nothing)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def server_class_path(java, work):
    """What the tests of uploaders/s3 run with: S3Proxy and what it needs."""
    listed = work / "class-path"
    subprocess.run(
        [ROOT / "mvnw", "-B", "-q", "-ntp", "-pl", "uploaders/s3", "-am", "test-compile",
         "-Dmaven.main.skip", "-Dmaven.test.skip",
         "org.apache.maven.plugins:maven-dependency-plugin:3.10.0:build-classpath",
         f"-Dmdep.outputFile={listed}-${{project.artifactId}}"],
        cwd=ROOT, env=os.environ | {"JAVA_HOME": str(java.parent)}, check=True)  # fmt: skip
    return (work / "class-path-create-dump-s3").read_text()


def certificate(work):
    """A key and a certificate for 127.0.0.1, signed by itself."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-days", "30", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", work / "key.pem", "-out", work / "ca.pem"],
        check=True, stderr=subprocess.DEVNULL)  # fmt: skip
    subprocess.run(
        ["openssl", "pkcs12", "-export", "-inkey", work / "key.pem", "-in", work / "ca.pem",
         "-out", work / "store.p12", "-passout", f"pass:{PASSWORD}"],
        check=True)  # fmt: skip


def file_of(path, mib):
    with path.open("wb") as out:
        for _ in range(mib):
            out.write(os.urandom(1 << 20))
    return path


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--large", type=int, default=1024, metavar="MIB")
    options = parser.parse_args()
    java = java_home() / "bin"
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        certificate(work)
        classes = server_class_path(java, work)
        subprocess.run([java / "javac", "-proc:none", "-d", work, "-cp", classes,
                        ROOT / "benchmarks/ServeS3.java"], check=True)  # fmt: skip
        server = subprocess.Popen(
            [java / "java", "-Xmx6g", "-XX:+UseSerialGC", "-cp", f"{work}:{classes}", "ServeS3",
             work / "store.p12", PASSWORD, ID, SECRET],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # fmt: skip
        try:
            http, https = server.stdout.readline().split()
            small = file_of(work / "small.bin", 1)
            large = file_of(work / "large.bin", options.large)
            table("1 MiB over TLS", commands(work, small, f"https://127.0.0.1:{https}"), options.runs)
            table(f"{options.large} MiB in parts", commands(work, large, f"http://127.0.0.1:{http}"),
                  max(3, options.runs // 2))  # fmt: skip
        finally:
            server.terminate()


def commands(work, file, endpoint):
    """By name, what is run and with which variables; {n} is the number of the round."""
    variables = {name: os.environ[name] for name in ("PATH", "HOME", "JAVA_HOME") if name in os.environ}
    variables |= {"AWS_ACCESS_KEY_ID": ID, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "us-east-1"}
    ours = variables | {"AWS_ENDPOINT_URL_S3": endpoint, "AWS_CA_BUNDLE": str(work / "ca.pem")}
    tls = endpoint.startswith("https:")
    authority = endpoint.partition("//")[2]
    remote = f':s3,provider=Other,env_auth=true,endpoint="{endpoint}":bench'
    result = {
        "create-dump upload": (
            [ROOT / "docker/target/dist/bin/create-dump", "upload", "-q", file, "s3://bench/ours-{n}"], ours),
        "rclone copyto": (
            ["rclone", "--config", os.devnull, "--ca-cert", work / "ca.pem", "copyto", "--retries", "1",
             "--s3-no-check-bucket", file, remote + "/rclone-{n}/" + file.name], variables),
        "s3cmd put": (
            ["s3cmd", f"--config={os.devnull}", "--ssl" if tls else "--no-ssl",
             f"--ca-certs={work / 'ca.pem'}", f"--host={authority}", f"--host-bucket={authority}",
             f"--access_key={ID}", f"--secret_key={SECRET}", "put", file,
             "s3://bench/s3cmd-{n}/" + file.name], variables),
        "aws s3 cp": (
            ["aws", "--endpoint-url", endpoint, "--ca-bundle", work / "ca.pem", "s3", "cp", "--quiet",
             file, "s3://bench/aws-{n}/" + file.name], variables),
    }  # fmt: skip
    for name in [name for name, (argv, _) in result.items() if shutil.which(str(argv[0])) is None]:
        print(f"left out, as it is missing: {name}")
        del result[name]
    return result


def clean(some):
    """Empties the bucket, which the server keeps in memory, where there is a program for it."""
    if "rclone copyto" in some:
        argv, env = some["rclone copyto"]
        bucket = argv[-1].partition("/rclone-{n}/")[0]
        options = argv[: argv.index("copyto")]
        subprocess.run([*options, "--fast-list", "delete", bucket], env=env, check=True)


def table(title, some, runs):
    results = {name: [] for name in some}
    for number in range(runs + 1):
        for name, (argv, env) in some.items():
            measured = run([str(word).replace("{n}", str(number)) for word in argv], env)
            if number > 0:  # the first warms the server up
                results[name].append(measured)
            clean(some)
    print(f"\n### {title}\n\n| command | median s | min | max | peak MB | x rclone |")
    print("|---|---:|---:|---:|---:|---:|")
    peer = statistics.median(r[0] for r in results.get("rclone copyto", [(float("nan"), 0)]))
    for name, rows in results.items():
        times = [r[0] for r in rows]
        middle = statistics.median(times)
        print(f"| {name} | {middle:.2f} | {min(times):.2f} | {max(times):.2f}"
              f" | {max(r[1] for r in rows):.0f} | {middle / peer:.2f} |")  # fmt: skip


if __name__ == "__main__":
    main()
