#!/usr/bin/env python3
"""One file to a local server, from the start of a process to its receipt: time and peak memory.

Azure: Azurite (npm), beside rclone. Google: the fake of the test kit. Interleaved runs, medians.
Needs a build (./create-dump --version and ./mvnw test-compile), npm, and rclone for the peer.

    python3 benchmarks/clouds.py [--runs 5]
"""
import argparse
import base64
import hashlib
import hmac
import os
import pathlib
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request

from s3 import ROOT, file_of, java_home, run

KEY = "Y3JlYXRlLWR1bXAgdGVzdHMsIG5vIHNlY3JldCBhdCBhbGwu"
SIZES = {"1 MiB": 1, "256 MiB": 256}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    java = java_home() / "bin"
    lib = ROOT / "docker/target/dist/lib"
    jars = ":".join(str(lib / f"{name}.jar") for name in ("create-dump", "s3", "gcs", "azure"))
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        kit = f"{ROOT}/core/testkit/target/classes"
        subprocess.run([java / "javac", "-proc:none", "-d", work, "-cp", f"{jars}:{kit}",
                        ROOT / "benchmarks/ServeGcs.java"], check=True)
        files = {name: file_of(work / name.replace(" ", ""), mib) for name, mib in SIZES.items()}
        azurite = work / "azurite"
        subprocess.run(["npm", "install", "--prefix", azurite, "--no-save", "--no-audit", "--no-fund",
                        "--ignore-scripts", "azurite@3.35.0"], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        port = free_port()
        servers = [
            subprocess.Popen(
                ["node", azurite / "node_modules/azurite/dist/src/blob/main.js", "--silent", "--location",
                 work / "data", "--skipApiVersionCheck", "--disableTelemetry", "--blobHost", "127.0.0.1",
                 "--blobPort", str(port)],
                env=os.environ | {"AZURITE_ACCOUNTS": f"bench1:{KEY}"}, stdout=subprocess.DEVNULL),
            subprocess.Popen([java / "java", "-cp", f"{work}:{kit}:{jars}", "ServeGcs"],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)]
        try:
            measure(work, files, port, servers[1].stdout.readline().strip(), runs)
        finally:
            for server in servers:
                server.terminate()


def account_signature():
    """A SAS of the account, for the peer: "Create an account SAS" in Azure's documentation."""
    fields = {"sp": "rwlac", "ss": "b", "srt": "sco", "se": "2099-01-01T00:00:00Z", "sv": "2020-10-02"}
    text = "\n".join(["bench1", fields["sp"], fields["ss"], fields["srt"], "", fields["se"], "", "",
                      fields["sv"], ""])
    key = base64.b64decode(KEY)
    fields["sig"] = base64.b64encode(hmac.digest(key, text.encode(), hashlib.sha256)).decode()
    return urllib.parse.urlencode(fields)


def measure(work, files, port, gcs, runs):
    azure = f"http://127.0.0.1:{port}"
    config = work / "stores.toml"
    config.write_text(f"""
[[upload]]
uri = "az://bench1/bench"
endpoint = "{azure}"
[[upload]]
uri = "gs://bench"
endpoint = "{gcs}"
""")
    upload = [ROOT / "docker/target/dist/bin/create-dump", "upload"]
    env = os.environ | {"AZURE_STORAGE_KEY": KEY, "GOOGLE_OAUTH_ACCESS_TOKEN": "bench",
                        "CREATE_DUMP_CONFIG": str(config)}
    everything = f"{azure}/bench1/bench?{account_signature()}"
    make = urllib.request.Request(f"{everything}&restype=container", method="PUT", data=b"")
    for _ in range(100):
        try:
            urllib.request.urlopen(make, timeout=5).close()
            break
        except OSError:
            time.sleep(0.1)
    # rclone 1.60 cannot be told an address with the account in its path but by a signed one.
    remote = f':azureblob,sas_url="{everything}":bench'
    rows = {}
    for number in range(runs + 1):
        for size, file in files.items():
            for name, command in {
                "create-dump to Azurite": upload + [file, f"az://bench1/bench/c{number}"],
                "rclone to Azurite": ["rclone", "copyto", "--retries", "1",
                                      file, f"{remote}/r{number}/{file.name}"],
                "create-dump to the fake of Google": upload + [file, f"gs://bench/c{number}"],
            }.items():
                result = run(command, env)
                if number > 0:  # the first warms the servers up
                    rows.setdefault((size, name), []).append(result)
    print("| size | what | median s | min | max | peak MB |")
    print("|---|---|---:|---:|---:|---:|")
    for (size, name), results in rows.items():
        times = [r[0] for r in results]
        print(f"| {size} | {name} | {statistics.median(times):.2f} | {min(times):.2f} | {max(times):.2f}"
              f" | {max(r[1] for r in results):.0f} |")


main()
