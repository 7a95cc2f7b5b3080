#!/usr/bin/env python3
"""Fails when a rulebook leaves a clause out or does not show it.

    shodo rulebook coverage DIR --format json | check-coverage.py

Reads the report, prints its numbers in one line and each clause that is missing (nothing carries it), unshown (no
scenario fails without it) or identical to others (nobody could tell which of them a rule is for). Standard library only.
"""
import json
import sys


def main():
    report = json.load(sys.stdin)
    shown = sum(report[tier]["shown"] for tier in ("enforce", "guide", "state"))
    asked = ("missing", "unshown", "identical")
    numbers = ", ".join(f"{len(report[name])} {name}" for name in asked)
    print(f"{report['clauses']} clauses: {shown} shown, {numbers}")
    for name in asked:
        for clause in report[name]:
            words = " ".join(clause) if isinstance(clause, list) else clause
            lacking = report["by_clause"].get(words, {}).get("lacking", [])
            print(f"  {name} {words}" + (": lacks " + "; ".join(lacking) if lacking else ""))
    sys.exit(1 if any(report[name] for name in asked) else 0)


if __name__ == "__main__":
    main()
