"""Reporting and deciding with the keyboard alone: Tab, arrows, space and Enter."""

from desk import CHECK, DO, Desk
from matter import Cast
from report import report


class Keys:
    """A keyboard, and what has the focus."""

    def __init__(self, desk: Desk):
        self.page = desk.page
        self.desk = desk

    def focused(self) -> dict:
        return self.page.evaluate(
            """() => {
                const it = document.activeElement;
                const label = it.labels && it.labels.length ? it.labels[0].textContent : it.textContent;
                const field = it.closest(".field");
                const style = getComputedStyle(it);
                return {tag: it.tagName, type: it.type || "", name: it.name || "", id: it.id,
                    text: (label || "").trim(), field: field ? field.textContent : "",
                    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none"};
            }""")

    def to(self, text: str, most: int = 150) -> dict:
        """Tabs until something with these words has the focus; the focus can be seen wherever it is."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            now = self.focused()
            if now["tag"] not in ("BODY", "HTML"):
                assert now["seen"], f"the focus on {now} cannot be seen"
            if text in now["text"]:
                return now
        raise AssertionError(self.desk.tell(f"Tab does not reach {text}; the last was {self.focused()}"))

    def press(self, key: str = "Enter"):
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def choose(self, first: str, wanted: str):
        """Goes to a group of radio buttons by Tab, and to one of them by the arrows."""
        self.to(first)
        self.page.keyboard.press("Space")
        for _ in range(12):
            if wanted in self.focused()["text"]:
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(self.desk.tell(f"the arrows do not reach {wanted}"))

    def type(self, label: str, text: str):
        self.to(label)
        self.page.keyboard.type(text)


def test_a_report_needs_no_mouse(house, context):
    desk = Desk(context(), house.address)
    keys = Keys(desk)
    keys.to("通報する")
    keys.press()
    keys.choose("危険がある", "危険はない")
    keys.type("何が起きましたか", "知らない画面が出て動かない")
    keys.type("どこですか", "図書館の端末")
    keys.type("いつ気付きましたか", "分からない")
    keys.type("あなたはどなた", "例示 花子")
    keys.to("通報する")
    keys.press()
    assert "受け付けました" in desk.heading, desk.tell("not received")


def test_a_decision_needs_no_mouse(house, context):
    number, _ = report(house, context, danger="^危険はない", what="研究棟の端末に身代金を求める画面が出た", where="研究棟",
                       more={"近いものはどれですか": "様子がおかしい"})
    cast = Cast(house, context, number)
    desk = cast.matter("shiro")
    keys = Keys(desk)
    keys.to("これを行う")
    keys.press()
    assert desk.heading == "一次の切り分けを行う"
    # Every group is answered as it comes; the last button checks, and the next page does it.
    answered = set()
    for _ in range(120):
        keys.page.keyboard.press("Tab")
        now = keys.focused()
        if CHECK in now["text"]:
            break
        if now["name"].startswith("fact.") and now["name"] not in answered and now["type"] in ("radio", "checkbox"):
            answered.add(now["name"])
            if now["type"] == "checkbox":
                while "どれでもない" not in keys.focused()["text"]:
                    keys.page.keyboard.press("Tab")
            keys.page.keyboard.press("Space")
    keys.press()
    assert desk.can_press(DO), desk.tell(f"not taken, after {sorted(answered)}: {desk.errors()}")
    keys.to(DO)
    keys.press()
    assert desk.page.locator("main .notice.good").count(), desk.tell("the decision was not recorded")
