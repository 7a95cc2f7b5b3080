#!/bin/bash
# Fails when a program needs shared libraries that are not on every Debian and Ubuntu.
#   check-linking.sh PROGRAM
set -euo pipefail

allowed='^(linux-vdso|libc|libm|ld-linux-x86-64|ld-linux-aarch64|libstdc\+\+|libgcc_s|libpthread|libdl|librt)\.so\.[0-9]+$'
needed=$(ldd "$1" | awk '{ print $1 }' | sed 's|.*/||' | sort)
strange=$(grep -Ev "$allowed" <<<"$needed" || true)
if [[ -n $strange ]]; then
    echo "linking: $1 needs more than glibc, libstdc++ and libgcc: $strange" >&2
    exit 1
fi
if readelf -d "$1" | grep -qE '\((RPATH|RUNPATH)\).*(/|swift)' ; then
    echo "linking: $1 looks for libraries where it was built" >&2
    readelf -d "$1" | grep -E 'RPATH|RUNPATH' >&2
    exit 1
fi
