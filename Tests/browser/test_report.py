"""Somebody reports from a telephone, without an account, and comes back; the matter is handled on telephones too."""

import re
import time

from windows import TELEPHONE
from desk import Desk
from matter import NO, Act, Cast
from report import report

LEAD, STAFF = "情報セキュリティ推進責任者", "情報セキュリティ推進員"
DEPUTY, RESPONDER = "情報セキュリティ副責任者", "対処を実施する者"

# How fast somebody types on a telephone who is in a hurry: characters a second.
TYPING = 5.0

# It turns out to be no incident of any kind.
STORY = [
    Act("goro", STAFF, "インシデント報告書を書く", "参考1(1)第二段落"),
    Act("shiro", LEAD, "一次の切り分けを行う", "3④", {
        "インシデントの区分": "^どれでもない", "^発生か，おそれ": "^発生している", "対外的・対内的": "^どれでもない",
        "影響の及ぶ範囲": "^学内ネットワークの中だけ", "法的に慎重": NO, "急ぎの対処": NO, "学外クレームで知ったか": NO}),
    Act("goro", STAFF, "推進責任者に状況を報告する", "3③"),
    Act("goro", STAFF, "インシデント報告書で報告受理者に報告する", "参考1(4)②(ア)本文"),
    Act("goro", "情報センター", "学外の者からの知らせか", "2①", {"学外の者からの知らせか": NO}),
    Act("goro", "学内窓口", "学内からの知らせを受け付ける", "2①(ア)"),
    Act("goro", STAFF, "認知の経緯", answers={"認知の経緯": "^利用者等からの通報"}),
    Act("jiro", DEPUTY, "全学ネットワークに影響するか", answers={"全学ネットワーク": NO}),
    Act("jiro", DEPUTY, "この件で受け持ちを確かめた役割の印", "10凡例", {"役割の印": "^どれでもない"}),
    Act("shiro", LEAD, "報告の中身を確かめる", "参考1(4)②(エ)第一文前半", {"知らせる相手": "^どれでもない"}),
    Act("shiro", LEAD, "対処に当たる者を選び，対処を命じる", "参考1(4)②(ウ)第一文", {
        "上位者の承認": NO, "対処を実施する者": "例示 五郎"}),
    Act("goro", RESPONDER, "対処方針を提案する", "参考1(4)③第一文前半"),
    Act("goro", STAFF, "事業継続計画と規程が食い違うか", answers={"事業継続計画": NO}),
]


def test_a_report_takes_five_answers_and_less_than_a_minute(house, context, acted):
    began = time.monotonic()
    desk = Desk(context(TELEPHONE), house.address)
    page = desk.page
    desk.menu("通報する")
    assert sum(field.required for field in desk.fields()) <= 5
    typed = 0
    desk.fill("人の命や体に危険", "^危険はない")
    for label, text in [
        ("何が起きましたか", "知らない画面が出て動かない"), ("どこですか", "図書館の端末"), ("いつ気付き", "分からない"),
        ("あなたはどなた", "例示 花子"),
    ]:
        desk.field(label).box.locator("input, textarea").first.press_sequentially(text)
        typed += len(text)
    # It fits the width of the telephone: nobody scrolls sideways.
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    desk.press("通報する")
    assert "受け付けました" in desk.heading, desk.tell("not received")
    spent = time.monotonic() - began
    assert spent + typed / TYPING <= 60, f"{spent:.1f} s, and {typed} characters"

    number, phrase = (text.strip() for text in page.locator(".receipt dd").all_inner_texts()[:2])
    assert re.fullmatch(r"\d{4}-\d{6}", number)
    assert len(phrase) >= 8

    # Later, in another window: the two come back, and something is added.
    later = Desk(context(TELEPHONE), house.address)
    later.menu("サインイン")
    later.follow("通報の確認と追加")
    later.fill("受付番号", number)
    later.fill("合言葉", phrase)
    later.go(later.page.locator("main form button.main").last)
    assert "知らない画面が出て動かない" in later.page.locator("main").inner_text(), later.tell("what was said is not there")
    later.fill("書き足したいこと", "電源は切っていません。")
    later.go(later.page.locator("main form button.main").last)
    assert "電源は切っていません。" in later.page.locator("main").inner_text(), later.tell("not added")

    # Whoever is on duty handles it on telephones.
    cast = Cast(house, lambda: context(TELEPHONE), number)
    cast.play(*STORY[:-2])
    cast.refused_to_close("shiro", "参考1(4)③第一文前半")
    cast.play(*STORY[-2:])
    cast.close("shiro", LEAD)
    acted(cast.recorded("shiro", STORY, LEAD))


def test_a_report_that_nobody_opens_is_red_for_everybody_until_somebody_does(house, context):
    number, _ = report(house, context, danger="^危険はない", what="画面がおかしい", where="図書館")
    cast = Cast(house, context, number)

    def alarm(name: str) -> str:
        desk = cast.desk(name)
        desk.menu("規程集")
        return desk.page.locator("main > .alarm").inner_text()

    # The demo has one that waits already.
    for name in ("yoko", "kumi"):
        assert "（1件）" in alarm(name) and number not in alarm(name)
    cast.later(hours=1)
    # Whom it does not concern is told whom to ring, and not which it is.
    for name, sees in {"goro": True, "yoko": True, "kumi": False, "admin": False}.items():
        assert "（2件）" in alarm(name) and (number in alarm(name)) == sees, name
    goro = cast.desk("goro")
    goro.go(goro.page.locator("main > .alarm a").filter(has_text=number))
    for name in ("kumi", "yoko"):
        assert "（1件）" in alarm(name) and number not in alarm(name)
