"""A demo folder and the server that serves it, under a clock that the tests move."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(os.environ.get("SHODO_BIN", ROOT / ".build/release"))
SECOND, DAY = 1000, 86_400_000


def shodo(*arguments: str) -> str:
    """Runs the command line and returns what it printed."""
    done = subprocess.run([BIN / "shodo", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, f"shodo {arguments}: {done.stderr}"
    return done.stdout


def make_demo(rulebook: str, folder: Path) -> Path:
    """Makes a demo folder; the matters in it are played by the program."""
    shodo("demo", "--data", folder, "--rulebook", ROOT / "Rulebooks" / rulebook)
    return folder


def make_new(rulebook: str, folder: Path) -> str:
    """Makes a folder as an organisation does that begins; returns the path of the administrator's one-time link."""
    said = shodo(
        "init", "--data", folder, "--rulebook", ROOT / "Rulebooks" / rulebook, "--organisation", "例示高専", "--timezone",
        "Asia/Tokyo")
    return re.search(r"/link/[\w-]+", said)[0]


def closed_days() -> set[str]:
    """The days on which one of the invented organisations is closed: what is due and who is rung differs on them."""
    days: set[str] = set()
    for sheet in (ROOT / "Rulebooks").glob("*/demo/organisation.yaml"):
        days.update(*(re.findall(r"\d{4}-\d{2}-\d{2}", line) for line in re.findall(r"closed-days:.*", sheet.read_text())))
    return days


class House:
    """One server over a copy of a demo folder. `stop` ends it as an operator would, by SIGTERM."""

    def __init__(self, demo: Path, place: Path, *options: str, today: bool = False):
        """Serves a copy of a folder; `today` leaves the clock as it is, for what lasts only hours."""
        self.data = place / "data"
        shutil.copytree(demo, self.data, ignore=shutil.ignore_patterns("*.sock"))
        self.clock = place / "clock"
        # Every test begins at ten in the morning of a working day, whenever it runs.
        now, closed = datetime.now(ZoneInfo("Asia/Tokyo")), closed_days()
        ten = now.replace(hour=10, minute=0, second=0, microsecond=0)
        while ten < now or ten.weekday() >= 5 or str(ten.date()) in closed:
            ten += timedelta(days=1)
        self.ahead = 0 if today else int((ten - now).total_seconds() * SECOND)
        self.move()
        self.errors = open(place / "server.log", "w+")
        self.options = options
        self.start()

    def start(self):
        """Serves the folder, again after a stop; the address is another one then."""
        self.process = subprocess.Popen(
            [BIN / "shodo-test-server", self.clock, self.data, "--port", "0", "--log", "error",
             "--reports-per-ten-minutes", "1000", *self.options],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=self.errors, text=True)
        first = self.process.stdout.readline()
        found = re.search(r"http://\S+", first)
        if not found:
            self.errors.seek(0)
            self.stop()
            raise AssertionError(f"the server did not start: {first}{self.errors.read()}")
        self.address = found[0]

    def move(self, days: float = 0, hours: float = 0):
        """Moves the clock on; the next request happens then."""
        self.ahead += int(days * DAY + hours * DAY / 24)
        beside = self.clock.with_suffix(".new")
        beside.write_text(f"{self.ahead}\n")
        os.replace(beside, self.clock)

    @property
    def now(self) -> float:
        """The time of the house, in seconds since 1970."""
        return time.time() + self.ahead / 1000

    def drafts(self) -> int:
        """How many forms are kept for people who have not sent them."""
        file = next(self.data.glob("**/accounts.sqlite"))
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            return database.execute("SELECT count(*) FROM drafts").fetchone()[0]

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()
