"""Reporting through the page, without an account."""

from desk import Desk


def report(house, context, *, danger: str, what: str, where: str, more: dict | None = None) -> tuple[str, Desk]:
    """Reports, and returns the receipt number and the desk that shows the receipt."""
    desk = Desk(context(), house.address)
    desk.menu("通報する")
    desk.fill("人の命や体に危険", danger)
    desk.fill("何が起きましたか", what)
    desk.fill("どこですか", where)
    desk.fill("いつ気付き", "わからない")
    desk.fill("あなたはどなた", "例示 花子")
    for label, value in (more or {}).items():
        desk.fill(label, value)
    desk.press("通報する")
    assert "受け付けました" in desk.page.locator("h1").inner_text(), desk.tell("not received")
    return desk.page.locator(".receipt dd").first.inner_text().strip(), desk
