#!/bin/bash
# Checks rulebooks, plays their scenarios, measures their coverage, and walks through them by chance.
#   check-rulebooks.sh SHODO "WALKS…" RULEBOOK…
# One number of walks for each rulebook; those without one take the last.
# The walks take longest; they run beside the rest and are printed at the end. Everything is tried before it fails.
set -euo pipefail
cd "$(dirname "$0")/.."

shodo=$1
read -r -a walks <<<"$2"
shift 2

results=$(mktemp -d)
walking=
trap '[[ -z $walking ]] || kill "$walking" 2>/dev/null; rm -rf "$results"' EXIT
faults=0

# At least 90 of 100 steps are done and every playbook begins, or the walks say little.
walk=(--length 45 --require-reach 90)
walk_all() {
    local book child= nth=0
    trap '[[ -z $child ]] || kill "$child" 2>/dev/null; exit 1' TERM
    for book in "$@"; do
        "$shodo" rulebook walk "$book" --walks "${walks[nth]:-${walks[-1]}}" "${walk[@]}" >"$results/$(basename "$book")" 2>&1 &
        child=$!
        nth=$((nth + 1))
        wait "$child" || touch "$results/failed"
    done
}
walk_all "$@" &
walking=$!

try() {
    echo "== shodo $*"
    "$shodo" "$@" || faults=$((faults + 1))
}

for book in "$@"; do
    try rulebook check "$book"
    try rulebook test "$book"
    # A rulebook that carries a part of its ledger lists the clauses of that part.
    only=()
    for list in "$book"/*.ids; do [[ -e $list ]] && only=(--only "$list"); done
    echo "== shodo rulebook coverage $book ${only[*]}"
    "$shodo" rulebook coverage "$book" "${only[@]}" --format json | scripts/check-coverage.py || faults=$((faults + 1))
done

wait "$walking" || true
walking=
for book in "$@"; do
    echo "== shodo rulebook walk $book ${walk[*]}"
    cat "$results/$(basename "$book")"
done
[[ ! -e $results/failed ]] || faults=$((faults + 1))
((faults == 0)) || { echo "rulebooks: $faults of these failed" >&2; exit 1; }
