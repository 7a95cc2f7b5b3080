#!/bin/bash
# Kills the writing program, or the server, again and again and looks whether everything that it acknowledged is there.
#   crash-test.sh ROUNDS [http]
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:?how many rounds?}
if [[ ${2:-} == http ]]; then
    torture=(python3 Tests/torture/server_torture.py .build/release/shodo Rulebooks/kosen)
    echo "== crash test of the server, $rounds rounds"
    "${torture[@]}" --rounds "$rounds"
    echo "== and a server whose last writes are taken away is found out"
    "${torture[@]}" --rounds 1 --lose
    exit 0
fi
torture=(python3 Tests/torture/torture.py .build/release/journal-hammer)
echo "== crash test, $rounds rounds"
"${torture[@]}" --rounds "$rounds"
echo "== and a store that acknowledges before the commit is found out"
"${torture[@]}" --rounds 10 --ack-early --expect-loss
