#!/usr/bin/env bash
#
# Proves on the history of any clone that dumps are exact and complete.
#
# Takes the last merge commits of each repository as pull requests that were once open: the first
# parent is the base, the second the head. For each it runs
#
#   create-dump diff --repo R --base P1 --head P2 --format patch,json --out DIR --no-scan-secrets
#
# and checks that
#   1. the patch, applied to the merge base with `git apply --index --binary`, gives head's tree;
#   2. the ledger of the manifest has the entries of `git diff --raw -z --no-ext-diff`: the same
#      status, path and old path. A copy, which that command does not look for, counts as the
#      addition that it is.
# Secrets are not looked for, as a patch in which one is hidden cannot give head's tree. Merges of
# unrelated histories have no merge base and are counted as skipped.
#
# git works in a scratch repository that borrows the objects: the clone is not written to, and none
# of its configuration, hooks or attributes counts. Needs git 2.35 or newer, and python3 for JSON.

set -euo pipefail
export LC_ALL=C GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_NO_REPLACE_OBJECTS=1
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

usage() {
  cat <<'TEXT'
Usage: benchmarks/merges.sh [OPTION]... CLONE...

Dumps the last merges of each clone, applies each patch, and compares each ledger with git's.

  --limit N     how many merges of each clone (default 300)
  --cached      apply to an index without a work tree: faster, and blind to work-tree trouble
  --keep        keep the scratch directory of failed merges and say where it is
  --git         let git itself make the dumps: shows what the checks and the clone are worth
  --self-test   check the checks: git's dumps must pass, and broken ones must fail; needs no clone
  --help        this text

Environment:
  CREATE_DUMP   the command to run (default: the create-dump of this checkout); may have arguments

Exit code: 0 all passed, 1 a merge failed, 2 wrong usage or no merge found.

Example:
  git clone https://github.com/psf/requests && benchmarks/merges.sh requests
TEXT
}

die() {
  echo "merges.sh: $1" >&2
  exit 2
}

# ---- dumps made by git itself -------------------------------------------------------------------

# git_dump FAULT R BASE HEAD OUT: what create-dump is to write, with an optional fault built in.
git_dump() {
  local fault=$1 repo=$2 base=$3 head=$4 out=$5 merge_base
  merge_base=$(git -C "$repo" merge-base "$base" "$head")
  git -C "$repo" diff --no-ext-diff --no-textconv --binary --full-index \
    "$merge_base" "$head" >"$out/git.patch"
  git -C "$repo" diff --no-ext-diff --raw -z "$merge_base" "$head" >"$out/raw"
  case $fault in
    patch) printf 'diff --git a/extra b/extra\nnew file mode 100644\n' >>"$out/git.patch" ;;
    ledger | status) ;;
  esac
  python3 - "$fault" "$out" <<'PYTHON'
import json, sys

fault, out = sys.argv[1:]
fields = open(out + "/raw", "rb").read().split(b"\0")[:-1]
ledger = []
while fields:
    status = chr(fields.pop(0).split(b" ")[4][0])
    paths = [fields.pop(0).decode("utf-8", "replace") for _ in range(2 if status in "RC" else 1)]
    entry = {"path": paths[-1], "status": status}
    if len(paths) == 2:
        entry["oldPath"] = paths[0]
    ledger.append(entry)
if fault == "ledger":
    ledger.pop()
if fault == "status":
    ledger[0]["status"] = "X"
with open(out + "/git.manifest.json", "w") as manifest:
    json.dump({"ledger": ledger}, manifest)
PYTHON
}

# ---- one merge ----------------------------------------------------------------------------------

dump() {
  local repo=$1 base=$2 head=$3 out=$4
  if [[ $dumper == git:* ]]; then
    git_dump "${dumper#git:}" "$repo" "$base" "$head" "$out"
    return
  fi
  local command
  read -ra command <<<"$dumper"
  "${command[@]}" diff --repo "$repo" --base "$base" --head "$head" \
    --format patch,json --out "$out" --json --no-scan-secrets
}

# compare_ledgers OUT: says "same", or what is different, with exit code 1.
compare_ledgers() {
  python3 - "$1" <<'PYTHON'
import glob, json, sys

out = sys.argv[1]


def entries(name):
    fields = open(f"{out}/{name}", "rb").read().split(b"\0")[:-1]
    found = set()
    while fields:
        status = chr(fields.pop(0).split(b" ")[4][0])
        paths = [fields.pop(0).decode("utf-8", "replace") for _ in range(2 if status in "RC" else 1)]
        found.add((status, paths[0] if len(paths) == 2 else None, paths[-1]))
    return found


(manifest,) = glob.glob(glob.escape(out) + "/*.manifest.json")
ledger = json.load(open(manifest, encoding="utf-8"))["ledger"]
ours = {(e["status"][0].upper(), e.get("oldPath"), e["path"]) for e in ledger}
# git diff finds no copies by default: a copy of ours is an addition there.
ours = {("A" if s == "C" else s, old if s == "R" else None, path) for s, old, path in ours}
problems = []
if len(ours) != len(ledger):
    problems.append("the ledger has an entry twice")
want = entries("raw")
problems += [f"entry missing: {one!r}" for one in sorted(want - ours, key=repr)]
problems += [f"entry too many: {one!r}" for one in sorted(ours - want, key=repr)]
if problems:
    print("\n".join(problems[:10]))
    sys.exit(1)
print("same")
PYTHON
}

# check_merge REPO BASE HEAD OUT: prints "passed" or "skipped"; else says why, with 1.
check_merge() {
  local repo=$1 base=$2 head=$3 out=$4 merge_base verdict tree patch
  merge_base=$(git -C "$scratch" merge-base "$base" "$head") || {
    echo skipped
    return 0
  }
  dump "$repo" "$base" "$head" "$out" >"$out/stdout" 2>"$out/stderr" || {
    echo "the dump failed with $?: $(tail -n 3 "$out/stderr")"
    return 1
  }
  patch=("$out"/*.patch)
  git -C "$scratch" diff --no-ext-diff --raw -z "$merge_base" "$head" >"$out/raw"
  verdict=$(compare_ledgers "$out" 2>&1) || {
    echo "$verdict"
    return 1
  }
  git -C "$scratch" read-tree --reset "${update[@]}" "$merge_base"
  git -C "$scratch" apply "$target" --binary --allow-empty --whitespace=nowarn "${patch[0]}" \
    2>"$out/apply" || {
    echo "the patch does not apply: $(tail -n 3 "$out/apply")"
    return 1
  }
  tree=$(git -C "$scratch" write-tree)
  [[ $tree == "$(git -C "$scratch" rev-parse "$head^{tree}")" ]] || {
    echo "the patch gives the tree $tree, which is not head's"
    return 1
  }
  echo passed
}

# ---- one clone ----------------------------------------------------------------------------------

# borrow REPO: a scratch repository with the objects of another, and attributes that do nothing.
borrow() {
  local repo=$1 objects format
  objects=$(git -C "$repo" rev-parse --path-format=absolute --git-path objects)
  format=$(git -C "$repo" rev-parse --show-object-format)
  scratch=$(mktemp -d "$work/scratch.XXXXXX")
  git -C "$scratch" init --quiet --object-format="$format"
  echo "$objects" >"$scratch/.git/objects/info/alternates"
  mkdir -p "$scratch/.git/info"
  echo '* -text !eol !filter !ident !working-tree-encoding !diff' >"$scratch/.git/info/attributes"
}

check_clone() {
  local repo=$1 merge base head out verdict
  borrow "$repo"
  while read -r merge base head _; do
    out=$(mktemp -d "$work/merge.XXXXXX")
    if verdict=$(check_merge "$repo" "$base" "$head" "$out"); then
      count[$verdict]=$((count[$verdict] + 1))
      rm -rf "$out"
    else
      count[failed]=$((count[failed] + 1))
      printf 'FAILED %s merge %s (%s..%s)\n%s\n' "$repo" "$merge" "$base" "$head" "$verdict" |
        cut -c 1-400
      if $keep; then
        echo "kept: $out"
      else
        rm -rf "$out"
      fi
    fi
  done < <(git -C "$repo" rev-list --merges --parents --max-count="$limit" HEAD)
  rm -rf "$scratch"
}

report() {
  echo "${count[passed]} passed, ${count[failed]} failed" \
    "(${count[skipped]} without a merge base)"
}

# ---- the checks themselves ----------------------------------------------------------------------

# history DIR: three merges with names, kinds and contents that are easy to get wrong.
history() {
  local repo=$1 i
  git init --quiet --initial-branch=main "$repo"
  git -C "$repo" config user.name Ada
  git -C "$repo" config user.email ada@example.org
  seq 40 >"$repo/source"
  printf 'no final newline' >"$repo/end"
  git -C "$repo" add .
  git -C "$repo" commit --quiet -m root
  for i in 1 2 3; do
    git -C "$repo" checkout --quiet -b "side$i" main
    seq 40 >"$repo/"$'copy\t\303\251 "'"$i"
    printf 'x\0%s' "$i" >"$repo/bin$i"
    ln -s "target$i" "$repo/-link$i"
    printf '%s' "$i" >>"$repo/end"
    echo "$i" >>"$repo/source"
    git -C "$repo" add .
    git -C "$repo" commit --quiet -m "side $i"
    git -C "$repo" checkout --quiet main
    echo "$i" >>"$repo/only on main"
    git -C "$repo" add .
    git -C "$repo" commit --quiet -m "main $i"
    git -C "$repo" merge --quiet --no-edit "side$i"
  done
}

self_test() {
  local fault
  history "$work/history"
  for fault in none patch ledger status; do
    dumper=git:$fault
    count=([passed]=0 [failed]=0 [skipped]=0)
    check_clone "$work/history" >"$work/words"
    echo "dumps with fault '$fault': $(report)"
    if [[ $fault == none ]]; then
      [[ ${count[passed]} == 3 ]] || { cat "$work/words" && return 1; }
    else
      [[ ${count[failed]} == 3 ]] || { echo "the fault '$fault' was not caught" && return 1; }
    fi
  done
}

# ---- start --------------------------------------------------------------------------------------

limit=300
target=--index
update=(-u)
keep=false
test_self=false
dumper=${CREATE_DUMP:-$here/../create-dump}
clones=()
declare -A count=([passed]=0 [failed]=0 [skipped]=0)
scratch=

while (($#)); do
  case $1 in
    --limit) limit=${2:?--limit needs a number} && shift ;;
    --cached) target=--cached && update=() ;;
    --keep) keep=true ;;
    --git) dumper=git:none ;;
    --self-test) test_self=true ;;
    --help | -h) usage && exit 0 ;;
    -*) die "unknown option $1; --help tells the options" ;;
    *) clones+=("$1") ;;
  esac
  shift
done
[[ $limit =~ ^[1-9][0-9]*$ ]] || die "--limit needs a number above 0, not '$limit'"

work=$(mktemp -d)
if $keep; then
  trap 'rmdir "$work" 2>/dev/null || true' EXIT
else
  trap 'rm -rf "$work"' EXIT
fi

if $test_self; then
  self_test
  exit
fi
((${#clones[@]})) || die "which clone? --help has an example"
for clone in "${clones[@]}"; do
  git -C "$clone" rev-parse --git-dir >/dev/null 2>&1 || die "$clone is no git repository"
  check_clone "$(cd "$clone" && pwd)"
done
report
((count[passed] + count[failed])) || die "no merge found to check"
((count[failed] == 0))
