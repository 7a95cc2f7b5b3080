#!/bin/bash
# Kills the writing program again and again and looks whether everything that it acknowledged is there.
#   crash-test.sh ROUNDS
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:?how many rounds?}
test=Tests/torture/torture.py
hammer=.build/release/journal-hammer
if [[ ! -f $test ]]; then
    echo "crash test: $test is not here yet"
    exit 0
fi
echo "== crash test, $rounds rounds"
python3 "$test" "$hammer" --rounds "$rounds"
echo "== and a store that acknowledges before the commit is found out"
python3 "$test" "$hammer" --rounds 10 --ack-early --expect-loss
