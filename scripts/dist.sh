#!/bin/bash
# Packs dist/shodo-VERSION-linux-x86_64.tar.gz: everything that a machine without Swift and without a network needs.
#   dist.sh SHODO
# The same build gives the same archive, byte for byte.
set -euo pipefail
cd "$(dirname "$0")/.."

shodo=$1
version=$("$shodo" --version)
name=shodo-$version-linux-$(uname -m)
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
to=$top/$name

mkdir -p "$to/bin" "$to/licences" dist
strip --strip-all -o "$to/bin/shodo" "$shodo"
scripts/check-linking.sh "$to/bin/shodo"
cp -R Rulebooks docs "$to/"
cp packaging/shodo.service packaging/INSTALL.ja.md LICENSE NOTICE *.md "$to/"

# The licence of each part that is linked into the program.
for package in .build/checkouts/*/; do
    part=$(basename "$package")
    for file in "$package"LICENSE* "$package"NOTICE*; do
        [[ -f $file ]] && cp "$file" "$to/licences/$part-$(basename "$file")"
    done
done
toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v swiftc)")")")
cp "$toolchain/share/swift/LICENSE.txt" "$to/licences/swift-LICENSE.txt"
for package in libsqlite3-dev libargon2-dev; do
    copyright=/usr/share/doc/$package/copyright
    [[ -f $copyright ]] || { echo "dist: $copyright is missing" >&2; exit 1; }
    cp -L "$copyright" "$to/licences/${package%-dev}-copyright"
done

find "$to" -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
chmod 755 "$to/bin/shodo"
archive=dist/$name.tar.gz
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@"$(git log -1 --format=%ct 2>/dev/null || echo 0)" \
    -C "$top" -cf - "$name" | gzip -n >"$archive.part"
mv "$archive.part" "$archive"
(cd dist && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
du -h "$archive"
