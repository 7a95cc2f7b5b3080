"""Makes docs/pages anew: every page of the table of routes, in each state, 360 and 1280 wide.

    screenshots.py FOLDER
"""

import io
import sys
import tempfile
from pathlib import Path

import visits  # noqa: F401  each visit enters itself in VISITS
from house import make_demo
from PIL import Image
from playwright.sync_api import sync_playwright
from tour import VISITS, Tour
from windows import DESK, TELEPHONE, launch

# Longer pages are cut: what matters is how they begin.
TALLEST = 2400


def name(path: str, state: str) -> str:
    words = path.strip("/").replace("*", "trouble").replace("{", "").replace("}", "").replace("/", "-") or "home"
    return words if state == "busy" else f"{words}-{state}"


def main(folder: Path):
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = launch(playwright)
        tour = None
        try:
            demo = make_demo("kosen", Path(place) / "demo")
            tour = Tour(demo, Path(place), lambda viewport=DESK: browser.new_context(viewport=viewport, locale="ja-JP"))
            for path, state in sorted(VISITS):
                page = tour.visit(path, state).page
                for viewport in (TELEPHONE, DESK):
                    page.set_viewport_size(viewport)
                    tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
                    picture = page.screenshot(
                        full_page=True, clip={"x": 0, "y": 0, "width": viewport["width"], "height": tall})
                    # Sixteen colours are enough for letters and rules, and a tenth of the size.
                    small = Image.open(io.BytesIO(picture)).convert("RGB").quantize(16, dither=Image.Dither.NONE)
                    small.save(folder / f"{name(path, state)}-{viewport['width']}.png", optimize=True)
        finally:
            if tour:
                tour.stop()
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
