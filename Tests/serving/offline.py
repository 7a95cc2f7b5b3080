#!/usr/bin/env python3
"""Uses an unpacked archive on a machine whose only network is loopback.

    offline.py FOLDER

Makes an organisation, serves it, reports an incident over HTTP, finds it with the command line through the running
server, stops it, and verifies the record. Standard library only.
"""
import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import visitor  # noqa: E402


def bring_loopback_up():
    """What `ip link set lo up` does."""
    SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        flags = struct.unpack("16sH14x", fcntl.ioctl(any_socket, SIOCGIFFLAGS, struct.pack("16sH14x", b"lo", 0)))[1]
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", flags | IFF_UP))


passed = 0


def need(what, holds):
    global passed
    print(("yes  " if holds else "NO   ") + what)
    if not holds:
        raise SystemExit(1)
    passed += 1


def main():
    root = sys.argv[1]
    shodo = f"{root}/bin/shodo"
    bring_loopback_up()
    need("there is no network but loopback", [name for _, name in socket.if_nameindex() if name != "lo"] == [])

    def run(*arguments):
        return subprocess.run([shodo, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    with tempfile.TemporaryDirectory() as top:
        data = f"{top}/data"
        made = run("init", "--rulebook", f"{root}/Rulebooks/kosen", "--organisation", "例示高専", "--data", data)
        need("an organisation is made", made.returncode == 0 and "/link/" in made.stdout)
        server = visitor.Server(shodo, data)
        client = visitor.Visitor(server.port)
        need("the server is well", client.ask("GET", "/healthz")[0] == 200)
        need("and ready", client.ask("GET", "/readyz")[0] == 200)
        need("the style sheet is in the program", client.ask("GET", "/assets/shodo.css")[0] == 200)
        client.open_form()
        receipt = client.send(what="𠮷野さんの端末に身代金を求める画面が出た")
        number = visitor.number(receipt)
        status, _, text = client.ask("GET", receipt)
        need(f"an incident is reported: {number}", status == 200 and number in text)
        assigned = run("post", "assign", "promotion-staff", "hanako", "--name", "例示 花子", "--data", data)
        need("a post is assigned while it runs", assigned.returncode == 0)
        shown = run("matter", "log", number, "--data", data, "--format", "json")
        need("the report is in the record", shown.returncode == 0 and "𠮷野" in shown.stdout and json.loads(shown.stdout))
        need("the server ends in order", server.stop() == 0)
        need("the record is whole", run("verify", "--deep", "--data", data).returncode == 0)
    print(f"{passed} passed, 0 failed")


if __name__ == "__main__":
    main()
