"""A visit to every page that the table of routes declares, in each of its states.

The table comes from the program itself (`shodo routes`): a pair that has no visit here fails the test.
"""

import re

from desk import Answers, Desk
from matter import Cast
from report import report

VISITS = {}


def visit(path: str, *states: str):
    """Says how a page is reached in some of its states."""
    def keep(function):
        for state in states:
            VISITS[path, state] = function
        return function
    return keep


class Tour:
    """The browsers of a tour: one for each person, over a house with matters, and over one with none."""

    def __init__(self, house, empty, window):
        self.house = house
        self.bare = empty
        self.window = window
        self.desks = {}
        self.found = {}

    def desk(self, name: str | None = None, empty: bool = False) -> Desk:
        """Somebody's desk; without a name, that of nobody."""
        key = (name, empty)
        if key not in self.desks:
            self.desks[key] = Desk(self.window(), (self.bare if empty else self.house).address, name)
        return self.desks[key]

    def go(self, path: str, name: str | None = "jiro", empty: bool = False, status: int = 200):
        desk = self.desk(name, empty)
        answer = desk.page.goto((self.bare if empty else self.house).address + path)
        assert answer.status == status, desk.tell(f"{path}: {answer.status}")
        return desk

    def link(self, path: str, pattern: str, name: str = "jiro") -> str:
        """The first address of a shape that is linked on a page."""
        key = (path, pattern, name)
        if key not in self.found:
            desk = self.go(path, name)
            hrefs = desk.page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
            fits = [href for href in hrefs if re.fullmatch(pattern, href or "")]
            assert fits, desk.tell(f"no link like {pattern} at {path}")
            self.found[key] = fits[0]
        return self.found[key]

    def matters(self) -> list[str]:
        if "matters" not in self.found:
            desk = self.go("/matters")
            hrefs = desk.page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
            self.found["matters"] = [href for href in dict.fromkeys(hrefs) if re.fullmatch(r"/matters/\d{4}-\d+", href)]
            assert self.found["matters"], desk.tell("there is no matter")
        return self.found["matters"]

    def in_matters(self, pattern: str, name: str = "jiro") -> str:
        for matter in self.matters():
            desk = self.go(matter, name)
            hrefs = desk.page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
            for href in hrefs:
                if re.fullmatch(matter + pattern, href or ""):
                    return href
        raise AssertionError(f"no matter has a link like {pattern}")

    def wrong(self, desk: Desk, button: int = -1):
        """Sends the form as it is, with what must be filled in left empty; its errors stand at the top."""
        page = desk.page
        for box in page.locator("main .field:has(.mark.required)").all():
            if box.locator("input[type=text], input:not([type]), textarea, input[type=password]").count() and box.is_visible():
                box.locator("input, textarea").first.fill("")
        page.locator("main form button.main").nth(button).click()
        page.wait_for_load_state()
        assert page.locator("main .errors").count(), desk.tell("no error is shown")
        return desk


# What everybody may see.


@visit("/", "busy")
def home(tour):
    return tour.go("/", "jiro")


@visit("/", "empty")
def home_of_nobody(tour):
    return tour.go("/", None, empty=True)


@visit("/report", "busy")
def reporting(tour):
    return tour.go("/report", None)


@visit("/report", "error")
def reporting_wrongly(tour):
    return tour.wrong(tour.go("/report", None))


@visit("/received", "busy")
def received(tour):
    return report(tour.house, tour.window, danger="^危険がある", what="予告を見た", where="掲示板")[1]


@visit("/receipt", "busy")
def receipt(tour):
    return tour.go("/receipt", None)


@visit("/receipt", "error")
def receipt_wrong(tour):
    return tour.wrong(tour.go("/receipt", None))


@visit("/sign-in", "busy")
def signing_in(tour):
    return tour.go("/sign-in", None)


@visit("/sign-in", "error")
def signing_in_wrongly(tour):
    desk = tour.go("/sign-in", None)
    desk.fill("利用者名", "jiro")
    desk.fill("パスワード", "これではない")
    return tour.wrong(desk)


def one_time_link(tour) -> str:
    """The path of a one-time link, which the administrator makes."""
    if "link" not in tour.found:
        desk = tour.go("/administration/accounts", "admin")
        desk.page.locator("form[action*='/reset'] button").first.click()
        desk.loaded()
        found = re.search(r"/link/[\w-]+", desk.page.content())
        assert found, desk.tell("no one-time link")
        tour.found["link"] = found[0]
    return tour.found["link"]


@visit("/link/{token}", "busy")
def link(tour):
    return tour.go(one_time_link(tour), None)


@visit("/link/{token}", "error")
def link_wrong(tour):
    return tour.wrong(tour.go(one_time_link(tour), None))


# Duties and matters.


@visit("/duties", "busy")
def duties(tour):
    return tour.go("/duties")


@visit("/duties", "empty")
def duties_empty(tour):
    return tour.go("/duties", "kumi", empty=True)


@visit("/matters", "busy")
def matters(tour):
    return tour.go("/matters")


@visit("/matters", "empty")
def matters_empty(tour):
    return tour.go("/matters", empty=True)


@visit("/matters/new", "busy")
def new_matter(tour):
    return tour.go("/matters/new")


@visit("/matters/new", "error")
def new_matter_wrong(tour):
    return tour.wrong(tour.go(tour.link("/matters/new", r"/matters/new\?kind=.*")))


@visit("/matters/{matter}", "busy")
def matter(tour):
    return tour.go(tour.matters()[-1])


@visit("/matters/{matter}", "empty")
def matter_just_reported(tour):
    number, _ = report(tour.house, tour.window, danger="^わからない", what="画面がおかしい", where="図書館")
    return tour.go(f"/matters/{number}", "goro")


@visit("/matters/{matter}/entries", "busy")
def entries(tour):
    return tour.go(tour.matters()[-1] + "/entries")


@visit("/matters/{matter}/papers/{paper}", "busy")
def paper(tour):
    return tour.go(tour.in_matters(r"/papers/.+"))


@visit("/matters/{matter}/acts/{key}", "busy")
def act(tour):
    return tour.go(tour.in_matters(r"/acts/act\..+"))


@visit("/matters/{matter}/acts/{key}", "error")
def act_wrong(tour):
    desk = tour.go(tour.in_matters(r"/acts/verb\.note"))
    return tour.wrong(desk)


@visit("/matters/{matter}/acts/{key}", "refused")
def act_refused(tour):
    for matter in tour.matters():
        desk = tour.go(matter, "nana")
        for link in desk.page.locator("main details a[href*='/acts/act.']").all():
            tour.go(link.get_attribute("href"), "nana")
            if not desk.page.locator("form#act").count():
                break
            cast = Cast(tour.house, tour.window, {})
            cast.complete(desk, Answers())
            desk.page.locator("form#act button.main").click()
            desk.loaded()
            if desk.page.locator("main .refusal, main section.refused").count():
                return desk
            break
    raise AssertionError(desk.tell("nothing refused"))


# Registers.


@visit("/registers", "busy")
def registers(tour):
    return tour.go("/registers")


@visit("/registers", "empty")
def registers_empty(tour):
    return tour.go("/registers", "kumi", empty=True)


def register(tour) -> str:
    return "/registers/predefined-procedures"


@visit("/registers/{register}", "busy")
def register_busy(tour):
    return tour.go(register(tour))


@visit("/registers/{register}", "empty")
def register_empty(tour):
    desk = tour.go("/registers")
    for path in desk.page.locator("main a[href^='/registers/']").evaluate_all("all => all.map(one => one.getAttribute('href'))"):
        tour.go(path)
        if not desk.page.locator("main table").count() and not desk.page.locator("main a[href*='/rows/']:not([href$='/new'])").count():
            return desk
    raise AssertionError(desk.tell("no register is empty"))


def row(tour) -> str:
    return tour.link(register(tour), register(tour) + r"/rows/(?!new).+")


@visit("/registers/{register}/rows/new", "busy")
def new_row(tour):
    return tour.go(register(tour) + "/rows/new")


@visit("/registers/{register}/rows/new", "error")
def new_row_wrong(tour):
    return tour.wrong(tour.go(register(tour) + "/rows/new"))


@visit("/registers/{register}/rows/{row}", "busy")
def row_busy(tour):
    return tour.go(row(tour))


@visit("/registers/{register}/rows/{row}/amend", "busy")
def amend_row(tour):
    return tour.go(row(tour) + "/amend")


@visit("/registers/{register}/rows/{row}/amend", "error")
def amend_row_wrong(tour):
    return tour.wrong(tour.go(row(tour) + "/amend"))


@visit("/registers/{register}/rows/{row}/close", "busy")
def close_row(tour):
    return tour.go(row(tour) + "/close")


@visit("/registers/{register}/rows/{row}/close", "error")
def close_row_wrong(tour):
    return tour.wrong(tour.go(row(tour) + "/close"))


# The rulebook, people, sheets, the journal.


@visit("/rulebook", "busy")
def rulebook(tour):
    return tour.go("/rulebook")


@visit("/rulebook/sections/{section}", "busy")
def section(tour):
    return tour.go(tour.link("/rulebook", r"/rulebook/sections/.+"))


@visit("/rulebook/clauses/{clause}", "busy")
def clause(tour):
    return tour.go(tour.link(tour.link("/rulebook", r"/rulebook/sections/.+"), r"/rulebook/clauses/.+"))


@visit("/rulebook/readings", "busy")
def readings(tour):
    return tour.go("/rulebook/readings")


@visit("/people", "busy")
def people(tour):
    return tour.go("/people", "admin")


def form_of(path: str, of: str):
    """A form for the administrator: filled in as it opens, and sent empty."""
    visit(path, "busy")(lambda tour: tour.go(of, "admin"))
    visit(path, "error")(lambda tour: tour.wrong(tour.go(of, "admin")))


form_of("/people/new", "/people/new")
form_of("/people/{person}/amend", "/people/goro/amend")
form_of("/people/{person}/absence", "/people/goro/absence")
form_of("/posts/{post}/assign", "/posts/promotion-staff/assign")

@visit("/posts/{post}/end", "busy")
def end_holding(tour):
    return tour.go("/posts/promotion-staff/end?person=goro", "admin")


@visit("/posts/{post}/end", "error")
def end_holding_wrong(tour):
    desk = end_holding(tour)
    desk.page.locator("main .field input:not([type=radio]):not([type=checkbox])").first.fill("2026-13-45")
    desk.page.locator("main form button.main").last.click()
    desk.loaded()
    assert desk.page.locator("main .errors").count(), desk.tell("no error is shown")
    return desk


form_of("/posts/{post}/stand-in", "/posts/promotion-staff/stand-in")
form_of("/administration/accounts/new", "/administration/accounts/new")


@visit("/people/{person}", "busy")
def person(tour):
    return tour.go("/people/goro", "admin")


@visit("/posts/{post}", "busy")
def post(tour):
    return tour.go("/posts/promotion-staff", "admin")


@visit("/sheets", "busy")
def sheets(tour):
    return tour.go("/sheets")


@visit("/sheets/posts/{post}", "busy")
def post_sheet(tour):
    return tour.go("/sheets/posts/promotion-lead")


@visit("/sheets/contacts", "busy")
def contact_sheet(tour):
    return tour.go("/sheets/contacts")


@visit("/sheets/report", "busy")
def report_sheet(tour):
    return tour.go("/sheets/report")


@visit("/journal", "busy")
def journal(tour):
    return tour.go("/journal", "admin")


# Accounts and administration.


@visit("/account", "busy")
def account(tour):
    return tour.go("/account")


@visit("/account", "error")
def account_wrong(tour):
    return tour.wrong(tour.go("/account"))


@visit("/account/confirm", "busy")
def confirm(tour):
    return tour.go("/account/confirm?next=/administration", "admin")


@visit("/account/confirm", "error")
def confirm_wrong(tour):
    desk = tour.go("/account/confirm?next=/administration", "admin")
    desk.fill("パスワード", "これではない")
    desk.page.locator("main form button.main").last.click()
    desk.loaded()
    assert desk.page.locator("main .errors").count(), desk.tell("no error is shown")
    return desk


@visit("/administration", "busy")
def administration(tour):
    return tour.go("/administration", "admin")


@visit("/administration/accounts", "busy")
def accounts(tour):
    return tour.go("/administration/accounts", "admin")


@visit("/administration/sessions", "busy")
def sessions(tour):
    return tour.go("/administration/sessions", "admin")


@visit("/administration/settings", "busy")
def settings(tour):
    return tour.go("/administration/settings", "admin")


@visit("/administration/settings/{setting}", "busy")
def setting(tour):
    return tour.go(tour.link("/administration/settings", r"/administration/settings/.+", "admin"), "admin")


@visit("/administration/settings/{setting}", "error")
def setting_wrong(tour):
    return tour.wrong(setting(tour))
