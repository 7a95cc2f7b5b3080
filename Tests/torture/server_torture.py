#!/usr/bin/env python3
"""Kills the server under a load of reports and looks whether every receipt number that it gave is there.

    server_torture.py SHODO RULEBOOK [--rounds N] [--clients N] [--seed S] [--lose]

Each round starts `shodo serve`, lets clients send the form for reporting, kills the server (SIGKILL) at a random
instant after at least 50 receipts, verifies the record, starts the server again, and looks for each number. Exit 0
when nothing was lost, 1 when something was. With --lose the files of before the load are put back after the kill, and
it must be found out: exit 0 when it was. Standard library only.
"""
import argparse
import http.client
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "serving"))
import visitor  # noqa: E402


def load(port, clients, least, chance):
    """Sends reports until at least so many receipts came, then a little longer; gives what ends it, and the receipts."""
    receipts, faults, enough = [], [], threading.Event()

    def one():
        client = visitor.Visitor(port)
        try:
            client.open_form()
            while True:
                receipts.append(client.send(what=f"試験の通報{random.random()}"))
                if len(receipts) >= least:
                    enough.set()
        except (OSError, http.client.HTTPException):
            # The server is gone; what was not answered was not promised.
            enough.set()
        except RuntimeError as error:
            faults.append(str(error))
            enough.set()

    threads = [threading.Thread(target=one, daemon=True) for _ in range(clients)]
    for thread in threads:
        thread.start()
    if not enough.wait(120):
        raise SystemExit(f"only {len(receipts)} receipts in two minutes")
    time.sleep(chance.random() * 0.2)
    return threads, receipts, faults


def shodo(program, *arguments):
    return subprocess.run([program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def one_round(options, data, chance, known):
    if options.lose:
        # Before the server runs: files that somebody writes cannot be copied whole.
        shutil.copytree(f"{data}/orgs", f"{data}.before")
    server = visitor.Server(options.shodo, data, "--reports-per-ten-minutes", "1000000000")
    threads, receipts, faults = load(server.port, options.clients, 50 + chance.randrange(200), chance)
    server.kill()
    for thread in threads:
        thread.join(60)
    if faults:
        raise SystemExit(f"a report was not taken: {faults[0][:2000]}")
    known.update(visitor.number(receipt) for receipt in receipts)
    if options.lose:
        shutil.rmtree(f"{data}/orgs")
        shutil.move(f"{data}.before", f"{data}/orgs")

    verified = shodo(options.shodo, "verify", "--data", data)
    if verified.returncode != 0:
        return len(receipts), [f"verify: {verified.stdout.strip()}"]
    again = visitor.Server(options.shodo, data)
    listed = shodo(options.shodo, "matter", "list", "--data", data, "--format", "json")
    code = again.stop()
    if code != 0:
        return len(receipts), [f"the server that was started again ended with {code}"]
    present = {matter["id"] for matter in json.loads(listed.stdout)}
    return len(receipts), [f"{number} was acknowledged and is not there" for number in sorted(known - present)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shodo")
    parser.add_argument("rulebook")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--lose", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    top = tempfile.mkdtemp(prefix="shodo-torture-")
    data, known, total, losses, start = f"{top}/data", set(), 0, 0, time.monotonic()
    try:
        made = shodo(options.shodo, "init", "--data", data, "--rulebook", options.rulebook, "--organisation", "例示")
        if made.returncode != 0:
            raise SystemExit(f"init: {made.stdout}")
        for number in range(1, options.rounds + 1):
            count, lost = one_round(options, data, chance, known)
            total += count
            for line in lost[:5]:
                print(f"round {number}: {line}")
            if lost:
                losses += 1
                break
    finally:
        shutil.rmtree(top, ignore_errors=True)
    print(
        f"{number} rounds, {total} receipts, {losses} rounds with a loss, "
        f"{time.monotonic() - start:.1f} s, seed {options.seed}"
    )
    return (losses == 0) if options.lose else (losses > 0)


if __name__ == "__main__":
    sys.exit(main())
