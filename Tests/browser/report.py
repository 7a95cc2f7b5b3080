"""Reporting through the page, without an account."""

from desk import Desk


def report(house, context, *, danger: str, what: str, where: str, more: dict | None = None) -> tuple[str, Desk]:
    """Reports, and returns the receipt number and the desk that shows the receipt."""
    desk = Desk(context(), house.address)
    desk.menu("通報する")
    answers = {
        "人の命や体に危険": danger, "何が起きましたか": what, "どこですか": where, "いつ気付き": "分からない",
        "あなたはどなた": "例示 花子", **(more or {})}
    for label, value in answers.items():
        desk.fill(label, value)
    desk.press("通報する")
    assert "受け付けました" in desk.heading, desk.tell("not received")
    return desk.page.locator(".receipt dd").first.inner_text().strip(), desk
