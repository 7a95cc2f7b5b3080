"""Every page in every state that the table of routes declares, by axe-core with all its rules, narrow and wide."""

import json

import pytest
import visits  # noqa: F401  each visit enters itself in VISITS
from house import shodo
from looks import look, unfold, violations
from tour import ANYWHERE, TROUBLES, VISITS, Tour
from windows import DESK, TELEPHONE


def declared() -> list[tuple[str, str]]:
    rows = json.loads(shodo("routes", "--format", "json"))
    return [(row["path"], state) for row in rows if row["method"] == "GET" and row["answer"] == "page"
            for state in row["states"]] + [(ANYWHERE, state) for state in TROUBLES]


@pytest.fixture(scope="module")
def tour(browser, demos, tmp_path_factory):
    """One tour over two houses: one with matters, and one that has just been made."""
    contexts = []

    def window(viewport=DESK):
        contexts.append(browser.new_context(viewport=viewport, locale="ja-JP"))
        return contexts[-1]

    tour = Tour(demos("kosen"), tmp_path_factory.mktemp("tour"), window)
    yield tour
    for context in contexts:
        context.close()
    tour.stop()


def test_every_declared_page_has_a_visit():
    pairs = declared()
    assert len(pairs) > 50
    assert [pair for pair in pairs if pair not in VISITS] == [], "declared, and not visited"
    assert [pair for pair in VISITS if pair not in pairs] == [], "visited, and not declared"


def test_a_violation_is_seen(tour):
    """The check itself: a picture without words, a box without a label and pale letters are found."""
    desk = tour.go("/report", None)
    desk.page.evaluate("""() => {
        const bad = document.createElement("div");
        bad.append(document.createElement("input"), document.createElement("img"));
        bad.append(Object.assign(document.createElement("p"), {textContent: "pale", style: "color: #ccc; background: #fff"}));
        document.querySelector("main").append(bad);
    }""")
    assert {"label", "image-alt", "color-contrast"} <= {found["id"] for found in violations(desk.page)}


def test_a_visit_that_shows_another_state_is_seen(tour):
    """The proof itself: an empty list is not taken for a full one, nor a form for its errors."""
    desk = tour.go("/matters", tour.newcomer)
    for state in ("busy", "error", "refused"):
        with pytest.raises(AssertionError):
            tour.prove(("/matters", state), VISITS["/matters", "busy"], desk)


@pytest.mark.parametrize("path,state", sorted(VISITS), ids=lambda value: value)
def test_no_violation(tour, path, state):
    page = tour.visit(path, state).page
    unfold(page)
    problems = []
    for viewport in (TELEPHONE, DESK):
        page.set_viewport_size(viewport)
        problems += look(page)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("path,state", [
    ("/", "busy"), ("/report", "error"), ("/duties", "busy"), ("/matters", "busy"), ("/matters/{matter}", "busy"),
    ("/matters/{matter}/acts/{key}", "refused"), ("/sheets/contacts", "busy"),
])
def test_no_violation_in_the_dark(tour, path, state):
    page = tour.visit(path, state).page
    unfold(page)
    page.emulate_media(color_scheme="dark")
    found = [(violation["id"], violation["nodes"][0]["html"][:160]) for violation in violations(page)]
    page.emulate_media(color_scheme="light")
    assert not found
