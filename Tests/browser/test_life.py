"""A threat to life, from the report to the close."""

from matter import NO, YES, Act, Cast
from report import report

LEAD, STAFF = "情報セキュリティ推進責任者", "情報セキュリティ推進員"
DEPUTY, OFFICER = "情報セキュリティ副責任者", "情報セキュリティ責任者"
RESPONDER = "対処を実施する者"

STORY = [
    Act("shiro", LEAD, "発信元の探知を推進員に命じる", "6①前段"),
    Act("shiro", LEAD, "一次の切り分けを行う", "3④", {
        "^発生か，おそれ": "^おそれがある", "対外的・対内的": "^どれでもない", "影響の及ぶ範囲": "^学内ネットワークの中だけ",
        "コンテンツインシデントの原因": "^どれでもない", "内容の問題は": "^確かめられた", "生命・身体": YES, "学内で対処": YES,
        "急ぎの対処": YES, "法的に慎重": NO, "学外クレームで知ったか": NO}),
    Act("shiro", LEAD, "報告に先立って緊急の対応に取りかかる", "3④(イ)B)前段"),
    Act("shiro", LEAD, "統括部署の支援を得て記録類を保全する", "3④(イ)A)後段"),
    Act("shiro", LEAD, "急ぎの技術対応を推進員に命じる", "3⑤第一文前段"),
    Act("shiro", LEAD, "急ぎの技術対応の結果を副責任者に報告する", "3⑤第一文後段"),
    Act("shiro", LEAD, "被害が広がるおそれがあるか", answers={"被害が広がる": NO}),
    Act("goro", STAFF, "推進責任者に状況を報告する", "3③"),
    Act("goro", STAFF, "急ぎの対処が滞らず進むようにする", "参考1(4)①(ウ)第一文結び"),
    Act("goro", STAFF, "インシデント報告書で報告受理者に報告する", "参考1(4)②(ア)本文"),
    Act("goro", STAFF, "口頭で済ませた報告を報告書に書く", "参考1(4)①(ウ)第二文"),
    Act("goro", STAFF, "発信元を探知する", "6①前段"),
    Act("goro", STAFF, "探知の結果を推進責任者に報告する", "6①後段", {"発信元の探知の結果": "^判明した"}),
    Act("goro", STAFF, "認知の経緯", answers={"認知の経緯": "^利用者等からの通報"}),
    Act("goro", "学内窓口", "学内からの知らせを受け付ける", "2①(ア)"),
    Act("jiro", DEPUTY, "口頭で受けた報告の詳細を記録させる", "参考1(4)②(ウ)第二文"),
    Act("jiro", DEPUTY, "推進責任者と推進員を指揮する", "3⑥第一文"),
    Act("jiro", DEPUTY, "報告の中身を確かめる", "参考1(4)②(エ)第一文前半", {"知らせる相手": "^どれでもない"}),
    Act("jiro", DEPUTY, "対処に当たる者を選び，対処を命じる", "参考1(4)②(ウ)第一文", {
        "上位者の承認": NO, "対処を実施する者": "例示 五郎"}),
    Act("jiro", DEPUTY, "全学ネットワークに影響するか", answers={"全学ネットワーク": NO}),
    Act("jiro", DEPUTY, "この件で受け持ちを確かめた役割の印", "10凡例", {"役割の印": "^どれでもない"}),
    Act("shiro", LEAD, "緊急対応の結果を責任者と副責任者に報告する", "3④(イ)B)後段"),
    Act("shiro", LEAD, "探知の結果を副責任者に報告する", "6②前段"),
    Act("shiro", LEAD, "学内への緊急連絡について副責任者の指示を求める", "6②後段"),
    Act("goro", RESPONDER, "詳細を報告書に記録する", "参考1(4)②(ウ)第二文"),
    Act("goro", RESPONDER, "対処方針を提案する", "参考1(4)③第一文前半"),
    Act("goro", RESPONDER, "決裁を求める：対処方針の承認", "参考1(4)③第一文後半，参考1(3)①本文"),
    Act("goro", STAFF, "事業継続計画と規程が食い違うか", answers={"事業継続計画": NO}),
    Act("jiro", DEPUTY, "学内への緊急連絡について責任者の指示を仰ぐ", "6③前段"),
    Act("jiro", DEPUTY, "決裁する：対処方針の承認", "参考1(4)③第一文後半，参考1(3)①本文", {"決裁": "^承認する"}),
    Act("ichiro", OFFICER, "学外クレーム・対外クレーム・学内での解決の別を決める", "3⑦", {"責任者の選ぶ進め方": "学内の問題として"}),
    Act("ichiro", OFFICER, "学内への緊急連絡について指示する", "6③前段", {"緊急連絡を出すか": YES}),
    Act("ichiro", OFFICER, "学内での片付け方を決める", "3⑦(ウ)", {"片付け方": "^ふだんの技術対応"}),
    Act("shiro", LEAD, "ふだんの技術対応を行わせる", "3⑦(ウ)"),
    Act("goro", RESPONDER, "方針に沿って対処する", "参考1(1)第一段落"),
    Act("goro", RESPONDER, "対処の結果を報告書に書く", "参考1(1)第一段落"),
    Act("goro", RESPONDER, "復旧だけで再発のおそれがあるかを見極める", "参考1(4)④判断", {"再び起きるおそれ": NO}),
    Act("jiro", DEPUTY, "学内に緊急連絡を出す", "6③前段"),
    Act("ichiro", OFFICER, "対策の妨げにならずに学内に広められる事例か", answers={"学内に広められる": NO}),
]


def test_a_threat_to_life_runs_to_its_end(house, context, acted):
    number, reporter = report(
        house, context, danger="^危険がある", what="掲示板に，明日の午後に講義棟を爆破するという書き込みがある",
        where="学生掲示板のページ", more={"組織の外の方ですか": "^いいえ（内部の者です）", "近いものはどれですか": "予告を見た"})
    life = reporter.page.locator("section.life").inner_text()
    assert "先に電話してください" in life and "119番" in life, reporter.tell("life does not come first")

    cast = Cast(house, context, number)
    cast.play(*STORY[:-2])
    cast.refused_to_close("shiro", "6③前段")
    cast.play(*STORY[-2:])
    cast.close("shiro", LEAD)
    acted(cast.recorded("shiro", STORY, LEAD))
