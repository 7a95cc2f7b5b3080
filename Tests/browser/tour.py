"""A visit to every page that the table of routes declares, in each of its states, and a proof that it shows that state.

The table comes from the program itself (`shodo routes`): a pair that has no visit here fails the test. The visits by
themselves are in `visits.py`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from desk import Desk
from house import House, make_new

# What shows a state whatever the page: an error is said at the top; a refusal has its clause.
SHOWS = {
    "error": "main section.errors[role=alert] li",
    "refused": "main section.refused[role=alert] a.clause",
}
# What answers wherever something is wrong with a request, by the status of the answer: no row of the table is theirs.
ANYWHERE = "*"
TROUBLES = {"forbidden": 403, "not-found": 404, "method": 405}
# A password for whoever has none yet.
PASSWORD = "とても長い合い言葉を決めました"


@dataclass(frozen=True)
class Visit:
    """How a page is reached in one of its states, and what is seen there and nowhere else."""

    go: Callable[["Tour"], Desk]
    # Selectors: one that is visible, and one that is not there; the address, where an error has another one.
    shows: str
    lacks: str
    at: str


VISITS: dict[tuple[str, str], Visit] = {}


def visit(path: str, state: str, shows: str = "", lacks: str = "", at: str = ""):
    """Says how a page is reached in one of its states, and what proves it."""
    assert shows or state in SHOWS, f"{path} {state}: nothing proves it"

    def keep(function):
        VISITS[path, state] = Visit(function, shows or SHOWS[state], lacks, at or path)
        return function
    return keep


class Tour:
    """The browsers of a tour: one for each person, over a house with matters, and over one that has just been made."""

    # Whoever begins: the administrator of the house that has just been made.
    newcomer = "newcomer"

    def __init__(self, demo: Path, place: Path, window):
        (place / "busy").mkdir()
        (place / "new").mkdir()
        self.link_of_newcomer = make_new("kosen", place / "made")
        self.house = House(demo, place / "busy")
        self.bare = House(place / "made", place / "new", today=True)
        self.window = window
        self.desks: dict = {}
        self.found: dict = {}

    def stop(self):
        self.house.stop()
        self.bare.stop()

    # Proofs.

    def visit(self, path: str, state: str) -> Desk:
        """Goes to a page in one of its states, and proves that it is there."""
        visit = VISITS[path, state]
        desk = visit.go(self)
        self.prove((path, state), visit, desk)
        return desk

    def prove(self, pair: tuple[str, str], visit: Visit, desk: Desk):
        _, state = pair
        here = urlsplit(desk.page.url).path
        pattern = ".*" if visit.at == ANYWHERE else re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(visit.at))
        assert re.fullmatch(pattern, here), desk.tell(f"{pair}: this is {here}")
        shows = SHOWS.get(state, visit.shows)
        assert desk.page.locator(shows).first.is_visible(), desk.tell(f"{pair}: there is no {shows}")
        wrong = [other for other in SHOWS if other != state and desk.page.locator(SHOWS[other]).count()]
        assert not wrong, desk.tell(f"{pair}: it shows {wrong}")
        if visit.lacks:
            assert not desk.page.locator(visit.lacks).count(), desk.tell(f"{pair}: there is {visit.lacks}")
        # What is wrong with a field leads there.
        for link in desk.page.locator("main section.errors a[href^='#']").all():
            anchor = link.get_attribute("href")
            assert desk.page.locator(f"[id='{anchor[1:]}']").is_visible(), desk.tell(f"{pair}: {anchor} leads nowhere")

    # Going about.

    def desk(self, name: str | None = None) -> Desk:
        """Somebody's desk; without a name, that of nobody."""
        if name not in self.desks:
            if name == self.newcomer:
                self.desks[name] = self.first_desk()
            else:
                self.desks[name] = Desk(self.window(), self.house.address, name)
        return self.desks[name]

    def first_desk(self) -> Desk:
        """Of the house that has just been made: the first administrator chooses a password and is signed in."""
        desk = Desk(self.window(), self.bare.address + self.link_of_newcomer)
        desk.fill("^新しいパスワード$", PASSWORD)
        desk.fill("もう一度", PASSWORD)
        desk.press("このパスワードにする")
        desk.name = self.newcomer
        return desk

    def outside(self) -> Desk:
        """Somebody without an account, at the house that has just been made."""
        if "outside" not in self.desks:
            self.desks["outside"] = Desk(self.window(), self.bare.address)
        return self.desks["outside"]

    def go(self, path: str, name: str | None = "jiro", status: int = 200) -> Desk:
        desk = self.desk(name)
        answer = desk.page.goto((self.bare if name == self.newcomer else self.house).address + path)
        assert answer.status == status, desk.tell(f"{path}: {answer.status}")
        return desk

    def links(self, desk: Desk) -> list[str]:
        return desk.page.locator("main a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")

    def link(self, path: str, pattern: str, name: str = "jiro") -> str:
        """The first address of a shape that is linked on a page."""
        key = (path, pattern, name)
        if key not in self.found:
            desk = self.go(path, name)
            fits = [href for href in self.links(desk) if re.fullmatch(pattern, href)]
            assert fits, desk.tell(f"no link like {pattern} at {path}")
            self.found[key] = fits[0]
        return self.found[key]

    def in_matters(self, pattern: str, name: str = "jiro") -> str:
        """The first address of a shape that is linked on the page of some matter."""
        key = (pattern, name)
        if key not in self.found:
            matters = [href for href in self.links(self.go("/matters", name)) if re.fullmatch(r"/matters/\d{4}-\d+", href)]
            found = (href for matter in dict.fromkeys(matters) for href in self.links(self.go(matter, name))
                     if re.fullmatch(matter + pattern, href))
            self.found[key] = next(found, None)
            assert self.found[key], f"no matter has a link like {pattern}"
        return self.found[key]

    def wrong(self, desk: Desk) -> Desk:
        """Sends the form as it is, with what must be filled in left empty."""
        for field in desk.fields():
            if field.required and field.kind not in ("choice", "select") and field.box.is_visible():
                field.fill("")
        desk.go(desk.page.locator("main form button.main").last)
        return desk
