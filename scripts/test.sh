#!/bin/bash
# Runs every test so that two cores are kept busy: what is done beside is printed when it is over.
# Nothing is built twice at once: the package of the pure half has a build folder of its own, and program and tests
# are one build. What takes longest, first the build and then the browser, goes first wherever there are not enough
# cores; the rest takes what they leave.
set -uo pipefail
cd "$(dirname "$0")/.."
mkdir -p .build

declare -A beside
failed=0

# NAME COMMAND…: beside what follows.
begin() {
    local name=$1
    shift
    "${@}" >".build/$name.txt" 2>&1 &
    beside[$name]=$!
}

# NAME: waits for it.
end() {
    wait "${beside[$1]}" || failed=1
    cat ".build/$1.txt"
}

# Goals of the Makefile; `later` those that take what others leave of the cores.
goals() { make --no-print-directory "$@"; }
later() { nice -n 10 make --no-print-directory "$@"; }

begin setup goals browser-setup
begin core later test-core
goals release-tests || failed=1
end setup
end core
((failed == 0)) || exit 1

begin browser goals BUILT=yes browser-test
later BUILT=yes test-shell test-rulebooks test-demo test-dist || failed=1
end browser
exit "$failed"
