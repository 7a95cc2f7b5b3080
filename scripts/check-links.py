#!/usr/bin/env python3
"""Checks every relative link and every named file in the Markdown files of this repository.

    check-links.py            exit 0, or one line for each broken link and exit 1

A link must lead to a file or folder that is there, and its #anchor to a heading of that file. A path in `code` that
begins with a folder of this repository must be there as well (patterns with <>, *, … or capitals like DIR are not
looked at). Standard library only.
"""
import os
import re
import sys
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
NAMED = re.compile(r"^(?:Core|Sources|Rulebooks|Tests|docs|scripts|\.ci)/[\w@+./-]+$")


def anchors(text):
    """The anchors that headings make, as the usual forges write them."""
    found, seen = set(), {}
    for line in outside_code(text):
        match = re.match(r"#{1,6}\s+(.*?)\s*#*$", line)
        if not match:
            continue
        title = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", match.group(1)).lower()
        slug = "".join(
            "-" if c in " -" else c for c in title if c in " -_" or unicodedata.category(c)[0] in "LN"
        )
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        found.add(slug if count == 0 else f"{slug}-{count}")
    return found


def outside_code(text):
    fenced = False
    for line in text.split("\n"):
        if line.lstrip().startswith("```"):
            fenced = not fenced
            yield ""
        else:
            yield "" if fenced else line


def pages():
    for folder, names, files in os.walk(ROOT):
        names[:] = [n for n in names if not n.startswith(".build") and n not in (".git", "node_modules")]
        for name in files:
            if name.endswith(".md"):
                yield os.path.join(folder, name)


def broken(page, texts):
    text = texts[page]
    for number, line in enumerate(outside_code(text), 1):
        for target in LINK.findall(CODE.sub("", line)):
            if re.match(r"[a-z][a-z0-9+.-]*:", target):
                continue
            path, _, anchor = target.partition("#")
            there = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
            if not os.path.exists(there):
                yield number, f"{target}: there is no such file"
            elif anchor and there.endswith(".md") and anchor not in anchors(texts.get(there) or open(there).read()):
                yield number, f"{target}: there is no such heading"
        for name in CODE.findall(line):
            if NAMED.match(name) and not re.search(r"NNNN|[/_][A-Z]{3,}\b", name):
                if not os.path.exists(os.path.join(ROOT, name)):
                    yield number, f"`{name}`: there is no such file"


def main():
    texts = {page: open(page, encoding="utf-8").read() for page in sorted(pages())}
    count = 0
    for page in texts:
        for number, fault in broken(page, texts):
            print(f"{os.path.relpath(page, ROOT)}:{number}: {fault}")
            count += 1
    print(f"links: {len(texts)} pages, {count} broken")
    sys.exit(1 if count else 0)


if __name__ == "__main__":
    main()
