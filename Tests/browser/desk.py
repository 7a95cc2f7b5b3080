"""What a person does at a desk: sign in, open a matter, fill in forms. Only typing and clicking what can be seen.

After the first address nothing is typed into the address line; every page is reached by a link or a button.
"""

import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Locator, Page

# Buttons by their words, as the pages have them.
SIGN_IN, CHECK, DO = "サインイン", "内容を確かめる", "このとおり行う"
OPEN_DUTY = ("これを行う", "内容を見て決める", "目を通す", "答える")


def words(locator: Locator) -> str:
    """The text of an element on one line."""
    return re.sub(r"\s+", " ", locator.inner_text()).strip()


def label_of(box: Locator) -> str:
    """The label of a field without its mark (必須, 任意)."""
    return box.evaluate(
        """box => {
            const label = box.querySelector("legend, label").cloneNode(true);
            label.querySelectorAll(".mark").forEach(mark => mark.remove());
            return label.textContent.trim();
        }""")


@dataclass
class Answers:
    """What somebody answers, by the label of the input; a pattern that is found in the label, the first that fits."""

    given: dict[str, str | list[str]] = field(default_factory=dict)

    def of(self, label: str):
        for pattern, value in self.given.items():
            if re.search(pattern, label):
                return value
        return None

    def with_(self, more: dict) -> "Answers":
        return Answers({**more, **self.given})


class Desk:
    """One person's browser. Without `name`, somebody who has not signed in."""

    def __init__(self, context: BrowserContext, address: str, name: str | None = None):
        self.context = context
        self.name = name
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.goto(address)
        if name:
            self.sign_in(name)

    # Signing in with what the page itself says.

    def sign_in(self, name: str):
        page = self.page
        self.menu(SIGN_IN)
        row = page.locator("tr", has=page.locator("code", has_text=re.compile(f"^{name}$")))
        password = row.locator("code").nth(1).inner_text()
        self.fill("利用者名", name)
        self.fill("パスワード", password)
        self.press(SIGN_IN)
        assert page.locator("nav >> text=私の対応").count(), self.tell("signing in failed")

    # Going about.

    def menu(self, text: str):
        """Follows an entry of the menu; on a telephone it is opened first."""
        link = self.page.locator("header nav a").filter(has_text=re.compile(f"^{text}(（\\d+）)?$"))
        assert link.count(), self.tell(f"the menu has no {text}")
        if not link.first.is_visible():
            self.page.locator("header nav button.menu-button").first.click()
        link.first.click()
        self.loaded()

    def follow(self, text: str, exact: bool = True):
        self.page.locator("main").get_by_role("link", name=text, exact=exact).first.click()
        self.loaded()

    def press(self, text: str):
        self.page.locator("main").get_by_role("button", name=text, exact=True).first.click()
        self.loaded()

    def loaded(self):
        self.page.wait_for_load_state("load")

    def tell(self, problem: str) -> str:
        """A problem with the page on which it happened."""
        text = self.page.locator("main").inner_text() if self.page.locator("main").count() else self.page.content()
        return f"{problem}\n  {self.name} at {self.page.url}\n{text[:3000]}"

    # Fields.

    def box(self, label: str) -> Locator:
        boxes = self.page.locator("main .field")
        for index in range(boxes.count()):
            if re.search(label, label_of(boxes.nth(index))):
                return boxes.nth(index)
        raise AssertionError(self.tell(f"no field {label}"))

    def fill(self, label: str, value):
        self.fill_box(self.box(label), value)

    def fill_box(self, box: Locator, value):
        """Types or chooses, by what can be seen: a text, an option's words, several options' words."""
        if not box.is_visible():
            box.locator("xpath=ancestor::details[not(@open)]/summary").first.click()
        choices = box.locator(".choice")
        if choices.count():
            for one in value if isinstance(value, list) else [value]:
                label = choices.locator("label").filter(has_text=re.compile(one)).first
                assert label.count(), self.tell(f"{label_of(box)}: no choice {one}")
                label.click()
        elif box.locator("select").count():
            select = box.locator("select")
            options = [text.strip() for text in select.locator("option").all_inner_texts()]
            chosen = next((text for text in options[1:] if re.search(value, text)), None)
            assert chosen, self.tell(f"{label_of(box)}: no option {value} among {options}")
            select.select_option(label=chosen)
        else:
            entry = box.locator("input, textarea").first
            entry.fill(value)

    def errors(self) -> list[str]:
        return self.page.locator("main .errors li").all_inner_texts()
