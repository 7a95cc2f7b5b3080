#!/bin/bash
# Prints the closing line of every test run in a log, and their sum as `N passed, N failed`.
#   closing-lines.sh LOG
set -euo pipefail

echo
echo "== closing lines"
sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    /^== / { what = substr($0, 4) }
    # Swift Testing: the run, and each test that failed in it.
    / Test .* failed after / && !/ Test run with / && !/ Test case / { broken++ }
    / Test run with [0-9]+ tests? / {
        match($0, /with [0-9]+/)
        count = substr($0, RSTART + 5, RLENGTH - 5)
        passed += count - broken; failed += broken; broken = 0
        print what ": " $0
    }
    # Rulebooks and the crash test.
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; print what ": " $0 }
    # The pages in a browser.
    /^=* ?([0-9]+ [a-z]+, )*[0-9]+ [a-z]+ in [0-9.]+s/ {
        for (i = 2; i <= NF; i++) {
            if ($i ~ /^passed/) passed += $(i - 1)
            if ($i ~ /^(failed|error)/) failed += $(i - 1)
        }
        print what ": " $0
    }
    /^[0-9]+ (rounds|cones, |clauses: |walks, )/ { print what ": " $0 }
    /error: / && failures++ < 20 { print }
    END { printf "%d passed, %d failed\n", passed, failed }'
