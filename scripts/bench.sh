#!/bin/bash
# Measures what the project promises; prints a table and writes .build/bench.json.
set -euo pipefail
cd "$(dirname "$0")/.."

bench=.build/release/shodo-bench
if [[ ! -x $bench ]]; then
    echo "bench: $bench is not here yet"
    exit 0
fi
"$bench" --output .build/bench.json "$@"
