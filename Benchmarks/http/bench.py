#!/usr/bin/env python3
"""Measures the web application on loopback with wrk, and adds its figures to the JSON of the other benchmarks.

    bench.py SHODO RULEBOOK OUTPUT [--seconds N] [--matters N…] [--entries N]

Ratios are taken in one run. Exit 1 when a target is missed or an answer was not the one that was asked for. Standard
library and wrk only.
"""
import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "Tests", "serving"))
import visitor  # noqa: E402

figures = []


def add(name, value, unit, at_least=None, at_most=None):
    target = f"≥ {at_least:g}" if at_least is not None else f"≤ {at_most:g}" if at_most is not None else None
    kept = (at_least is None or value >= at_least) and (at_most is None or value <= at_most)
    figures.append({"name": name, "value": value, "unit": unit, "target": target, "ok": kept})
    verdict = "" if target is None else "ok" if kept else "MISSED"
    print(f"{name:<52} {f'{value:.4g} {unit}':<22} {target or '':<10} {verdict}", flush=True)


def wrk(script, url, seconds, *arguments, connections=1, threads=1):
    """Requests, seconds, p50 and p99 in milliseconds, bytes, and what the script counts beside."""
    run = subprocess.run(
        ["wrk", "-t", str(threads), "-c", str(connections), "-d", f"{seconds}s", "--timeout", "30s", "-s",
         f"{HERE}/{script}", url, "--", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    found = re.search(r"^RESULT (.*)$", run.stdout, re.MULTILINE)
    if not found:
        raise SystemExit(f"wrk: {run.stdout}")
    requests, wrong, duration, p50, p99, size, *more = map(float, found[1].split())
    if wrong or requests == 0:
        raise SystemExit(f"{url}: {wrong:.0f} of {requests:.0f} answers were not the expected ones\n{run.stdout}")
    return {"n": requests, "rate": requests / duration, "p50": p50, "p99": p99, "bytes": size / requests, "more": more}


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command[:3])}: {done.stderr}{done.stdout}")
    return done.stdout


def memory(server):
    """Resident, in MB."""
    status = open(f"/proc/{server.process.pid}/status").read()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def cookies(client):
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


def signed_in(server, name="shiro", password="reiji-no-demo-desu"):
    client = visitor.Visitor(server.port)
    _, _, page = client.ask("GET", "/sign-in")
    token = re.search(r'name="token" value="([^"]*)"', page)[1]
    status, _, text = client.ask("POST", "/sign-in", {"token": token, "name": name, "password": password})
    if status != 303:
        raise SystemExit(f"sign-in: {status}\n{text}")
    return client


def reports(options, top):
    data = f"{top}/reports"
    run(options.shodo, "init", "--data", data, "--rulebook", options.rulebook, "--organisation", "例示")
    server = visitor.Server(options.shodo, data, "--reports-per-ten-minutes", "1000000000")
    add("memory, idle", memory(server), "MB", at_most=60)
    client = visitor.Visitor(server.port)
    client.open_form()
    url = f"http://127.0.0.1:{server.port}/report"
    one = wrk("report.lua", url, options.seconds, cookies(client), client.inputs["token"])
    add("a report over HTTP, p50", one["p50"], "ms", at_most=3)
    add("a report over HTTP, p99", one["p99"], "ms")
    many = wrk(
        "report.lua", url, options.seconds, cookies(client), client.inputs["token"], connections=64, threads=2)
    add("reports over HTTP, 64 clients", many["rate"], "/s", at_least=1000)
    server.stop()
    listed = json.loads(run(options.shodo, "matter", "list", "--data", data, "--format", "json"))
    # Requests still under way when wrk ends are entered and not counted.
    if not one["n"] + many["n"] <= len(listed) <= one["n"] + many["n"] + 65:
        raise SystemExit(f"{one['n'] + many['n']:.0f} reports were acknowledged, {len(listed)} are there")


def notes(options, data, matter, count):
    """Enters so many notes as if from a paper log."""
    log = f"{data}.log.yaml"
    for start in range(0, count, 500):
        with open(log, "w", encoding="utf-8") as file:
            for number in range(start, min(start + 500, count)):
                file.write(f"- {{by: shiro, act: note, text: 状況の覚え{number}。変わりはない。}}\n")
        run(options.shodo, "matter", "act", matter, "--data", data, "--log", log)


def worked_on(options, client, base, matter, connections):
    """The page of a matter while at every hundredth request somebody enters a note on it."""
    address = f"/matters/{matter}/acts/verb.note"
    _, _, form = client.ask("GET", address)
    inputs = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    area = re.search(r'<textarea[^>]* name="([^"]+)"', form)
    if area is None:
        raise SystemExit("the form of a note is not as expected")
    body = urllib.parse.urlencode({"token": inputs["token"], "step": "do"}) + f"&{urllib.parse.quote(area[1])}=note"
    return wrk(
        "matter.lua", f"{base}/matters/{matter}", options.seconds, cookies(client), address, body,
        connections=connections, threads=1)


def matter_page(options, top):
    data = f"{top}/matter"
    run(options.shodo, "demo", "--data", data, "--rulebook", options.rulebook)
    listed = json.loads(run(options.shodo, "matter", "list", "--open", "--data", data, "--format", "json"))
    small = max(listed, key=lambda matter: matter["entries"])
    large = min(listed, key=lambda matter: matter["entries"])
    notes(options, data, small["id"], 200 - small["entries"])
    notes(options, data, large["id"], 5000 - large["entries"])
    server = visitor.Server(options.shodo, data)
    client = signed_in(server)
    base = f"http://127.0.0.1:{server.port}"
    bare = wrk("pages.lua", f"{base}/healthz", options.seconds, cookies(client), connections=32, threads=1)
    add("a bare answer, 32 clients", bare["rate"], "/s")
    status, _, page = client.ask("GET", f"/matters/{small['id']}")
    if status != 200:
        raise SystemExit("the matter's page is not as expected")
    mixed = worked_on(options, client, base, small["id"], connections=32)
    add("the page of 200 entries, 32 clients", mixed["rate"], "/s")
    add("notes entered on it meanwhile", mixed["more"][0], "")
    add("bytes of the page of 200 entries", len(page.encode()), "bytes")
    add("the page of 200 entries over the bare answer", mixed["rate"] / bare["rate"], "", at_least=0.02)
    add("memory, 32 clients", memory(server), "MB", at_most=150)
    _, _, page = client.ask("GET", f"/matters/{large['id']}")
    long = worked_on(options, client, base, large["id"], connections=4)
    add("the page of 5,000 entries, p99", long["p99"], "ms", at_most=150)
    add("notes entered on the 5,000 meanwhile", long["more"][0], "")
    add("bytes of the page of 5,000 entries", len(page.encode()), "bytes")
    server.stop()


def ready(client):
    return json.loads(client.ask("GET", "/readyz")[2])


def whole(client):
    """Waits until the lists are."""
    while not ready(client)["lists"]:
        time.sleep(0.1)


def lists(options, top, count, limit):
    data = f"{top}/list-{count}"
    start = time.monotonic()
    run(options.shodo, "demo", "--data", data, "--rulebook", options.rulebook, "--matters", str(count), "--entries", "3")
    add(f"{count} matters played", count / (time.monotonic() - start), "/s")
    server = visitor.Server(options.shodo, data)
    client = signed_in(server)
    # The lists are made beside the requests at the first start; a search before that finds nothing, and soon.
    whole(client)
    query = urllib.parse.urlencode([("q", "報告"), ("state", "open"), ("kind", "incident")])
    _, _, first = client.ask("GET", f"/matters?{query}")
    rows = len(set(re.findall(r'href="/matters/(\d{4}-\d+)"', first)))
    if rows == 0:
        raise SystemExit("the search finds nothing")
    page = wrk("pages.lua", f"http://127.0.0.1:{server.port}/matters?{query}", options.seconds, cookies(client))
    add(f"rows of {count} on the page", rows, "")
    add(f"two filters and a search over {count}, p99", page["p99"], "ms", at_most=limit)
    server.stop()


def start(options, top):
    data = f"{top}/start"
    matters = max(1, min(options.entries // 50, 100))
    run(options.shodo, "demo", "--data", data, "--rulebook", options.rulebook, "--matters", str(matters), "--entries", "50")
    bench = os.path.join(os.path.dirname(os.path.abspath(options.shodo)), "shodo-bench")
    run(bench, "--multiply", data, str(options.entries))
    # The very first start, which has no lists yet and makes them beside the requests, and the next one.
    for name in ("first start", "start"):
        began = time.monotonic()
        server = visitor.Server(options.shodo, data)
        client = visitor.Visitor(server.port)
        client.ask("GET", "/")
        took = time.monotonic() - began
        add(f"{name} to the first page, {ready(client)['position']} entries", took, "s", at_most=1)
        whole(client)
        add(f"{name} to whole lists", time.monotonic() - began, "s")
        server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shodo")
    parser.add_argument("rulebook")
    parser.add_argument("output")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--matters", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="*", default=["reports", "matter", "lists", "start"])
    options = parser.parse_args()
    print("— http")
    top = tempfile.mkdtemp(prefix="bench-http-", dir=os.path.dirname(os.path.abspath(options.output)))
    try:
        if "reports" in options.only:
            reports(options, top)
        if "matter" in options.only:
            matter_page(options, top)
        if "lists" in options.only:
            for count in options.matters:
                lists(options, top, count, 30 if count <= 10_000 else 60)
        if "start" in options.only:
            start(options, top)
    finally:
        shutil.rmtree(top, ignore_errors=True)
        known = json.load(open(options.output)) if os.path.exists(options.output) else []
        names = {figure["name"] for figure in figures}
        with open(options.output, "w", encoding="utf-8") as file:
            json.dump([it for it in known if it["name"] not in names] + figures, file, ensure_ascii=False, indent=2)
            file.write("\n")
    return any(not figure["ok"] for figure in figures)


if __name__ == "__main__":
    sys.exit(main())
