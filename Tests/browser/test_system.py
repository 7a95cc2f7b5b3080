"""A system incident, through five posts."""

from matter import Cast
from report import report

def test_a_system_incident_goes_through_five_posts(house, context, acted):
    number, reporter = report(
        house, context, danger="^危険はない", what="研究棟の端末に身代金を求める画面が出た", where="研究棟三階の端末",
        more={"組織の外の方ですか": "^中の者です", "近いものはどれですか": "様子がおかしい"})
    assert "電源を切らない" in reporter.page.locator("main").inner_text(), reporter.tell("what not to do is not said")

    cast = Cast(house, context, {
        "発生か，おそれ": "^発生している", "対外的・対内的": "^どれでもない", "影響の及ぶ範囲": "外にも及ぶ",
        "責任者の選ぶ進め方": "学内の問題として", "片付け方": "^ふだんの技術対応", "対処を実施する者": "例示 五郎",
    }, number)
    cast.refused_to_close("shiro")
    cast.do("goro", "インシデント報告書を書く")
    cast.work("shiro", "goro", "hanako", "jiro", "ichiro", "yoko", "taro", "nana", "rei")
    acting = {name for name, _, _ in cast.done}
    assert len(acting) >= 5, acting
    cast.close("shiro")
    acted(cast.clauses("shiro"))
