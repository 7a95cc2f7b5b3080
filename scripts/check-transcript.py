#!/usr/bin/env python3
"""Checks that the story in the README is what `make story` prints.

    check-transcript.py README OUTPUT

Every line of the README's block that begins with `$ shodo report` must stand in OUTPUT, in the same order. An … in the
README stands for anything left out: within a line, at its end, or alone for whole lines. Numbers of matters and
entries, hashes and times differ from run to run and are not compared. Standard library only.
"""
import re
import sys

CHANGING = [
    (r"\x1b\[[0-9;]*m", ""),
    (r"\b[0-9a-f]{64}\b", "HASH"),
    (r"\b\d{4}-\d{6}\b", "NUMBER"),
    (r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(\+\d{2}:\d{2})?", "TIME"),
    (r"記録 ?\d+", "記録 N"),
    (r"控え \d+", "控え N"),
]


def steady(line):
    for pattern, word in CHANGING:
        line = re.sub(pattern, word, line)
    return line.rstrip()


def fits(told, printed):
    pieces = [piece.strip() for piece in told.split("…")]
    return re.fullmatch(".*".join(re.escape(piece) for piece in pieces), printed.strip(), re.DOTALL) is not None


def main():
    readme = open(sys.argv[1], encoding="utf-8").read()
    printed = [steady(line) for line in open(sys.argv[2], encoding="utf-8")]
    block = re.search(r"^```\n(\$ shodo report.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    if block is None:
        sys.exit(f"{sys.argv[1]}: no block begins with $ shodo report")
    told = [steady(line) for line in block[1].replace("\\\n", "").split("\n")]
    told = [re.sub(r" {2,}", " ", line) if line.startswith("$") else line for line in told]
    place = 0
    count = 0
    for line in told:
        if not line.strip() or line.strip() == "…":
            continue
        found = next((n for n in range(place, len(printed)) if fits(line, printed[n])), None)
        if found is None:
            sys.exit(f"{sys.argv[1]}: the demo does not print, from here on: {line}")
        place, count = found + 1, count + 1
    print(f"transcript: {count} lines of {sys.argv[1]} are as the demo prints them")


if __name__ == "__main__":
    main()
