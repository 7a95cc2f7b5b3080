"""Acting on a matter through its pages."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from desk import CHECK, DO, OPEN_DUTY, Answers, Desk, label_of, words

YES, NO = "^はい", "^いいえ"
# What every matter has at its end, as the page calls it.
CLOSE = "案件を終える"


class Cast:
    """The people of a house, each at a desk of their own, working at one matter."""

    def __init__(self, house, context, answers: dict, number: str = ""):
        self.house = house
        self.context = context
        self.answers = Answers(answers)
        self.number = number
        self.desks: dict[str, Desk] = {}
        # Every act that was done: who, what, by which clauses.
        self.done: list[tuple[str, str, list[str]]] = []
        # What was chosen although the story does not say it: the first of the options.
        self.guessed: list[str] = []

    def desk(self, name: str) -> Desk:
        if name not in self.desks:
            self.desks[name] = Desk(self.context(), self.house.address, name)
        return self.desks[name]

    def matter(self, name: str) -> Desk:
        """The matter's page on somebody's desk, reached from their duties or from the list of matters."""
        desk = self.find(name)
        assert desk, self.desk(name).tell(f"{name} does not find {self.number}")
        return desk

    def find(self, name: str) -> Desk | None:
        """The same; nothing when it is not shown to them."""
        desk = self.desk(name)
        page = desk.page
        # Whoever acted last is on the matter's page, as it is now.
        if self.done and self.done[-1][0] == name and page.locator("main > p.summary").count():
            return desk
        link = page.locator("main p.trail a").filter(has_text=self.number)
        if link.count():
            link.first.click()
            desk.loaded()
            return desk
        desk.menu("私の対応")
        link = page.locator("main p.trail a").filter(has_text=self.number)
        if not link.count():
            desk.menu("案件")
            link = page.locator("main a").filter(has_text=self.number)
        if not link.count():
            return None
        link.first.click()
        desk.loaded()
        return desk

    def turn_to(self, number: str):
        """From now on it is about another matter."""
        self.number = number
        for desk in self.desks.values():
            desk.menu("私の対応")

    # Acts.

    def open_duties(self, desk: Desk):
        """The duties that this person can do now, as they stand on the page of the matter."""
        return desk.page.locator("main > .duties > .duty").filter(
            has=desk.page.locator(".acts a", has_text=re.compile("|".join(OPEN_DUTY))))

    def do(self, name: str, title: str, answers: dict | None = None, refused: str | None = None):
        """One act, named by its title as the page has it: a duty, a question, or one of what every matter has."""
        desk = self.matter(name)
        page = desk.page
        duty = page.locator("main section.duty").filter(has=page.locator("h3", has_text=title)).first
        if duty.count():
            self.unfold(duty)
            link = duty.locator(".acts a").first
        else:
            link = page.locator("main a").filter(has_text=title).first
            assert link.count(), desk.tell(f"{name} has no {title}")
            self.unfold(link)
        link.click()
        desk.loaded()
        return self.act(name, title, Answers(answers or {}), refused)

    def unfold(self, locator):
        """Opens what is folded around something, from the outside in."""
        for _ in range(4):
            folded = locator.locator("xpath=ancestor::details[not(@open)]")
            if not folded.count():
                return
            folded.first.locator("> summary").click()

    def act(self, name: str, title: str, answers: Answers, refused: str | None = None):
        """Fills the form of an act that is open on somebody's desk, checks it and does it."""
        desk = self.desk(name)
        self.complete(desk, answers.with_(self.answers.given) if answers.given else self.answers)
        clauses = desk.page.locator("main .clause").all_inner_texts()
        desk.press(CHECK)
        # A refusal asks for what became necessary by what was entered.
        for _ in range(2):
            if desk.page.get_by_role("button", name=DO, exact=True).count() or refused:
                break
            if not desk.page.locator("main .field .mark.required").count():
                break
            self.complete(desk, answers.with_(self.answers.given))
            desk.press(CHECK)
        notice = desk.page.locator("main .refusal, main section.refused")
        if refused is not None:
            text = desk.page.locator("main").inner_text()
            assert re.search(refused, text), desk.tell(f"{title}: expected to be refused by {refused}")
            assert not desk.page.get_by_role("button", name=DO, exact=True).count(), desk.tell("it can be done")
            return text
        assert desk.page.get_by_role("button", name=DO, exact=True).count(), desk.tell(
            f"{name} cannot do {title}: {desk.errors()} {notice.all_inner_texts()}")
        desk.press(DO)
        assert desk.page.locator("main .notice.good").count(), desk.tell(f"{title} was not done")
        self.done.append((name, title, clauses))
        return ""

    def complete(self, desk: Desk, answers: Answers, form: str = "main form#act"):
        """Fills every input that has an answer, and whatever else must be filled in."""
        boxes = desk.page.locator(f"{form} .field")
        for index in range(boxes.count()):
            box = boxes.nth(index)
            label = label_of(box)
            required = box.locator(".mark.required").count() > 0
            value = answers.of(label)
            if value is None and not required:
                continue
            if value is None:
                value = self.usual(desk, box, label)
            desk.fill_box(box, value)

    def usual(self, desk: Desk, box, label: str):
        """What is answered where the story says nothing."""
        choices = [text.split("\n")[0].strip() for text in box.locator(".choice label").all_inner_texts()]
        if "いいえ" in choices:
            return NO
        if "承認する" in choices:
            return "^承認する"
        if "どれでもない" in choices:
            return "^どれでもない"
        if choices or box.locator("select").count():
            options = choices or [text.strip() for text in box.locator("option").all_inner_texts()][1:]
            self.guessed.append(f"{desk.name}: {label} {options}")
            return "^" + re.escape(next(option for option in options if option != "まだ分からない"))
        kind = box.locator("input, textarea").first.get_attribute("type")
        if kind == "number":
            return "1"
        if kind in ("date", "datetime-local"):
            at = datetime.fromtimestamp(self.house.now - 60, ZoneInfo("Asia/Tokyo"))
            return at.strftime("%Y-%m-%d" if kind == "date" else "%Y-%m-%dT%H:%M")
        return "確かめて記入した。"

    def work(self, *names: str, until: str = "", rounds: int = 30, but: str = ""):
        """Everybody does what their page asks of them, one act after the other, until nobody has anything to do.

        `until` ends it as soon as an act of this title is open; `but` are titles that are left alone.
        """
        for _ in range(rounds):
            before = len(self.done)
            for name in names:
                for _ in range(40):
                    desk = self.find(name)
                    if not desk:
                        break
                    if until and self.title_open(desk, until):
                        return
                    if not self.next_act(desk, but):
                        break
            if len(self.done) == before:
                return
        raise AssertionError(f"still at work after {rounds} rounds: {self.done[-5:]}")

    def title_open(self, desk: Desk, title: str) -> bool:
        return any(title in words(duty.locator("h3")) for duty in self.open_duties(desk).all())

    def next_act(self, desk: Desk, but: str) -> bool:
        for duty in self.open_duties(desk).all():
            title = words(duty.locator("h3"))
            if but and re.search(but, title):
                continue
            duty.locator(".acts a").filter(has_text=re.compile("|".join(OPEN_DUTY))).first.click()
            desk.loaded()
            self.act(desk.name, title, Answers())
            return True
        questions = desk.page.locator("main > ul.plain a.button")
        for index in range(questions.count()):
            title = words(questions.nth(index))
            if (but and re.search(but, title)) or self.answers.of(title) == "unknown":
                continue
            questions.nth(index).click()
            desk.loaded()
            self.act(desk.name, title, Answers())
            return True
        return False

    # The end.

    def refused_to_close(self, name: str, by_clause: bool = True):
        """The closing gate refuses: it is no link, and says why, by which clauses, and what is left."""
        desk = self.matter(name)
        gate = desk.page.locator("main section.refused").filter(has=desk.page.locator("h3", has_text=CLOSE))
        assert gate.count() == 1, desk.tell("nothing refuses to close it")
        self.unfold(gate)
        text = words(gate)
        assert "まだ終えられません" in text, desk.tell(f"not refused: {text}")
        assert gate.locator(".clause a").count() or not by_clause, desk.tell(f"refused without a clause: {text}")
        assert not desk.page.get_by_role("link", name=CLOSE, exact=True).count(), desk.tell("it may be closed already")
        self.refusals = gate.locator(".clause a").all_inner_texts()

    def close(self, name: str):
        """The closing gate agrees."""
        left = self.matter(name).page.locator("main section.refused").filter(has_text="まだ終えられません")
        assert not left.count(), self.desk(name).tell(f"something is left; guessed: {self.guessed}; done: {[d[:2] for d in self.done]}")
        self.do(name, CLOSE, {"記録する言葉": "必要な対応をすべて終えた。"})
        assert "終わ" in words(self.desk(name).page.locator("main .summary")), self.desk(name).tell("it is not closed")

    def clauses(self, name: str) -> list[str]:
        """The clauses acted on, as the record of the matter lists them."""
        desk = self.matter(name)
        found = desk.page.locator("ol.timeline a.clause").all_inner_texts()
        return sorted(set(found))
