#!/bin/bash
# Measures what the project promises; prints a table and writes .build/bench.json.
#   bench.sh [OPTION OF shodo-bench…]
set -euo pipefail
cd "$(dirname "$0")/.."

missed=0
.build/release/shodo-bench --output .build/bench.json "$@" || missed=1
# The web application, by wrk; with options for the rest it is left out.
if (($# == 0)); then
    if ! command -v wrk >/dev/null; then
        as_root=()
        ((EUID == 0)) || as_root=(sudo)
        echo "bench: installing wrk"
        "${as_root[@]}" apt-get install -y -qq --no-install-recommends wrk
    fi
    python3 Benchmarks/http/bench.py .build/release/shodo Rulebooks/kosen .build/bench.json || missed=1
fi
exit "$missed"
