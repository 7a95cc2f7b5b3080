#!/bin/bash
# Serves an invented organisation on this machine, with a person for every post and three matters to begin with.
#   run.sh SHODO FOLDER [OPTION OF SERVE…]
# The folder is made the first time and used again afterwards. Ctrl+C ends it.
set -euo pipefail
cd "$(dirname "$0")/.."

shodo=$1
data=$2
shift 2

if [[ ! -f $data/VERSION ]]; then
    # Beside, and then moved: what was interrupted is never mistaken for a demo.
    rm -rf "$data.part"
    mkdir -p "$(dirname "$data")"
    "$shodo" demo --data "$data.part" --rulebook Rulebooks/kosen
    mv "$data.part" "$data"
fi
exec "$shodo" serve --data "$data" "$@"
