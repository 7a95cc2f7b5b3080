"""What is wrong with how a page looks: by axe-core with all its rules, and by the widths of what stands on it."""

from importlib.resources import files

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()


def violations(page) -> list[dict]:
    """What axe-core finds, all its rules in force; of what passes it tells only that it does."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    return page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")


# What is wider than the box it stands in, where nothing scrolls; what is hidden from the eye is none of it.
STANDING_OUT = """() => [...document.querySelectorAll("main *")].filter(it => {
    const style = getComputedStyle(it);
    // A wide space at the end of a line hangs over the edge, and nobody sees it.
    const space = parseFloat(style.fontSize) + 1;
    for (let around = it; around; around = around.parentElement) {
        if (getComputedStyle(around).clipPath !== "none") return false;
    }
    return it.clientWidth > 1 && it.scrollWidth > it.clientWidth + space && style.overflowX === "visible"
        && style.display !== "inline" && it.tagName !== "SELECT";
}).map(it => it.outerHTML.slice(0, 160))"""


def unfold(page):
    """Opens what is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(folded => { folded.open = true; })")


def look(page) -> list[str]:
    """What is wrong with a page as it stands, in words: violations, and what is too wide."""
    width = page.viewport_size["width"]
    problems = []
    for violation in violations(page):
        nodes = "; ".join(f"{node['html'][:160]} ({node['failureSummary'][:200]})" for node in violation["nodes"][:3])
        problems.append(f"{width}: {violation['id']} {violation['help']}: {nodes}")
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        problems.append(f"{width}: the page is {wide} wide")
    return problems + [f"{width}: stands out of its box: {it}" for it in page.evaluate(STANDING_OUT)[:3]]
