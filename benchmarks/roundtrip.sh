#!/bin/sh
# Dumps clones and restores them, and compares every tracked file with what comes back: bytes, links
# and executable bits. Prints one line a clone and format; ends with 1 where anything differs.
#
#   benchmarks/roundtrip.sh CLONE...
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
tool=${CREATE_DUMP:-$root/docker/target/dist/bin/create-dump}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# Mode, blob and path of every file below a directory, as git would commit it.
tree() {
  (
    export GIT_DIR="$work/index.git" GIT_WORK_TREE="$1"
    rm -rf "$GIT_DIR"
    git init -q "$1"
    cd "$1"
    git -c core.autocrlf=false -c core.safecrlf=false add -A -f .
    git ls-files -s
  )
}

for clone; do
  git -C "$clone" checkout-index -a -f --prefix="$work/original/"
  tree "$work/original" >"$work/expected"
  if ! [ -s "$work/expected" ]; then
    echo "$(basename "$clone"): no files, so nothing was shown"
    exit 1
  fi
  for format in md json jsonl; do
    rm -rf "$work/out" "$work/restored"
    # Secrets are shown here, as only what was not hidden can come back.
    "$tool" single "$work/original" --all-files --no-scan-secrets --embed-binary \
      --max-file-size 16MiB --format "$format" --name x --out "$work/out" -q >/dev/null
    code=0
    "$tool" rollback "$work/out/x.$format" --to "$work/restored" --allow-unportable \
      --skip-unsafe >/dev/null 2>"$work/said" || code=$?
    tree "$work/restored" >"$work/found"
    total=$(wc -l <"$work/expected")
    differ=$(diff "$work/expected" "$work/found" | grep -c '^[<>]' || true)
    echo "$(basename "$clone") $format: $total files, $differ differ (exit $code)"
    if [ "$differ" -ne 0 ]; then
      failed=1
      grep '^  not' "$work/said" | head -5
    fi
  done
  rm -rf "$work/original"
done
exit $failed
