"""Every page in every state that the table of routes declares, by axe-core with all its rules, narrow and wide."""

import json
from importlib.resources import files

import pytest
import visits  # noqa: F401  each visit enters itself in VISITS
from windows import DESK, TELEPHONE
from house import shodo
from tour import ANYWHERE, TROUBLES, VISITS, Tour

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()


def declared() -> list[tuple[str, str]]:
    rows = json.loads(shodo("routes", "--format", "json"))
    return [(row["path"], state) for row in rows if row["method"] == "GET" and row["answer"] == "page"
            for state in row["states"]] + [(ANYWHERE, state) for state in TROUBLES]


def violations(page) -> list[dict]:
    """What axe-core finds, all its rules in force; of what passes it tells only that it does."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    return page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")


# What is wider than the box it stands in, where nothing scrolls; what is hidden from the eye is none of it.
STANDING_OUT = """() => [...document.querySelectorAll("main *")].filter(it => {
    const style = getComputedStyle(it);
    for (let around = it; around; around = around.parentElement) {
        if (getComputedStyle(around).clipPath !== "none") return false;
    }
    return it.clientWidth > 1 && it.scrollWidth > it.clientWidth + 1 && style.overflowX === "visible"
        && style.display !== "inline" && it.tagName !== "SELECT";
}).map(it => it.outerHTML.slice(0, 160))"""


def unfold(page):
    page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true; })")


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
        for violation in violations(page):
            nodes = "; ".join(f"{node['html'][:160]} ({node['failureSummary'][:200]})" for node in violation["nodes"][:3])
            problems.append(f"{viewport['width']}: {violation['id']} {violation['help']}: {nodes}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > viewport["width"]:
            problems.append(f"{viewport['width']}: the page is {wide} wide")
        problems += [f"{viewport['width']}: stands out of its box: {it}" for it in page.evaluate(STANDING_OUT)[:3]]
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
