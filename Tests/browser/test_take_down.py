"""A claim from outside to take something down, to the eighth day."""

from matter import NO, YES, Cast
from report import report


def test_a_take_down_claim_waits_for_the_eighth_day(house, context, acted):
    number, _ = report(
        house, context, danger="^危険はない", what="貴校の学生の掲示板で名誉を傷つけられた。削除を求める",
        where="https://board.reiji.example.ac.jp/1",
        more={"連絡先": "kenri@example.jp", "組織の外の方ですか": "^外の者です", "近いものはどれですか": "書き込み・掲載"})
    cast = Cast(house, context, {
        "発生か，おそれ": "^発生している", "対外的・対内的": "^どれでもない", "影響の及ぶ範囲": "外にも及ぶ",
        "コンテンツインシデントの原因": "名誉や信用", "内容の問題は": "^主張されている", "学外クレームで知ったか": YES,
        "認知の経緯": "^学外クレーム", "届いた手段": "^書面", "請求者の立場": "^権利者",
        "学外クレームの種類": "^送信中止・削除", "通信の形": "１対多", "発信元利用者等を特定": YES,
        "^発信元利用者等": "例示 久美", "違法かどうかの見極め": "^見極めが難しい", "利用者等の反論": "^出ていない",
        "責任者の選ぶ進め方": "学内の問題として", "片付け方": "^ふだんの技術対応", "対処を実施する者": "例示 五郎",
        "返信の要否": "^返信しない", 
    }, number)
    cast.refused_to_close("shiro")
    people = ("shiro", "goro", "hanako", "jiro", "ichiro", "yoko", "taro", "nana", "rei")
    cast.do("yoko", "インシデント報告書を書く")
    cast.work(*people)
    titles = [title for _, title, _ in cast.done]
    assert "請求があったことを発信した利用者等に知らせる" in titles, cast.desk("shiro").tell(f"{titles}")
    assert not any("７日" in title for title in titles), "done before the days were over"
    clock = cast.matter("shiro").page.locator("section.clock").filter(has_text="７日")
    assert clock.count(), cast.desk("shiro").tell("no clock runs")

    # On the seventh day nothing may be deleted yet; on the eighth it must be.
    house.move(days=6, hours=20)
    cast.desks.clear()
    cast.refused_to_close("shiro", by_clause=False)
    cast.work(*people)
    assert not any("７日が過ぎ" in title for _, title, _ in cast.done), "done before the days were over"
    house.move(days=1, hours=4)
    cast.desks.clear()
    cast.work(*people)
    titles = [title for _, title, _ in cast.done]
    assert any("７日が過ぎ" in title for title in titles), titles
    cast.close("shiro")
    acted(cast.clauses("shiro"))
