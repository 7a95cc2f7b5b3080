"""A threat to life, from the report to the close."""

from matter import YES, Cast
from report import report


def test_a_threat_to_life_runs_to_its_end(house, context, acted):
    number, reporter = report(
        house, context, danger="^危険がある", what="掲示板に，明日の午後に講義棟を爆破するという書き込みがある",
        where="学生掲示板のページ", more={"組織の外の方ですか": "^中の者です", "近いものはどれですか": "予告を見た"})
    life = reporter.page.locator("section.life").inner_text()
    assert "先に電話してください" in life and "119番" in life, reporter.tell("life does not come first")

    cast = Cast(house, context, {
        "内容の問題は": "^確かめられた", "発生か，おそれ": "^おそれがある", "対外的・対内的": "^どれでもない",
        "影響の及ぶ範囲": "^学内ネットワークの中だけ", "生命・身体": YES, "学内で対処": YES, "急ぎの対処が": YES,
        "発信元の探知の結果": "^判明した", "緊急連絡を出すか": YES, "責任者の選ぶ進め方": "学内の問題として",
        "片付け方": "^ふだんの技術対応", "対処を実施する者": "例示 五郎",
    }, number)
    cast.refused_to_close("shiro")
    cast.work("shiro", "goro", "hanako", "jiro", "ichiro", "yoko", "taro", "nana", "rei")
    titles = [title for _, title, _ in cast.done]
    first = titles.index("報告に先立って緊急の対応に取りかかる")
    assert first < titles.index("緊急対応の結果を責任者と副責任者に報告する")
    assert "学内に緊急連絡を出す" in titles
    cast.close("shiro")
    acted(cast.clauses("shiro"))
