"""What a person does at a desk: sign in, follow links, fill in forms. Only typing and clicking what can be seen.

After the first address nothing is typed into the address line; every page is reached by a link or a button.
"""

import re
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Locator, Page

# Buttons by their words, as the pages have them.
SIGN_IN, CHECK, DO = "サインイン", "内容を確かめる", "このとおり行う"

# Every field of a form in one look: asking for each of them by itself takes longer than the server does.
FIELDS = """boxes => boxes.map(box => {
    const label = box.querySelector("legend, label").cloneNode(true);
    label.querySelectorAll(".mark").forEach(mark => mark.remove());
    const entry = box.querySelector("input, textarea, select");
    const words = each => [...box.querySelectorAll(each)].map(it => it.textContent.trim());
    return {
        label: label.textContent.trim(), required: box.querySelector(".mark.required") !== null,
        kind: box.querySelector(".choice") ? "choice" : entry.tagName === "INPUT" ? entry.type : entry.tagName.toLowerCase(),
        options: box.querySelector(".choice") ? words(".choice label") : words("option").slice(1),
        typed: box.querySelector(".choice") ? "" : entry.value,
        hint: words(".hint").join(" "),
    };
})"""


@dataclass(frozen=True)
class Field:
    """A field as a person sees it: what it asks, whether it must be answered, and among what one chooses."""

    box: Locator
    label: str
    required: bool
    kind: str
    options: list[str]
    typed: str
    hint: str = ""

    def fill(self, value: str | list[str]):
        """Types or chooses: a text, an option's words, several options' words."""
        if not self.box.is_visible():
            self.box.locator("xpath=ancestor::details[not(@open)]/summary").first.click()
        if self.kind == "choice":
            for one in value if isinstance(value, list) else [value]:
                self.box.locator(".choice label").nth(self.option(one)).click()
        elif self.kind == "select":
            self.box.locator("select").select_option(index=1 + self.option(value))
        else:
            self.box.locator("input, textarea").first.fill(value)

    def option(self, words: str) -> int:
        """Which option has these words, or is found by this pattern."""
        fits = [index for index, option in enumerate(self.options) if re.search(words, option)]
        assert len(fits) == 1, f"{self.label}: {words} is not one of {self.options}"
        return fits[0]


class Desk:
    """One person's browser. Without `name`, somebody who has not signed in."""

    def __init__(self, context: BrowserContext, address: str, name: str | None = None):
        self.context = context
        self.name = name
        # Looks at each page to which a click has led.
        self.arrived = lambda desk: None
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.goto(address)
        if name:
            self.sign_in(name)

    def sign_in(self, name: str):
        """Signs in with what the page itself says."""
        self.menu(SIGN_IN)
        row = self.page.locator("tr", has=self.page.locator("code", has_text=re.compile(f"^{name}$")))
        password = row.locator("code").nth(1).inner_text()
        self.fill("利用者名", name)
        self.fill("パスワード", password)
        self.press(SIGN_IN)
        assert self.page.locator("nav >> text=私の対応").count(), self.tell("signing in failed")

    # Going about.

    def go(self, locator: Locator):
        """Clicks what leads to another page, and waits until that is there."""
        with self.page.expect_navigation():
            locator.click()
        self.arrived(self)

    def menu(self, text: str):
        """Follows an entry of the menu; on a telephone it is opened first."""
        link = self.page.locator("header nav a").filter(has_text=re.compile(f"^{text}(（\\d+）)?$")).first
        if not link.is_visible():
            self.page.locator("header nav button.menu-button").first.click()
        self.go(link)

    def follow(self, text: str, exact: bool = True):
        self.go(self.page.locator("main").get_by_role("link", name=text, exact=exact).first)

    def press(self, text: str):
        self.go(self.page.locator("main").get_by_role("button", name=text, exact=True).first)

    def unfold(self, locator: Locator):
        """Opens what is folded around something, from the outside in."""
        while (folded := locator.locator("xpath=ancestor::details[not(@open)]")).count():
            folded.first.locator("> summary").click()

    # What is on the page.

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text().strip()

    def can_press(self, text: str) -> bool:
        return self.page.locator("main").get_by_role("button", name=text, exact=True).count() > 0

    def clauses(self, part: str) -> list[str]:
        """The clauses that a part of the page names, in their order, each once."""
        return list(dict.fromkeys(self.page.locator(f"{part} a.clause, {part} .clause a").all_inner_texts()))

    def tell(self, problem: str) -> str:
        """A problem with the page on which it happened."""
        text = self.page.locator("main").inner_text() if self.page.locator("main").count() else self.page.content()
        return f"{problem}\n  {self.name} at {self.page.url}\n{text[:3000]}"

    # Fields.

    def fields(self, form: str = "main") -> list[Field]:
        boxes = self.page.locator(f"{form} .field")
        return [Field(boxes.nth(index), **found) for index, found in enumerate(boxes.evaluate_all(FIELDS))]

    def field(self, label: str) -> Field:
        found = next((field for field in self.fields() if re.search(label, field.label)), None)
        assert found, self.tell(f"no field {label}")
        return found

    def fill(self, label: str, value: str | list[str]):
        self.field(label).fill(value)

    def errors(self) -> list[str]:
        return self.page.locator("main .errors li").all_inner_texts()
