"""What decides who sees and who decides asks for the password again when it was not typed lately, and loses nothing."""

import time

import pytest
from desk import CHECK, DO, Desk
from matter import Cast
from report import report

pytestmark = pytest.mark.parametrize("script", [False], ids=["without-script"])

PASSWORD_AGAIN = "もう一度パスワードを入力してください"


def confirm(desk: Desk, house, act: str):
    """The page of the password: it says for what it is asked; a wrong one is not enough."""
    assert desk.heading == PASSWORD_AGAIN and act in desk.page.locator("main").inner_text(), desk.tell("not asked")
    desk.fill("パスワード", "これではない")
    desk.go(desk.page.locator("main form button.main"))
    assert desk.heading == PASSWORD_AGAIN and desk.errors(), desk.tell("a wrong password was enough")
    desk.fill("パスワード", "reiji-no-demo-desu")
    desk.go(desk.page.locator("main form button.main"))


def test_excluding_somebody(house, context):
    number, _ = report(house, context, danger="^危険はない", what="五郎さんが操作していた", where="図書館")
    cast = Cast(house, context, number)
    desk = cast.open("yoko", "案件から除外する")
    house.move(hours=0.5)
    desk.fill("だれについてですか", "例示 五郎")
    desk.fill("理由", "通報の内容が本人に関わる。")
    desk.press(CHECK)
    desk.press(DO)
    confirm(desk, house, "案件から除外する")
    assert desk.field("理由").typed == "通報の内容が本人に関わる。", desk.tell("what was typed is lost")
    desk.press(CHECK)
    desk.press(DO)
    assert desk.page.locator("main .notice.good").count(), desk.tell("it was not done")
    # Typed lately, it is not asked for again; and whoever was excluded has lost sight.
    other = cast.desk("goro")
    other.menu("案件")
    assert not other.page.locator("main a").filter(has_text=number).count()


def assign(house, context) -> Desk:
    """The administrator fills in who gets a post, half an hour after the password was typed."""
    desk = Desk(context(), house.address, "admin")
    desk.menu("人と役職")
    desk.go(desk.page.locator("main a[href='/posts/promotion-staff']").first)
    desk.follow("就任を登録する")
    house.move(hours=0.5)
    desk.fill("就任する人|だれ|氏名", "例示 奈々")
    desk.go(desk.page.locator("main form button.main").last)
    return desk


def test_giving_somebody_a_post(house, context):
    desk = assign(house, context)
    confirm(desk, house, "役職に就く人・代理を変える")
    desk.go(desk.page.locator("main form button.main").last)
    assert "例示 奈々" in desk.page.locator("main").inner_text(), desk.tell("nobody was assigned")


def test_what_was_typed_and_never_sent_is_forgotten_after_ninety_days(house, context):
    assign(house, context)
    assert house.drafts() == 1
    for days, left in (80, 1), (11, 0):
        house.stop()
        house.move(days=days)
        house.start()
        # What has had its time is forgotten soon after the start, and then once a day.
        for _ in range(100):
            if house.drafts() == 0:
                break
            time.sleep(0.05)
        assert house.drafts() == left, f"{days} days later"


def test_a_page_left_open_does_not_keep_its_session_alive(house, context):
    desk = Desk(context(), house.address, "goro")
    desk.menu("私の対応")
    news = house.address + desk.page.locator("body").get_attribute("data-live")
    for _ in range(3):
        house.move(hours=2)
        # What the script of an open page asks, while nobody is there.
        assert desk.page.request.get(news).status == 200
    house.move(hours=2.5)
    assert desk.page.request.get(news).status == 401
    desk.menu("私の対応")
    assert desk.heading == "サインイン", desk.tell("the session lives on")
