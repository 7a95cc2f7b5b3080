"""The visits of the tour, page by page in the order of the table of routes."""

import re
from urllib.parse import urlsplit

from desk import Desk
from report import report
from tour import ANYWHERE, TROUBLES, Tour, visit

# A form that can be sent, and nothing wrong with it.
FORM = "main form .field"
ROWS = "main table.list tbody tr"
NOTHING = "main .hint:text-is('あなたの役職で見られる台帳はありません。')"


# What everybody may see.


@visit("/", "busy", shows="main section.call-now a[href^='tel:']")
def home(tour: Tour):
    return tour.go("/", None)


@visit("/", "empty", shows="main a.button.main[href='/report']", lacks="main section.call-now")
def home_without_numbers(tour: Tour):
    return tour.outside()


@visit("/report", "busy", shows=FORM)
def reporting(tour: Tour):
    return tour.go("/report", None)


@visit("/report", "error")
def reporting_wrongly(tour: Tour):
    return tour.wrong(tour.go("/report", None))


@visit("/received", "busy", shows="main .receipt dd")
def received(tour: Tour):
    return report(tour.house, tour.window, danger="^危険がある", what="予告を見た", where="掲示板")[1]


@visit("/receipt", "busy", shows=FORM)
def receipt(tour: Tour):
    return tour.go("/receipt", None)


@visit("/receipt", "error")
def receipt_wrong(tour: Tour):
    return tour.wrong(tour.go("/receipt", None))


@visit("/receipt", "opened", shows="main dl.facts .state")
def receipt_opened(tour: Tour):
    number, said = report(tour.house, tour.window, danger="^危険はない", what="画面がおかしい", where="図書館")
    phrase = said.page.locator(".receipt dd").nth(1).inner_text().strip()
    desk = tour.go("/receipt", None)
    desk.fill("受付番号", number)
    desk.fill("合言葉", phrase)
    desk.go(desk.page.locator("main form button.main"))
    return desk


@visit("/sign-in", "busy", shows=FORM)
def signing_in(tour: Tour):
    return tour.go("/sign-in", None)


@visit("/sign-in", "error")
def signing_in_wrongly(tour: Tour):
    desk = tour.go("/sign-in", None)
    desk.fill("利用者名", "jiro")
    desk.fill("パスワード", "これではない")
    desk.press("サインイン")
    return desk


def one_time_link(tour: Tour) -> str:
    """The path of a one-time link, which the administrator makes."""
    if "link" not in tour.found:
        desk = tour.go("/administration/accounts", "admin")
        desk.go(desk.page.locator("form[action*='/reset'] button").first)
        found = re.search(r"/link/[\w-]+", desk.page.content())
        assert found, desk.tell("no one-time link")
        tour.found["link"] = found[0]
    return tour.found["link"]


@visit("/link/{token}", "busy", shows=FORM)
def link(tour: Tour):
    return tour.go(one_time_link(tour), None)


@visit("/link/{token}", "error")
def link_wrong(tour: Tour):
    return tour.wrong(tour.go(one_time_link(tour), None))


# Duties and matters.


@visit("/duties", "busy", shows="main section.duty .acts a")
def duties(tour: Tour):
    return tour.go("/duties")


@visit("/duties", "empty", shows="main .notice:has-text('対応事項はありません')", lacks="main section.duty")
def duties_empty(tour: Tour):
    return tour.go("/duties", tour.newcomer)


@visit("/matters", "busy", shows=ROWS)
def matters(tour: Tour):
    return tour.go("/matters")


@visit("/matters", "empty", shows="main .notice", lacks=ROWS)
def matters_empty(tour: Tour):
    return tour.go("/matters", tour.newcomer)


@visit("/matters/new", "busy", shows="main ul a.button[href*='kind=']")
def new_matter(tour: Tour):
    return tour.go("/matters/new")


@visit("/matters/new", "error")
def new_matter_wrong(tour: Tour):
    return tour.wrong(tour.go(tour.link("/matters/new", r"/matters/new\?kind=.*")))


@visit("/matters/{matter}", "busy", shows="main > .duties > .duty .acts a", lacks="ol.timeline > li:only-child")
def matter(tour: Tour):
    return tour.go(tour.in_matters(r"/acts/decide\..+").split("/acts/")[0])


@visit("/matters/{matter}", "empty", shows="main ol.timeline > li:only-child", lacks="main dl.facts ul")
def matter_just_reported(tour: Tour):
    number, _ = report(tour.house, tour.window, danger="^分からない", what="画面がおかしい", where="図書館")
    return tour.go(f"/matters/{number}", "goro")


@visit("/matters/{matter}/entries", "busy", shows="main ol.timeline > li")
def entries(tour: Tour):
    return tour.go(tour.in_matters("/acts/verb.note").split("/acts/")[0] + "/entries")


@visit("/matters/{matter}/papers/{paper}", "busy", shows="main dl dt")
def paper(tour: Tour):
    return tour.go(tour.in_matters(r"/papers/.+"))


@visit("/matters/{matter}/acts/{key}", "busy", shows="main form#act .field")
def act(tour: Tour):
    return tour.go(tour.in_matters(r"/acts/decide\..+"))


@visit("/matters/{matter}/acts/{key}", "error")
def act_wrong(tour: Tour):
    return tour.wrong(tour.go(tour.in_matters(r"/acts/verb\.note")))


@visit("/matters/{matter}/acts/{key}", "refused")
def act_refused(tour: Tour):
    desk = tour.go(tour.in_matters(r"/acts/decide\..+").split("/acts/")[0] + "/acts/verb.close")
    desk.press("内容を確かめる")
    return desk


def note(tour: Tour, name: str = "goro") -> Desk:
    """A note half written on a matter of its own."""
    number, _ = report(tour.house, tour.window, danger="^分からない", what="画面がおかしい", where="図書館")
    desk = tour.go(f"/matters/{number}/acts/verb.note", name)
    desk.fill("記録する言葉", "電源は切っていない。")
    return desk


@visit("/matters/{matter}/acts/{key}", "check", shows="main button:text-is('このとおり行う')")
def act_checked(tour: Tour):
    desk = note(tour)
    desk.press("内容を確かめる")
    return desk


@visit("/matters/{matter}/acts/{key}", "overtaken", shows="main .notice.warn[role=alert] ol.timeline > li")
def act_overtaken(tour: Tour):
    desk = note(tour)
    other = tour.go(urlsplit(desk.page.url).path, "shiro")
    other.fill("記録する言葉", "こちらでも見た。")
    other.press("内容を確かめる")
    other.press("このとおり行う")
    desk.press("内容を確かめる")
    return desk


@visit("/matters/{matter}/acts/{key}", "ended", shows="main form button:text-is('サインイン')")
def act_after_the_session(tour: Tour):
    # Somebody else's desk than those of the other visits, for the session is lost with it.
    desk = note(tour, "hanako")
    del tour.desks["hanako"]
    desk.context.clear_cookies()
    desk.press("内容を確かめる")
    return desk


# Registers.


@visit("/registers", "busy", shows=ROWS)
def registers(tour: Tour):
    return tour.go("/registers")


@visit("/registers", "empty", shows=NOTHING, lacks=ROWS)
def registers_empty(tour: Tour):
    # Holds a post that sees nothing beyond what concerns it.
    return tour.go("/registers", "kumi")


REGISTER = "/registers/predefined-procedures"


@visit("/registers/{register}", "busy", shows=ROWS)
def register_busy(tour: Tour):
    return tour.go(REGISTER)


@visit("/registers/{register}", "empty", shows="main p.notice", lacks=ROWS)
def register_empty(tour: Tour):
    empty = tour.go("/registers").page.locator("main table.list tbody tr").filter(has_text=re.compile(r"^\D*0\D"))
    path = empty.first.locator("a[href^='/registers/']").first.get_attribute("href")
    return tour.go(path)


def row(tour: Tour) -> str:
    return tour.link(REGISTER, REGISTER + r"/rows/(?!new).+")


@visit("/registers/{register}/rows/new", "busy", shows=FORM)
def new_row(tour: Tour):
    return tour.go(REGISTER + "/rows/new")


@visit("/registers/{register}/rows/new", "error")
def new_row_wrong(tour: Tour):
    return tour.wrong(tour.go(REGISTER + "/rows/new"))


@visit("/registers/{register}/rows/{row}", "busy", shows="main dl.facts dt")
def row_busy(tour: Tour):
    return tour.go(row(tour))


@visit("/registers/{register}/rows/{row}/amend", "busy", shows=FORM)
def amend_row(tour: Tour):
    return tour.go(row(tour) + "/amend")


@visit("/registers/{register}/rows/{row}/amend", "error")
def amend_row_wrong(tour: Tour):
    return tour.wrong(tour.go(row(tour) + "/amend"))


@visit("/registers/{register}/rows/{row}/close", "busy", shows=FORM)
def close_row(tour: Tour):
    return tour.go(row(tour) + "/close")


@visit("/registers/{register}/rows/{row}/close", "error")
def close_row_wrong(tour: Tour):
    return tour.wrong(tour.go(row(tour) + "/close"))


# The rulebook, people, sheets, the journal.


@visit("/rulebook", "busy", shows="main a[href^='/rulebook/sections/']")
def rulebook(tour: Tour):
    return tour.go("/rulebook")


@visit("/rulebook/sections/{section}", "busy", shows="main a[href^='/rulebook/clauses/']")
def section(tour: Tour):
    return tour.go(tour.link("/rulebook", r"/rulebook/sections/.+"))


@visit("/rulebook/clauses/{clause}", "busy", shows="main p.summary")
def clause(tour: Tour):
    return tour.go(tour.link(tour.link("/rulebook", r"/rulebook/sections/.+"), r"/rulebook/clauses/.+"))


@visit("/rulebook/readings", "busy", shows="main section[id^='reading-'] .state")
def readings(tour: Tour):
    return tour.go("/rulebook/readings")


@visit("/people", "busy", shows=ROWS)
def people(tour: Tour):
    return tour.go("/people", "admin")


def form_of(path: str, of: str):
    """A form for the administrator: as it opens, and sent empty."""
    visit(path, "busy", shows=FORM)(lambda tour: tour.go(of, "admin"))
    visit(path, "error")(lambda tour: tour.wrong(tour.go(of, "admin")))


form_of("/people/new", "/people/new")
form_of("/people/{person}/amend", "/people/goro/amend")
form_of("/people/{person}/absence", "/people/goro/absence")
form_of("/posts/{post}/assign", "/posts/promotion-staff/assign")
form_of("/posts/{post}/stand-in", "/posts/promotion-staff/stand-in")
form_of("/administration/accounts/new", "/administration/accounts/new")


@visit("/posts/{post}/end", "busy", shows=FORM)
def end_holding(tour: Tour):
    return tour.go("/posts/promotion-staff/end?person=goro", "admin")


@visit("/posts/{post}/end", "error")
def end_holding_wrong(tour: Tour):
    desk = end_holding(tour)
    next(field for field in desk.fields() if not field.options).fill("2026-13-45")
    desk.go(desk.page.locator("main form button.main").last)
    return desk


@visit("/people/{person}", "busy", shows=ROWS)
def person(tour: Tour):
    return tour.go("/people/goro", "admin")


@visit("/posts/{post}", "busy", shows=ROWS)
def post(tour: Tour):
    return tour.go("/posts/promotion-staff", "admin")


@visit("/sheets", "busy", shows="main a[href^='/sheets/posts/']")
def sheets(tour: Tour):
    return tour.go("/sheets")


@visit("/sheets/posts/{post}", "busy", shows="main article.sheet ol.first li")
def post_sheet(tour: Tour):
    return tour.go("/sheets/posts/promotion-lead")


@visit("/sheets/contacts", "busy", shows="main article.sheet table tbody tr")
def contact_sheet(tour: Tour):
    return tour.go("/sheets/contacts")


@visit("/sheets/report", "busy", shows="main article.sheet table tbody tr")
def report_sheet(tour: Tour):
    return tour.go("/sheets/report")


@visit("/journal", "busy", shows=ROWS)
def journal(tour: Tour):
    return tour.go("/journal", "admin")


@visit("/journal", "verified", shows="main p.notice.good")
def journal_verified(tour: Tour):
    desk = tour.go("/journal", "admin")
    desk.go(desk.page.locator("main form[action='/journal/verify'] button"))
    return desk


# Accounts and administration.


@visit("/account", "busy", shows=FORM)
def account(tour: Tour):
    return tour.go("/account")


@visit("/account", "error", at="/account/password")
def account_wrong(tour: Tour):
    return tour.wrong(tour.go("/account"))


@visit("/account/confirm", "busy", shows=FORM)
def confirm(tour: Tour):
    return tour.go("/account/confirm?next=/administration", "admin")


@visit("/account/confirm", "error")
def confirm_wrong(tour: Tour):
    desk = confirm(tour)
    desk.fill("パスワード", "これではない")
    desk.go(desk.page.locator("main form button.main").last)
    return desk


@visit("/administration", "busy", shows="main a.button[href^='/administration/']")
def administration(tour: Tour):
    return tour.go("/administration", "admin")


@visit("/administration/accounts", "busy", shows=ROWS)
def accounts(tour: Tour):
    return tour.go("/administration/accounts", "admin")


@visit("/administration/accounts", "made", shows="main code:has-text('/link/')", at="/administration/accounts/{person}/reset")
def account_link(tour: Tour):
    desk = tour.go("/administration/accounts", "admin")
    desk.go(desk.page.locator("form[action*='/reset'] button").first)
    return desk


@visit("/administration/sessions", "busy", shows=ROWS)
def sessions(tour: Tour):
    return tour.go("/administration/sessions", "admin")


@visit("/administration/settings", "busy", shows="main dl.facts dt")
def settings(tour: Tour):
    return tour.go("/administration/settings", "admin")


@visit("/administration/settings/{setting}", "busy", shows=FORM)
def setting(tour: Tour):
    return tour.go(tour.link("/administration/settings", r"/administration/settings/.+", "admin"), "admin")


@visit("/administration/settings/{setting}", "error")
def setting_wrong(tour: Tour):
    return tour.wrong(setting(tour))


# What answers when something is wrong with a request.


def trouble(state: str):
    return visit(ANYWHERE, state, shows="main a.button", lacks="main .field")


@trouble("forbidden")
def forbidden(tour: Tour):
    return tour.go("/administration", "goro", status=TROUBLES["forbidden"])


@trouble("not-found")
def not_found(tour: Tour):
    return tour.go("/matters/2020-000001", status=TROUBLES["not-found"])


@trouble("method")
def wrong_method(tour: Tour):
    return tour.go("/sign-out", status=TROUBLES["method"])
