"""Acting on a matter through its pages: a story is a list of acts, each of one person by its clauses."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from desk import CHECK, DO, Desk, Field

YES, NO = "^はい", "^いいえ"
# What every matter has at its end, as the page calls it.
CLOSE = "案件を終える"
# What is typed where any words will do.
WORDS = "確かめて記入した。"

# The entries of the record, the newest first, as the page of the matter lists them.
ENTRIES = """entries => entries.map(entry => ({
    by: entry.querySelector(".by").firstChild.textContent.trim(),
    clauses: [...entry.querySelectorAll("a.clause")].map(it => it.textContent.trim()),
}))"""


@dataclass(frozen=True)
class Act:
    """One act of a story: who does it as holder of which post, what it is called, and the clauses it stands on."""

    who: str
    post: str
    title: str
    clauses: str = ""
    # What is answered, by the label of the field: a pattern, and the words of an option or what is typed.
    answers: dict[str, str | list[str]] = field(default_factory=dict)
    # On how many things it is done at once, each with an entry of its own.
    things: int = 1

    def answer(self, label: str):
        return next((value for pattern, value in self.answers.items() if re.search(pattern, label)), None)


class Cast:
    """The people of a house, each at a desk of their own, working at one matter."""

    def __init__(self, house, context, number: str = ""):
        self.house = house
        self.context = context
        self.number = number
        self.desks: dict[str, Desk] = {}
        # Looks at each page that anybody of them comes to.
        self.arrived = lambda desk: None
        # Whose page shows the matter as it is now.
        self.last = ""

    def desk(self, name: str) -> Desk:
        if name not in self.desks:
            self.desks[name] = Desk(self.context(), self.house.address, name)
            self.desks[name].arrived = self.arrived
        return self.desks[name]

    def turn_to(self, number: str):
        """From now on it is about another matter."""
        self.number = number
        self.last = ""

    def later(self, **time):
        """Time goes by; everybody signs in anew."""
        self.house.move(**time)
        self.desks.clear()
        self.last = ""

    # Finding the matter.

    def matter(self, name: str) -> Desk:
        """The matter's page as it is now on somebody's desk, reached from their duties or from the list of matters."""
        desk = self.desk(name)
        if self.last == name:
            return desk
        desk.menu("私の対応")
        if not (link := desk.page.locator("main p.trail a").filter(has_text=self.number)).count():
            desk.menu("案件")
            link = desk.page.locator("main a").filter(has_text=self.number)
        assert link.count(), desk.tell(f"{name} does not find {self.number}")
        desk.go(link.first)
        self.last = name
        return desk

    def open(self, name: str, title: str, things: int = 1) -> Desk:
        """The form of an act on somebody's desk: from their duties at once, else from the page of the matter."""
        desk = self.desk(name)
        here = desk.page.locator("main")
        exactly = re.compile(f"^{re.escape(title)}" + ("（" if things > 1 else "$"))
        to_form = ".acts a" if things == 1 else f".acts a:has-text('{things}点をまとめて記録する')"
        if self.last != name:
            desk.menu("私の対応")
            duty = here.locator("section.duty").filter(has=desk.page.locator("p.trail", has_text=self.number))
            link = duty.filter(has=desk.page.locator("h3", has_text=exactly)).locator(to_form)
            if link.count():
                desk.go(link.first)
                return desk
            self.matter(name)
        duty = here.locator("section.duty").filter(has=desk.page.locator("h3", has_text=exactly))
        link = duty.locator(to_form).or_(here.locator("a.button").filter(has_text=exactly)).first
        assert link.count(), desk.tell(f"{name} has no {title}")
        desk.unfold(link)
        desk.go(link)
        return desk

    # Acting.

    def play(self, *story: Act):
        for act in story:
            self.do(act)

    def do(self, act: Act):
        """Fills in the form of one act, checks it and does it."""
        desk = self.open(act.who, act.title, act.things)
        self.last = ""
        assert desk.heading == act.title, desk.tell(f"{act.title} opens {desk.heading}")
        assert set(split(act.clauses)) <= set(desk.clauses("main")), desk.tell(f"{act.title}: not by {act.clauses}")
        self.fill(desk, act)
        desk.press(CHECK)
        if not desk.can_press(DO):
            # What became necessary by what was entered is asked for, once.
            assert desk.page.locator("main section.refused .mark.required, main form#act .mark.required").count(), (
                desk.tell(f"{act.title} was refused"))
            self.fill(desk, act)
            desk.press(CHECK)
        assert desk.can_press(DO), desk.tell(f"{act.who} cannot do {act.title}: {desk.errors()}")
        desk.press(DO)
        assert desk.page.locator("main .notice.good").count(), desk.tell(f"{act.title} was not done")
        self.last = act.who

    def fill(self, desk: Desk, act: Act, form: str = "main form#act"):
        for found in desk.fields(form):
            value = act.answer(found.label)
            if value is not None:
                found.fill(value)
            elif found.required and not found.typed:
                found.fill(self.words(found))

    def words(self, found: Field) -> str:
        """What is typed where the story says nothing; what is chosen, it must say."""
        assert not found.options, f"the story does not say what is chosen: {found.label} {found.options}"
        if example := re.search("例：令和\\d+年\\d+月\\d+日( \\d+時)?", found.hint):
            at = datetime.fromtimestamp(self.house.now - 60, ZoneInfo("Asia/Tokyo"))
            day = f"令和{at.year - 2018}年{at.month}月{at.day}日"
            return f"{day} {at.hour}時{at.minute}分" if example[1] else day
        return "1" if found.kind == "number" else WORDS

    def duties(self, name: str) -> list[str]:
        """What somebody owes in this matter now, by title."""
        return self.matter(name).page.locator("main > .duties > .duty h3").all_inner_texts()

    # The end.

    def refused_to_close(self, name: str, *clauses: str):
        """The closing gate refuses: it is greyed and says why; filled in all the same, it is refused by these clauses."""
        desk = self.matter(name)
        gate = desk.page.locator("main section.refused").filter(has=desk.page.locator("h3", has_text=CLOSE))
        assert gate.count() == 1, desk.tell("nothing refuses to close it")
        desk.unfold(gate)
        desk.go(gate.get_by_role("link", name="記入して確かめる"))
        assert desk.heading == CLOSE
        desk.fill("記録する言葉", "もう終えてよいと考える。")
        with desk.page.expect_response(lambda response: response.request.method == "POST") as answer:
            desk.press(CHECK)
        self.last = ""
        assert answer.value.status == 422 and not desk.can_press(DO), desk.tell("closing is not refused")
        refusal = desk.page.locator("main section.refused")
        text = refusal.inner_text()
        assert f"「{CLOSE}」は行われていません" in text and "まだ終えられません" in text, desk.tell("it is not said why")
        assert "行える人" in text and "次にすること" in text, desk.tell("who may and what next is not said")
        named = desk.clauses("main section.refused")
        assert named and set(clauses) <= set(named), desk.tell(f"refused by {named}, not by {clauses}")

    def close(self, name: str, post: str):
        """The closing gate agrees."""
        self.do(Act(name, post, CLOSE, answers={"記録する言葉": "必要な対応をすべて終えた。"}))
        summary = self.desk(name).page.locator("main .summary").inner_text()
        assert "終わ" in summary, self.desk(name).tell("it is not closed")

    def recorded(self, name: str, story: list[Act], post: str) -> list[str]:
        """Holds the record of the matter to the story, act by act: by which post, on which clauses, in this order.

        Returns the clauses acted on.
        """
        desk = self.matter(name)
        entries = desk.page.locator("ol.timeline > li").evaluate_all(ENTRIES)
        found = [(entry["by"], "，".join(entry["clauses"])) for entry in reversed(entries)]
        told = [(act.post, act.clauses) for act in story for _ in range(act.things)] + [(post, "")]
        done = found[-len(told):]
        wrong = [
            f"{index}: {by} {clauses}, not {wanted}" for index, ((by, clauses), wanted) in enumerate(zip(done, told))
            if not re.search(f"（{wanted[0]}[）・]", by) or clauses != wanted[1]]
        assert not wrong, "\n".join(wrong)
        return list(dict.fromkeys(clause for act in story for clause in split(act.clauses)))


def split(clauses: str) -> list[str]:
    return [clause for clause in clauses.split("，") if clause]
