"""Two things are taken out of the office, and one does not come back."""

import re

import pytest
from desk import Desk
from looks import look, unfold
from matter import YES, Act, Cast
from windows import TELEPHONE

APPLICANT, OWNER = "申請者", "情報セキュリティ責任者"
# The application, the taking out, the return and the count.
BEFORE = [
    Act("hashida", APPLICANT, "様式2に書く", "第2章2 管理方法等(2)", {
        "^対策$": ["^鍵付きケース等", "^暗号化"], "持ち出しの目的": "^業務上", "^外で使うパソコン": "^パソコンを使わない"}),
    Act("hashida", APPLICANT, "様式2の書き漏れをなくす", "第2章2 補足事項 第5点"),
    Act("kensetsuyama", OWNER, "理由を確かめ，ほかの手段を検討する", "第2章2 管理方法等(3)", {"ほかの手段": "^ない"}),
    Act("kensetsuyama", OWNER, "持ち出す範囲を要る分だけに絞る", "第2章2 管理方法等(3)，第2章2 補足事項 第1点"),
    Act("kensetsuyama", OWNER, "使い方を確かめ，守りを検証する", "第2章2 管理方法等(4)", {"守りが足りている": YES}),
    Act("kensetsuyama", OWNER, "場所・期間・運び方を確かめ，守りを検証する", "第2章2 補足事項 第3点", {"守りが足りている": YES}),
    Act("hashida", APPLICANT, "決裁を求める：持ち出しの許可（様式2）", "第2章1 表に続く(10)，第2章1 管理方法等2（分類2の表） 持ち出し，第2章2 管理方法等(2)"),
    Act("kensetsuyama", OWNER, "決裁する：持ち出しの許可（様式2）", "第2章1 表に続く(10)，第2章1 管理方法等2（分類2の表） 持ち出し，第2章2 管理方法等(2)", {
        "決裁": "^承認する"}),
    Act("hashida", APPLICANT, "外での決まりを確かめる", "第2章1 表に続く(10)"),
    Act("hashida", APPLICANT, "機密性2の物に鍵付きケース・暗号化・パスワードのいずれかを施す", "第2章1 管理方法等2（分類2の表） 持ち出し", {
        "工事写真のUSBメモリ：施した守り": ["鍵付き"], "橋りょう保守図面：施した守り": ["暗号化"]}, things=2),
    Act("hashida", APPLICANT, "媒体の中のデータに暗号化・パスワードをかける（工事写真のUSBメモリ）", "第2章2 管理方法等(6)", {"データの守り": "^暗号化"}),
    Act("hashida", APPLICANT, "指示どおりに持ち出す", "第2章2 補足事項 第6点", {
        "^工事写真のUSBメモリ$": "この物について記録する", "^橋りょう保守図面$": "この物について記録する"}, things=2),
    Act("hashida", APPLICANT, "戻した事実を様式2に書く", "第2章2 管理方法等(2)"),
    Act("hashida", APPLICANT, "機密性2の持ち出しを様式2に書き留める", "第2章1 管理方法等2（分類2の表） 持ち出し"),
    Act("hashida", APPLICANT, "全部あるか一点ずつ調べる", "第2章2 管理方法等(7)", {
        "^工事写真のUSBメモリ$": "返却済み", "^橋りょう保守図面$": "不足"}, things=2),
    Act("hashida", APPLICANT, "足りない物を所属の責任者に報告する（橋りょう保守図面）", "第2章2 管理方法等(7)"),
]
# The incident that the shortage opens.
MISSING = [
    Act("hashida", "発見者・報告者", "持ち物などをもう一度確かめる", "3-4(1)①ロ"),
    Act("kensetsuyama", OWNER, "CSIRTに第一報を入れる", "3-4(1)①ハ"),
    Act("kensetsuyama", OWNER, "物の行方を整理する", "3-4(1)②ロ", {"行方|どうなった|なくなった": "紛失"}),
    Act("kensetsuyama", OWNER, "警察へ遺失届か被害届を出す", "3-4(1)②ハ"),
    Act("kensetsuyama", OWNER, "CSIRTに最終の報告をする", "3-4(1)⑥ハ"),
]
# What the record of the one matter says of the other; nobody does it.
ENDED = Act("kensetsuyama", OWNER, "つながる案件が終わった")
AFTER = [
    Act("hashida", APPLICANT, "足りなかった物の始末を書き留める（橋りょう保守図面）", "第2章2 管理方法等(7)"),
    Act("kensetsuyama", OWNER, "持ち出しと返却を台帳の来歴に書く", "第2章1 管理方法等(2)"),
    Act("kensetsuyama", OWNER, "書いた様式2を保管する", "第2章2 補足事項 第5点"),
]


class Looked:
    """Looks at every page of a story that is another than those before, on a telephone."""

    def __init__(self):
        self.pages: set[str] = set()
        self.problems: list[str] = []

    def __call__(self, desk: Desk):
        stage = desk.page.locator("main section.errors, main section.refused, main button.main").all_inner_texts()
        page = re.sub(r"（[^）]+）|\d{4}-\d{6}", "", desk.heading) + "".join(stage)[:20]
        if page in self.pages:
            return
        self.pages.add(page)
        usual = desk.page.viewport_size
        desk.page.set_viewport_size(TELEPHONE)
        unfold(desk.page)
        self.problems += [f"{desk.heading}: {problem}" for problem in look(desk.page)]
        desk.page.set_viewport_size(usual)


def apply(cast: Cast) -> str:
    """The application for a paper and a medium; the number of the matter."""
    desk = cast.desk("hashida")
    desk.menu("案件")
    desk.follow("案件を起こす・申請する")
    desk.follow("持ち出し", exact=False)
    cast.fill(desk, Act("hashida", APPLICANT, "", answers={
        "内容": "現場の立会いに持って行く", "持ち出す物": ["橋りょう保守図面", "工事写真"]}), "main form")
    desk.press("この内容で始める")
    number = re.search(r"\d{4}-\d{6}", desk.heading)[0]
    cast.turn_to(number)
    return number


@pytest.mark.rulebook("village")
def test_a_missing_item_is_found_out_and_settled(house, context, acted, script):
    cast = Cast(house, context)
    if script:
        # The check of a page is a script: every page of the village is looked at where scripts run.
        cast.arrived = looked = Looked()
    number = apply(cast)
    desk = cast.desk("hashida")
    cast.play(*BEFORE)

    # The shortage has opened an incident of its own; until that has ended, this one cannot.
    cast.refused_to_close("kensetsuyama", "第2章2 管理方法等(7)")
    others = cast.matter("hashida").page.locator("main a[href^='/matters/']").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))")
    opened = {found[1] for href in others if (found := re.fullmatch(r"/matters/(\d{4}-\d{6})", href))} - {number}
    assert len(opened) == 1, desk.tell(f"it opened {opened}")
    cast.turn_to(opened.pop())
    cast.play(*MISSING[:-1])
    cast.refused_to_close("kensetsuyama", "3-4(1)⑥ハ")
    cast.play(MISSING[-1])
    cast.close("kensetsuyama", OWNER)
    clauses = cast.recorded("kensetsuyama", MISSING, OWNER)

    cast.turn_to(number)
    cast.play(*AFTER)
    cast.close("kensetsuyama", OWNER)
    acted(clauses + cast.recorded("kensetsuyama", [*BEFORE, ENDED, *AFTER], OWNER))
    if script:
        assert len(looked.pages) > 30 and not looked.problems, "\n".join(looked.problems)
