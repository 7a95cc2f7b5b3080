#!/bin/bash
# Unpacks an archive into an empty folder, and there, without a network, makes a folder of data, serves it, reports an
# incident over HTTP and stops.
#   dist-test.sh ARCHIVE
set -euo pipefail
cd "$(dirname "$0")/.."
test=$PWD/Tests/serving/offline.py

archive=$(readlink -f "$1")
echo "== $(basename "$archive") offline"
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
tar -xzf "$archive" -C "$empty"
root=$(echo "$empty"/*)
scripts/check-linking.sh "$root/bin/shodo"
for file in INSTALL.ja.md LICENSE NOTICE shodo.service Rulebooks/kosen/rulebook.yaml Rulebooks/village/rulebook.yaml; do
    [[ -f $root/$file ]] || { echo "dist: $file is missing in the archive" >&2; exit 1; }
done
if command -v systemd-analyze >/dev/null; then
    systemd-analyze security --offline=true --threshold=30 "$root/shodo.service" >/dev/null
fi

# A network of its own with nothing in it but loopback; where one is not root, as root of a namespace of its own.
own=(unshare --net)
((EUID == 0)) || own=(unshare --net --map-root-user)
cd "$root"
# Nothing of the toolchain's: an environment of the least.
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME="$empty" "${own[@]}" python3 "$test" "$root"
