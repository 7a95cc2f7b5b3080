"""The browser that the tests look through, and how wide its windows are."""

DESK = {"width": 1280, "height": 900}
TELEPHONE = {"width": 360, "height": 740}


def launch(playwright):
    """Debian's Chromium without its window: the engine is the same, and it needs half the time of the whole browser."""
    return playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"])
