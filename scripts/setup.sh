#!/bin/bash
# Installs the Debian packages that Shodo needs and that are missing, and says so. Silent when all is there.
# Then puts links to the archives of SQLite and Argon2 where the release build looks for them.
set -euo pipefail

top=$(cd "$(dirname "$0")/.." && pwd)

# The folder holds nothing but the archives, so that the linker takes no shared library from it.
link_archives() {
    local name archive
    mkdir -p "$top/.build/static"
    for name in sqlite3 argon2; do
        archive=$(cc -print-file-name="lib$name.a" 2>/dev/null || clang -print-file-name="lib$name.a")
        [[ $archive == /* ]] || continue
        [[ $(readlink "$top/.build/static/lib$name.a" || true) == "$archive" ]] || ln -sfn "$archive" "$top/.build/static/"
    done
}

if ! command -v swift >/dev/null; then
    echo "setup: there is no Swift toolchain (swift) in PATH; install Swift $(cat "$top/.swift-version")" >&2
    exit 1
fi
version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+)\.([0-9]+).*/\1 \2/p' | head -1)
read -r major minor <<<"${version:-0 0}"
if ((major < 6 || (major == 6 && minor < 2))); then
    echo "setup: Swift 6.2 or later is needed; this is $major.$minor" >&2
    exit 1
fi

# libsqlite3-dev and pkg-config build the journal, libargon2-dev the accounts; python3 and strace test them.
packages=(git ca-certificates tzdata libsqlite3-dev libargon2-dev pkg-config python3 strace)
# The browser tests alone: Debian's own Chromium without its window, fonts with Japanese, and a place for the packages that drive it.
[[ ${1:-} != tests ]] || packages+=(chromium-headless-shell fonts-noto-cjk fonts-morisawa-bizud-gothic python3-venv)
# What the toolchain itself needs on Debian 12; a toolchain for another release knows its own.
if grep -qs '^VERSION_ID="12"' /etc/os-release; then
    packages+=(binutils libc6-dev libgcc-12-dev libstdc++-12-dev libncurses6 libxml2 libcurl4)
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "setup: this is no Debian; if the build fails, look for: ${packages[*]}"
    link_archives
    exit 0
fi

missing=()
for package in "${packages[@]}"; do
    case $package in
        # These may come from elsewhere; what counts is the program.
        git | pkg-config | python3 | strace) command -v "$package" >/dev/null && continue ;;
    esac
    dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed && continue
    missing+=("$package")
done
if ((${#missing[@]} == 0)); then
    link_archives
    exit 0
fi

echo "setup: installing ${missing[*]}"
if ((EUID == 0)); then
    as_root=()
elif command -v sudo >/dev/null; then
    as_root=(sudo)
else
    echo "setup: neither root nor sudo; ask an administrator for: apt-get install ${missing[*]}" >&2
    exit 1
fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
link_archives
