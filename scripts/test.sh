#!/bin/bash
# Runs every test so that neither of two cores waits for the other: what is done beside is printed when it is over.
# Nothing is built twice at once: the package of the pure half has a build folder of its own, and the browser needs
# the programs alone, which are there before the tests of the shell are built.
set -uo pipefail
cd "$(dirname "$0")/.."
mkdir -p .build

declare -A beside
failed=0

begin() { # NAME: a goal of the Makefile, beside what follows
    local name=$1
    shift
    make --no-print-directory "$@" >".build/$name.txt" 2>&1 &
    beside[$name]=$!
}

end() { # NAME: waits for it
    wait "${beside[$1]}" || failed=1
    cat ".build/$1.txt"
}

run() { make --no-print-directory "$@" || failed=1; }

begin core test-core
begin browser-setup browser-setup
run release
end browser-setup
((failed)) || begin browser BUILT=yes browser-test
((failed)) || run release-tests
end core
[[ ! -v beside[browser] ]] || run BUILT=yes test-shell test-rulebooks test-demo test-dist
[[ ! -v beside[browser] ]] || end browser
exit "$failed"
