"""Two things are taken out of the office, and one does not come back."""

import re

import pytest
from matter import YES, Cast


PEOPLE = ("hashida", "kensetsuyama", "somuta", "keikaku", "fukumura")


@pytest.mark.rulebook("village")
def test_a_missing_item_is_found_out_and_settled(house, context, acted):
    cast = Cast(house, context, {
        "持ち出しの目的": "^業務上", "不正プログラム対策": "^パソコンを使わない", "ほかの手段": "^ない", "守りが足りている": YES,
        "施した守り": ["鍵付き", "暗号化"], "データの守り": "^暗号化", "行方|どうなった|なくなった": "紛失|盗",
    })
    desk = cast.desk("hashida")
    desk.menu("案件")
    desk.follow("案件を起こす・申請する")
    desk.follow("持ち出し", exact=False)
    cast.complete(desk, cast.answers, "main form")
    desk.fill("内容", "現場の立会いに持って行く")
    desk.page.locator("main .choice label").filter(has_text="橋りょう保守図面").first.click()
    desk.page.locator("main .choice label").filter(has_text="工事写真").first.click()
    desk.press("確かめて始める")
    cast.number = re.search(r"\d{4}-\d{6}", desk.page.locator("h1").inner_text())[0]
    cast.refused_to_close("hashida")
    cast.work("hashida", "kensetsuyama", "somuta", but="足りない物|始末")
    for item in ("i1", "i2"):
        cast.do("hashida", f"指示どおりに持ち出す（{item}）")
    # Back: one thing is there, the other is not.
    cast.work("hashida", but="全部あるか|始末")
    cast.do("hashida", "全部あるか一点ずつ調べる（i1）", {"どの状態": "戻|返"})
    cast.do("hashida", "全部あるか一点ずつ調べる（i2）", {"どの状態": "ない|不足|見当"})
    cast.work("hashida", "kensetsuyama", but="始末")
    # The shortage has opened an incident of its own; until that has ended, this one cannot.
    cast.refused_to_close("hashida", by_clause=False)
    parent = cast.number
    others = cast.matter("hashida").page.locator("main a[href^='/matters/']").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))")
    child = next(found[0] for href in others if (found := re.fullmatch(r"/matters/(\d{4}-\d{6})", href)) and found[1] != parent)
    cast.turn_to(child.split("/")[-1])
    cast.refused_to_close("kensetsuyama")
    cast.work(*PEOPLE)
    cast.close("kensetsuyama")
    incident = cast.clauses("kensetsuyama")
    cast.turn_to(parent)
    cast.work(*PEOPLE)
    cast.close("kensetsuyama")
    acted(sorted({*incident, *cast.clauses("kensetsuyama")}))
