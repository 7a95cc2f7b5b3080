"""What decides who sees and who decides asks for the password again when it was not typed lately, and loses nothing."""

import re
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
    # Half an hour later it is: whoever is readmitted reads what was said meanwhile.
    cast.last = ""
    desk = cast.open("yoko", "除外を解除する")
    desk.fill("だれについてですか", "例示 五郎")
    desk.fill("理由", "本人に関わらないと分かった。")
    desk.press(CHECK)
    house.move(hours=0.5)
    desk.press(DO)
    confirm(desk, house, "除外を解除する")
    desk.press(CHECK)
    desk.press(DO)
    assert desk.page.locator("main .notice.good").count(), desk.tell("nobody was readmitted")
    other.menu("案件")
    assert other.page.locator("main a").filter(has_text=number).count()


def test_taking_out_what_is_sealed(house, context, tmp_path):
    number, _ = report(house, context, danger="^危険はない", what="不審な添付ファイルが届いた", where="事務室")
    cast = Cast(house, context, number)
    desk = cast.matter("shiro")
    # Attached as what it is: from then on it is taken out only by a post that the organisation named.
    (tmp_path / "mail.bin").write_bytes(b"malicious")
    desk.page.locator("main summary", has_text="ファイルを添える").click()
    desk.page.locator("main input[type=file]").set_input_files(tmp_path / "mail.bin")
    desk.page.locator("main label", has_text="悪意のあるもの").click()
    desk.press("ファイルを添える")
    desk.follow("mail.bin")
    assert desk.heading == "封印された証拠を取り出す", desk.tell("it was handed out")
    desk.fill("証拠のファイル", "mail.bin")
    desk.fill("理由", "情報センターで調べるため。")
    desk.press(CHECK)
    assert "取り出せる役職がまだ定められていません" in desk.page.locator("main").inner_text()
    # The administrator names the post; that asks for the password too.
    admin = Desk(context(), house.address, "admin")
    admin.menu("管理")
    admin.follow("設定", exact=False)
    admin.go(admin.page.locator("main a[href$='/settings/openers']"))
    house.move(hours=0.5)
    admin.page.locator("main .choice label", has_text=re.compile("^情報セキュリティ推進責任者$")).click()
    admin.fill("変える理由", "情報セキュリティ委員会の決定による。")
    admin.go(admin.page.locator("main form button.main").last)
    confirm(admin, house, "封印された証拠を取り出せる役職")
    admin.go(admin.page.locator("main form button.main").last)
    assert "情報セキュリティ推進責任者" in admin.page.locator("main").inner_text(), admin.tell("it was not set")
    # Now it is taken out, with the password once more; what was typed is still there.
    desk.press(CHECK)
    assert desk.can_press(DO), desk.tell("it is refused")
    desk.press(DO)
    confirm(desk, house, "封印された証拠を取り出す")
    assert desk.field("理由").typed == "情報センターで調べるため。", desk.tell("what was typed is lost")
    desk.press(CHECK)
    with desk.page.expect_download() as download:
        desk.page.locator("main").get_by_role("button", name=DO).click()
    assert download.value.path().read_bytes() == b"malicious"
    cast.last = ""
    text = cast.matter("shiro").page.locator("main").text_content()
    assert "例示 四郎が取り出した" in text and "証拠を開いた" in text and "情報センターで調べるため。" in text


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
