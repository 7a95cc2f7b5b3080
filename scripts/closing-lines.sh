#!/bin/bash
# Prints the closing line of every test run in a log, what failed in it, and the sum as `N passed, N failed`.
#   closing-lines.sh LOG
set -euo pipefail

echo
echo "== closing lines"
sed 's/\x1b\[[0-9;]*m//g' "$1" | awk '
    /^== / { what = substr($0, 4) }
    # Swift Testing: the run, and each test that failed in it.
    / recorded an issue / && issues++ < 20 { print what ": " substr($0, 1, 400) }
    / Test .* failed after / && !/ Test run with / && !/ Test case / { broken++ }
    / Test run with [0-9]+ tests? / {
        match($0, /with [0-9]+/)
        count = substr($0, RSTART + 5, RLENGTH - 5)
        passed += count - broken; failed += broken; broken = 0
        print what ": " $0
    }
    # The pages in a browser (pytest).
    /^(=+ )?([0-9]+ failed, )?[0-9]+ (passed|failed|errors?).* in [0-9.]+s/ {
        if (match($0, /[0-9]+ passed/)) passed += substr($0, RSTART, RLENGTH) + 0
        if (match($0, /[0-9]+ failed/)) failed += substr($0, RSTART, RLENGTH) + 0
        if (match($0, /[0-9]+ error/)) failed += substr($0, RSTART, RLENGTH) + 0
        print what ": " $0
    }
    /^(FAILED|ERROR) / { print what ": " substr($0, 1, 400) }
    # Rulebooks and the crash test.
    /^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3; print what ": " $0 }
    /^[0-9]+ (rounds|cones, |clauses: |walks, )/ { print what ": " $0 }
    /error: / && failures++ < 20 { print }
    END { printf "%d passed, %d failed\n", passed, failed }' |
    # A line is cut by bytes: what is left of a letter goes, or whoever reads this stops there.
    { iconv -c -f utf-8 -t utf-8 || true; }
