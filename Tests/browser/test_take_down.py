"""A claim from outside to take something down, to the eighth day."""

from matter import NO, YES, Act, Cast
from report import report

LEAD, STAFF = "情報セキュリティ推進責任者", "情報セキュリティ推進員"
DEPUTY, OFFICER = "情報セキュリティ副責任者", "情報セキュリティ責任者"
RESPONDER = "対処を実施する者"
DESK = "管理運営部署（総務課）"

STORY = [
    Act("yoko", DESK, "インシデント報告書を書く", "参考1(1)第二段落"),
    Act("yoko", DESK, "学外からの通報を報告受理者に報告する", "参考1(4)②(ア)括弧書"),
    Act("shiro", LEAD, "一次の切り分けを行う", "3④", {
        "^発生か，おそれ": "^発生している", "対外的・対内的": "^どれでもない", "影響の及ぶ範囲": "外にも及ぶ",
        "コンテンツインシデントの原因": "名誉や信用", "内容の問題は": "^主張されている", "学外クレームで知ったか": YES,
        "法的に慎重": NO, "急ぎの対処": NO}),
    Act("shiro", LEAD, "学外クレームを副責任者と責任者に報告する", "7(1)②"),
    Act("shiro", LEAD, "コンテンツインシデントを副責任者を経て責任者に報告する", "3④(イ)A)前段"),
    Act("shiro", LEAD, "統括部署の支援を得て記録類を保全する", "3④(イ)A)後段"),
    Act("shiro", LEAD, "刑事法に触れるという指摘か", answers={"刑事法に触れる": NO}),
    Act("shiro", LEAD, "学外クレームの種類", "1(7)", {"学外クレームの種類": "^送信中止・削除"}),
    Act("shiro", LEAD, "請求者の立場", answers={"請求者の立場": "^権利者"}),
    Act("shiro", LEAD, "指摘された通信の形", answers={"通信の形": "１対多"}),
    Act("shiro", LEAD, "海外からの請求か", answers={"海外からの請求か": NO}),
    Act("shiro", LEAD, "被害が広がるおそれがあるか", answers={"被害が広がる": NO}),
    Act("yoko", DESK, "初動を頼む", "3①"),
    Act("goro", STAFF, "推進責任者に状況を報告する", "3③"),
    Act("goro", STAFF, "中止・削除を求められた内容の事実関係を調べる", "7(2)①前段"),
    Act("goro", STAFF, "内容を出した利用者等を突き止める", "7(2)①後段", {"発信元利用者等を特定": YES}),
    Act("goro", STAFF, "突き止めた利用者等を，受け持つ者だけが見る欄に記す", "7(2)①後段", {"^発信元利用者等": "例示 久美"}),
    Act("goro", "学外窓口", "学外からの知らせを受け付ける", "2①(イ)"),
    Act("goro", "情報センター", "知らせの届いた手段", answers={"届いた手段": "^書面"}),
    Act("jiro", DEPUTY, "取り次ぐ：コンテンツインシデントを副責任者を経て責任者に報告する", "3④(イ)A)前段"),
    Act("jiro", DEPUTY, "推進責任者と推進員を指揮する", "3⑥第一文"),
    Act("jiro", DEPUTY, "返信するかを決め，理由を記す", "参考2(1)第一段落", {"返信の要否": "^返信しない"}),
    Act("jiro", DEPUTY, "法的な効果や違法性の見極めが要るか", answers={"違法性の見極め": NO}),
    Act("jiro", DEPUTY, "違法かどうかを見極める", "7(2)②(ア)前段", {"違法かどうかの見極め": "^見極めが難しい"}),
    Act("jiro", DEPUTY, "全学ネットワークに影響するか", answers={"全学ネットワーク": NO}),
    Act("jiro", DEPUTY, "この件で受け持ちを確かめた役割の印", "10凡例", {"役割の印": "^どれでもない"}),
    Act("jiro", DEPUTY, "返信が望ましい事情", answers={"返信が望ましい": "^どれでもない"}),
    Act("jiro", DEPUTY, "結果の連絡が後の交渉に役立つと専門家が見るか", answers={"後の交渉": NO}),
    Act("ichiro", OFFICER, "学外クレーム・対外クレーム・学内での解決の別を決める", "3⑦", {"責任者の選ぶ進め方": "学内の問題として"}),
    Act("ichiro", OFFICER, "非常時対策本部が要るかを決める", "7(1)③後段", {"非常時対策本部": NO}),
    Act("ichiro", OFFICER, "学外クレームの手順を並行して進めさせる", "3⑦(ア)"),
    Act("ichiro", OFFICER, "学内での片付け方を決める", "3⑦(ウ)", {"片付け方": "^ふだんの技術対応"}),
    Act("ichiro", OFFICER, "攻撃先サイト・関係機関・機構本部への連絡と外部広報を取り仕切る", "7(1)④前段", {"連絡・広報の相手": "^どれでもない"}),
    Act("shiro", LEAD, "請求があったことを発信した利用者等に知らせる", "7(2)②(ア)中段"),
    Act("shiro", LEAD, "発信者が通知を受け取った日時"),
    Act("shiro", LEAD, "ふだんの技術対応を行わせる", "3⑦(ウ)"),
    Act("shiro", LEAD, "責任者又は対策本部の取り仕切りに従う", "7(1)④後段"),
    Act("goro", STAFF, "責任者又は対策本部の取り仕切りに従う", "7(1)④後段"),
    Act("jiro", DEPUTY, "報告の中身を確かめる", "参考1(4)②(エ)第一文前半", {"知らせる相手": "^どれでもない"}),
    Act("jiro", DEPUTY, "対処に当たる者を選び，対処を命じる", "参考1(4)②(ウ)第一文", {
        "上位者の承認": NO, "対処を実施する者": "例示 五郎"}),
    Act("jiro", DEPUTY, "利用者等の反論", answers={"利用者等の反論": "^出ていない"}),
    Act("goro", RESPONDER, "対処方針を提案する", "参考1(4)③第一文前半"),
    Act("goro", RESPONDER, "決裁を求める：対処方針の承認", "参考1(4)③第一文後半，参考1(3)①本文"),
    Act("goro", STAFF, "事業継続計画と規程が食い違うか", answers={"事業継続計画": NO}),
    Act("jiro", DEPUTY, "決裁する：対処方針の承認", "参考1(4)③第一文後半，参考1(3)①本文", {"決裁": "^承認する"}),
    Act("goro", RESPONDER, "方針に沿って対処する", "参考1(1)第一段落"),
    Act("goro", RESPONDER, "対処の結果を報告書に書く", "参考1(1)第一段落"),
    Act("goro", RESPONDER, "復旧だけで再発のおそれがあるかを見極める", "参考1(4)④判断", {"再び起きるおそれ": NO}),
    Act("ichiro", OFFICER, "対策の妨げにならずに学内に広められる事例か", answers={"学内に広められる": NO}),
]

DELETION = Act(
    "goro", STAFF, "反論がないまま７日が過ぎたので内容を消す（送信を止めるのでもよい）", "7(2)②(ア)後段", {"措置": "^削除"})


def test_a_take_down_claim_waits_for_the_eighth_day(house, context, acted):
    number, _ = report(
        house, context, danger="^危険はない", what="貴校の学生の掲示板で名誉を傷つけられた。削除を求める",
        where="https://board.reiji.example.ac.jp/1",
        more={"連絡先": "kenri@example.jp", "組織の外の方ですか": "^はい（外部の者です）", "近いものはどれですか": "書き込み・掲載"})
    cast = Cast(house, context, number)
    cast.play(*STORY)
    clock = cast.matter("shiro").page.locator("section.clock").filter(has_text="７日")
    assert clock.count(), cast.desk("shiro").tell("no clock runs")

    # On the seventh day nobody owes anything, and nothing may be deleted; nor may the matter close.
    cast.later(days=6, hours=20)
    forbidden = cast.matter("goro").page.locator("section.refused").filter(has_text="７日が過ぎるまで")
    assert forbidden.count() and not cast.duties("goro"), cast.desk("goro").tell("it may be deleted already")
    cast.refused_to_close("shiro", "7(2)②(ア)後段")

    # On the eighth it must be.
    cast.later(days=1, hours=4)
    goro = cast.desk("goro")
    goro.menu("私の対応")
    owed = goro.page.locator("section.duty").filter(has_text=number)
    assert owed.count(), goro.tell("a duty that time has opened is on no list")
    cast.play(DELETION)
    cast.close("shiro", LEAD)
    acted(cast.recorded("shiro", [*STORY, DELETION], LEAD))
