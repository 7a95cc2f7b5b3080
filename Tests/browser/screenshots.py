"""Makes docs/pages anew: every page of the table of routes in each state, and a take-out; 360 and 1280 wide.

    screenshots.py FOLDER
"""

import io
import sys
import tempfile
from pathlib import Path

import visits  # noqa: F401  each visit enters itself in VISITS
from house import House, make_demo
from matter import Cast
from PIL import Image
from playwright.sync_api import sync_playwright
from test_take_out import BEFORE, apply
from tour import VISITS, Tour
from windows import DESK, TELEPHONE, launch

# Longer pages are cut: what matters is how they begin.
TALLEST = 2400


def name(path: str, state: str) -> str:
    words = path.strip("/").replace("*", "trouble").replace("{", "").replace("}", "").replace("/", "-") or "home"
    return words if state == "busy" else f"{words}-{state}"


class Camera:
    """Takes each page narrow and wide, and leaves it as it was."""

    def __init__(self, folder: Path):
        self.folder = folder

    def take(self, page, name: str):
        usual = page.viewport_size
        for viewport in (TELEPHONE, DESK):
            page.set_viewport_size(viewport)
            tall = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
            picture = page.screenshot(
                full_page=True, clip={"x": 0, "y": 0, "width": viewport["width"], "height": tall})
            # Sixteen colours are enough for letters and rules, and a tenth of the size.
            small = Image.open(io.BytesIO(picture)).convert("RGB").quantize(16, dither=Image.Dither.NONE)
            small.save(self.folder / f"{name}-{viewport['width']}.png", optimize=True)
        page.set_viewport_size(usual)


def college(camera: Camera, place: Path, window):
    """Every page of the table of routes, in each of its states."""
    tour = Tour(make_demo("kosen", place / "demo"), place, window)
    try:
        for path, state in sorted(VISITS):
            camera.take(tour.visit(path, state).page, name(path, state))
    finally:
        tour.stop()


# Forms of a take-out that no page of the college is like, by their headings.
FORMS = {
    "様式2に書く": "village-application", "決裁する：持ち出しの許可（様式2）": "village-permission",
    "全部あるか一点ずつ調べる": "village-return-check",
}


def village(camera: Camera, place: Path, window):
    """The ledger of a village, and a take-out from the application to the thing that is missing."""
    house = House(make_demo("village", place / "demo"), place)
    try:
        cast = Cast(house, window)
        desk = cast.desk("kensetsuyama")
        desk.menu("台帳")
        desk.go(desk.page.locator("main a[href='/registers/asset']").first)
        camera.take(desk.page, "village-ledger")
        desk.go(desk.page.locator("main a[href='/registers/asset/rows/hashi-zu']").first)
        camera.take(desk.page, "village-item")
        wanted = dict(FORMS)

        def arrived(desk):
            if desk.heading in wanted:
                camera.take(desk.page, wanted.pop(desk.heading))

        desk.arrived = cast.arrived = arrived
        apply(cast)
        cast.play(*BEFORE)
        camera.take(cast.matter("kensetsuyama").page, "village-take-out")
        assert not wanted, f"no page was called {list(wanted)}"
    finally:
        house.stop()


def main(folder: Path):
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = launch(playwright)

        def window(viewport=DESK):
            return browser.new_context(viewport=viewport, locale="ja-JP")

        for part in (college, village):
            own = Path(place) / part.__name__
            own.mkdir()
            part(Camera(folder), own, window)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
