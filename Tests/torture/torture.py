#!/usr/bin/env python3
"""Kills a writing process at random and looks whether everything that it acknowledged is there.

    torture.py HAMMER [--rounds N] [--seed S] [--ack-early] [--expect-loss]

Each round starts HAMMER (the program journal-hammer) with 64 writers on one folder, counts the acknowledgements that
come out of it, kills it (SIGKILL) at a random instant after at least 200, starts it again to verify, and compares
every acknowledged position and hash with the tables. Exit 0 when nothing was lost, 1 when something was. With
--expect-loss the other way round: to show that a store which acknowledges too early is found out.
Standard library only.
"""
import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time


def one_round(hammer, folder, chance, arguments, seen):
    command = [hammer, "run", folder, "--writers", "64"] + arguments
    process = subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0)
    least, acknowledged, pending = 200 + chance.randrange(400), [], b""
    until = time.monotonic() + 60
    while len(acknowledged) < least:
        chunk = os.read(process.stdout.fileno(), 65536)
        if not chunk or time.monotonic() > until:
            process.kill()
            raise SystemExit(f"the hammer ended by itself after {len(acknowledged)} acknowledgements")
        lines = (pending + chunk).split(b"\n")
        pending = lines.pop()
        acknowledged += lines
    time.sleep(chance.random() * 0.02)
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read()
    process.wait()
    # What stands in the pipe was written before the kill; a line without its end was not.
    acknowledged += (pending + rest).split(b"\n")[:-1]
    for line in acknowledged:
        position, digest = line.decode().split(":")
        seen[int(position)] = digest

    result = subprocess.run([hammer, "verify", folder], stdout=subprocess.PIPE, text=True)
    if result.returncode != 0:
        return len(acknowledged), [f"verify: {result.stdout.strip()}"]
    tables = sqlite3.connect(f"file:{folder}/orgs/org/journal.sqlite?mode=ro", uri=True)
    present = dict(tables.execute("SELECT position, lower(hex(hash)) FROM entries"))
    tables.close()
    lost = [
        f"{position}:{digest} was acknowledged and {'has another hash' if position in present else 'is not there'}"
        for position, digest in sorted(seen.items())
        if present.get(position) != digest
    ]
    return len(acknowledged), lost


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("hammer")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--ack-early", action="store_true")
    parser.add_argument("--expect-loss", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    arguments = ["--ack-early"] if options.ack_early else []
    top = tempfile.mkdtemp(prefix="shodo-torture-")
    folder, seen, total, losses, start = f"{top}/data", {}, 0, 0, time.monotonic()
    try:
        for number in range(1, options.rounds + 1):
            if number % 25 == 0:
                # A new folder now and then: first starts are killed too, and verifying stays short.
                shutil.rmtree(folder)
                seen = {}
            count, lost = one_round(options.hammer, folder, chance, arguments, seen)
            total += count
            for line in lost[:5]:
                print(f"round {number}: {line}")
            if lost:
                losses += 1
                shutil.rmtree(folder)
                seen = {}
                if options.expect_loss:
                    break
    finally:
        shutil.rmtree(top, ignore_errors=True)
    print(
        f"{number} rounds, {total} acknowledgements, {losses} rounds with a loss, "
        f"{time.monotonic() - start:.1f} s, seed {options.seed}"
    )
    return (losses == 0) if options.expect_loss else (losses > 0)


if __name__ == "__main__":
    sys.exit(main())
