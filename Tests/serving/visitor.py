"""Somebody with a browser, as far as reporting goes. Standard library only."""
import http.client
import re
import subprocess
import urllib.parse


class Server:
    """`shodo serve` on a port that the system chooses."""

    def __init__(self, shodo, data, *options):
        # Errors only: a pipe that nobody reads would stop it.
        self.process = subprocess.Popen(
            [shodo, "serve", "--data", data, "--port", "0", "--log", "error", *options], stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            _, errors = self.process.communicate()
            raise SystemExit(f"the server did not start: {errors}")
        self.port = int(line.rsplit(":", 1)[1])

    def stop(self):
        """Asks it to end; its exit code."""
        self.process.terminate()
        return self.process.wait(60)

    def kill(self):
        self.process.kill()
        self.process.wait()


class Visitor:
    """One browser with its cookies and one connection."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {}
        self.inputs = {}

    def ask(self, method, path, fields=None):
        """Status, headers and text of an answer."""
        headers, body = {}, None
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers, text

    def open_form(self):
        """Opens the page for reporting and keeps the marks of its form."""
        status, _, text = self.ask("GET", "/report")
        if status != 200:
            raise RuntimeError(f"GET /report: {status}")
        self.inputs = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
        if "token" not in self.inputs:
            raise RuntimeError("the form for reporting carries no mark")

    def send(self, **fields):
        """Sends a report; where its receipt is. The answer comes after the report is entered."""
        said = {
            "danger": "no", "what": "端末に見慣れない画面が出た", "where": "研究棟", "when": "今", "who": "例示 花子",
            **fields}
        status, headers, text = self.ask("POST", "/report", {"token": self.inputs["token"], **said})
        if status != 303:
            raise RuntimeError(f"POST /report: {status}\n{text}")
        return headers["Location"]


def number(receipt):
    """The receipt number in the address of a receipt."""
    return urllib.parse.parse_qs(urllib.parse.urlsplit(receipt).query)["number"][0]
