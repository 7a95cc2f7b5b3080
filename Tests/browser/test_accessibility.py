"""Every page in every state that the table of routes declares, by axe-core with all its rules, narrow and wide."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import DESK, TELEPHONE
from house import House, shodo
from tour import VISITS, Tour


def declared() -> list[tuple[str, str]]:
    rows = json.loads(shodo("routes", "--format", "json"))
    return [(row["path"], state) for row in rows if row["method"] == "GET" and row["answer"] == "page"
            for state in row["states"]]


@pytest.fixture(scope="module")
def tour(browser, demos, tmp_path_factory):
    """One tour over two houses: one with matters, one that has just been made."""
    place = tmp_path_factory.mktemp("tour")
    contexts, houses = [], []

    def window(viewport=DESK):
        contexts.append(browser.new_context(viewport=viewport, locale="ja-JP"))
        return contexts[-1]

    for name in ("busy", "empty"):
        (place / name).mkdir()
        houses.append(House(demos("kosen", 3 if name == "busy" else 0), place / name))
    yield Tour(*houses, window)
    for context in contexts:
        context.close()
    for house in houses:
        house.stop()


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
    found = {violation["id"] for violation in Axe().run(desk.page).response["violations"]}
    assert {"label", "image-alt", "color-contrast"} <= found


@pytest.mark.parametrize("path,state", sorted(VISITS), ids=lambda value: value)
def test_no_violation(tour, path, state):
    desk = VISITS[path, state](tour)
    for details in desk.page.locator("details:not([open]) > summary").all():
        if details.is_visible():
            details.click()
    problems = []
    for viewport in (TELEPHONE, DESK):
        desk.page.set_viewport_size(viewport)
        found = Axe().run(desk.page)
        for violation in found.response["violations"]:
            nodes = "; ".join(f"{node['html'][:160]} ({node['failureSummary'][:200]})" for node in violation["nodes"][:3])
            problems.append(f"{viewport['width']}: {violation['id']} {violation['help']}: {nodes}")
        wide = desk.page.evaluate("document.documentElement.scrollWidth")
        if wide > viewport["width"]:
            problems.append(f"{viewport['width']}: the page is {wide} wide")
    assert not problems, "\n".join(problems)
