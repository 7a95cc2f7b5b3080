"""What the script adds: nothing typed is lost, and what others enter is announced."""

import pytest
from desk import Desk
from matter import Act, Cast
from report import report

pytestmark = pytest.mark.parametrize("script", [True], ids=["with-script"])


def test_a_report_half_written_is_there_again(house, context):
    desk = Desk(context(), house.address)
    desk.menu("通報する")
    desk.fill("何が起きましたか", "知らない画面が出て動かない")
    desk.page.locator("[data-draft-status]").filter(has_text=":").wait_for()
    desk.menu("サインイン")
    desk.menu("通報する")
    assert desk.field("何が起きましたか").typed == "知らない画面が出て動かない"

    # Once it has been sent, it is over.
    for label, value in {"人の命や体に危険": "^危険はない", "どこですか": "図書館", "いつ気付き": "分からない",
                         "あなたはどなた": "例示 花子"}.items():
        desk.fill(label, value)
    desk.press("通報する")
    desk.menu("通報する")
    assert desk.field("何が起きましたか").typed == ""


def test_an_act_half_filled_in_is_there_on_another_machine(house, context):
    number, _ = report(house, context, danger="^危険はない", what="画面がおかしい", where="図書館")
    cast = Cast(house, context, number)
    desk = cast.matter("goro")
    desk.follow("メモを書く")
    desk.fill("記録する言葉", "電源は切っていない。")
    desk.page.locator("[data-draft-status]").filter(has_text="保存").wait_for()
    cast.desks.clear()
    cast.last = ""
    other = cast.matter("goro")
    other.follow("メモを書く")
    assert other.field("記録する言葉").typed == "電源は切っていない。"


def test_what_another_enters_is_announced_within_five_seconds(house, context):
    number, _ = report(house, context, danger="^危険はない", what="画面がおかしい", where="図書館")
    cast = Cast(house, context, number)
    watching = cast.matter("shiro")
    cast.do(Act("goro", "情報セキュリティ推進員", "メモを書く", answers={"記録する言葉": "端末の前にいる。"}))
    # It stands in the record by itself; what follows from it is a click away.
    watching.page.locator("ol.timeline > li").first.filter(has_text="端末の前にいる。").wait_for(timeout=5_000)
    assert watching.page.locator("ol.timeline > li").filter(has_text="端末の前にいる。").count() == 1
    news = watching.page.locator("[data-news] a")
    news.wait_for(timeout=5_000)
    watching.go(news)
    assert "端末の前にいる。" in watching.page.locator("ol.timeline > li").first.inner_text()


def test_a_duty_that_arises_is_announced_in_the_list_of_duties(house, context):
    watching = Desk(context(), house.address, "goro")
    watching.menu("私の対応")
    news = watching.page.locator("[data-news] a")
    assert not news.count()
    number, _ = report(house, context, danger="^危険はない", what="画面がおかしい", where="図書館")
    news.wait_for(timeout=10_000)
    watching.go(news)
    assert watching.heading == "私の対応"
    assert watching.page.locator("main p.trail").filter(has_text=number).count()
    # What is shown is now: nothing more is announced while nothing happens.
    watching.page.wait_for_timeout(6_000)
    assert not watching.page.locator("[data-news] a").count()


def test_a_row_half_amended_fills_over_nothing_that_came_meanwhile(house, context):
    def amending(name: str) -> Desk:
        desk = Desk(context(), house.address, name)
        desk.menu("台帳")
        desk.go(desk.page.locator("main a[href='/registers/predefined-procedures']").first)
        desk.go(desk.page.locator("main a[href='/registers/predefined-procedures/rows/malware']").first)
        desk.follow("記載を直す")
        return desk

    first = amending("jiro")
    first.fill("適用する場合", "学内と持込みの端末")
    first.page.locator("[data-draft-status]").filter(has_text="保存").wait_for()
    other = amending("saburo")
    other.fill("^版", "1.3")
    other.fill("理由", "手順を改めたため。")
    other.go(other.page.locator("main form button.main").last)
    # On another machine: what was typed is there, and beside it what somebody else has changed.
    again = amending("jiro")
    assert any("ほかの人がこの記載を変えました" in error for error in again.errors()), again.tell("it is not said")
    assert again.field("適用する場合").typed == "学内と持込みの端末" and again.field("^版").typed == "1.3"
    again.fill("理由", "適用を広げたため。")
    again.go(again.page.locator("main form button.main").last)
    row = again.page.locator("main").inner_text()
    assert "学内と持込みの端末" in row and "1.3" in row, again.tell("one of the two is lost")
