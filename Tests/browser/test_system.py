"""A system incident, through five posts."""

from matter import NO, YES, Act, Cast
from report import report

LEAD, STAFF = "情報セキュリティ推進責任者", "情報セキュリティ推進員"
DEPUTY, OFFICER = "情報セキュリティ副責任者", "情報セキュリティ責任者"
RESPONDER = "対処を実施する者"
CISO = "最高情報セキュリティ責任者"

STORY = [
    Act("goro", STAFF, "インシデント報告書を書く", "参考1(1)第二段落"),
    Act("shiro", LEAD, "一次の切り分けを行う", "3④", {
        "^発生か，おそれ": "^発生している", "対外的・対内的": "^どれでもない", "影響の及ぶ範囲": "外にも及ぶ",
        "^システムインシデントの原因": "^どれでもない", "法的に慎重": NO, "急ぎの対処": NO, "学外クレームで知ったか": NO}),
    Act("shiro", LEAD, "副責任者を経て責任者まで状況を報告する", "3④(ア)B)前段"),
    Act("shiro", LEAD, "情報システム等統括部署に支援を求める", "3④(ア)B)後段"),
    Act("shiro", LEAD, "被害が広がるおそれがあるか", answers={"被害が広がる": NO}),
    Act("shiro", LEAD, "システムインシデントの事実確認の結果", answers={"事実確認の結果": "^起きている"}),
    Act("shiro", LEAD, "外からの攻撃等が続いているか", answers={"外からの攻撃": NO}),
    Act("shiro", LEAD, "利用者等の側で対処する必要があるか", answers={"利用者等の側": NO}),
    Act("goro", STAFF, "推進責任者に状況を報告する", "3③"),
    Act("goro", STAFF, "インシデント報告書で報告受理者に報告する", "参考1(4)②(ア)本文"),
    Act("goro", STAFF, "システムインシデントの事実を確かめる", "5(1)①前段"),
    Act("goro", STAFF, "推進責任者に報告し緊急措置の要否を伺う", "5(1)①後段"),
    Act("goro", STAFF, "ログイン・接続・稼働中の処理など発生時の状況を記録する", "5(1)②前段"),
    Act("goro", STAFF, "バックアップとディスクイメージを保存する", "5(1)②後段"),
    Act("goro", STAFF, "被害と緊急措置の影響を洗い出す", "5(4)①前段"),
    Act("goro", STAFF, "発生要因を突き止める", "5(5)①前段"),
    Act("goro", STAFF, "復旧計画の案を作る", "5(4)①後段"),
    Act("goro", STAFF, "再発防止策の案を作る", "5(5)①後段"),
    Act("goro", STAFF, "認知の経緯", answers={"認知の経緯": "^利用者等からの通報"}),
    Act("goro", "学内窓口", "学内からの知らせを受け付ける", "2①(ア)"),
    Act("jiro", DEPUTY, "取り次ぐ：副責任者を経て責任者まで状況を報告する", "3④(ア)B)前段"),
    Act("jiro", DEPUTY, "全学ネットワークに影響するか", answers={"全学ネットワーク": NO}),
    Act("jiro", DEPUTY, "この件で受け持ちを確かめた役割の印", "10凡例", {"役割の印": "^どれでもない"}),
    Act("jiro", DEPUTY, "ポリシー上，責任者の指示・承認が要る措置があるか", answers={"ポリシー上": NO}),
    Act("ichiro", OFFICER, "学外クレーム・対外クレーム・学内での解決の別を決める", "3⑦", {"責任者の選ぶ進め方": "学内の問題として"}),
    Act("ichiro", OFFICER, "学内での片付け方を決める", "3⑦(ウ)", {"片付け方": "^ふだんの技術対応"}),
    Act("ichiro", OFFICER, "非常時対策本部が要るか", answers={"非常時対策本部": NO}),
    Act("ichiro", OFFICER, "関係する機関や相手方サイトに連絡させるか", answers={"関係する機関": NO}),
    Act("ichiro", OFFICER, "機構本部に連絡させるか", answers={"機構本部": NO}),
    Act("ichiro", OFFICER, "外部に広報させるか", answers={"外部に広報": NO}),
    Act("shiro", LEAD, "報告の中身を確かめる", "参考1(4)②(エ)第一文前半", {"知らせる相手": "^どれでもない"}),
    Act("shiro", LEAD, "対処に当たる者を選び，対処を命じる", "参考1(4)②(ウ)第一文", {
        "上位者の承認": NO, "対処を実施する者": "例示 五郎"}),
    Act("shiro", LEAD, "復旧計画の案を検討する", "5(4)②前段", {"検討結果": "^よい"}),
    Act("shiro", LEAD, "利用者等への呼びかけを含めて再発防止策を練る", "5(5)②前段", {"注意を呼びかける": NO}),
    Act("shiro", LEAD, "ふだんの技術対応を行わせる", "3⑦(ウ)"),
    Act("shiro", LEAD, "決裁を求める：復旧計画の承認（システム）", "5(4)②中段"),
    Act("shiro", LEAD, "決裁を求める：再発防止策の承認（システム）", "5(5)②後段"),
    Act("goro", RESPONDER, "対処方針を提案する", "参考1(4)③第一文前半"),
    Act("goro", RESPONDER, "決裁を求める：対処方針の承認", "参考1(4)③第一文後半，参考1(3)①本文"),
    Act("goro", STAFF, "事業継続計画と規程が食い違うか", answers={"事業継続計画": NO}),
    Act("jiro", DEPUTY, "決裁する：復旧計画の承認（システム）", "5(4)②中段", {"決裁": "^承認する"}),
    Act("jiro", DEPUTY, "決裁する：再発防止策の承認（システム）", "5(5)②後段", {"決裁": "^承認する"}),
    Act("shiro", LEAD, "決裁する：対処方針の承認", "参考1(4)③第一文後半，参考1(3)①本文", {"決裁": "^承認する"}),
    Act("shiro", LEAD, "復旧計画を実行する", "5(4)②中段"),
    Act("shiro", LEAD, "対応作業の結果を一緒に取りまとめる", "5(5)③前段"),
    Act("goro", RESPONDER, "方針に沿って対処する", "参考1(1)第一段落"),
    Act("goro", STAFF, "対応作業の結果を一緒に取りまとめる", "5(5)③前段"),
    Act("goro", RESPONDER, "対処の結果を報告書に書く", "参考1(1)第一段落"),
    Act("goro", RESPONDER, "復旧だけで再発のおそれがあるかを見極める", "参考1(4)④判断", {"再び起きるおそれ": NO}),
    Act("jiro", DEPUTY, "結果と再発防止策を責任者に報告する", "5(5)③中段", {"改善を提案": NO}),
    Act("ichiro", OFFICER, "副責任者の報告を検討する", "5(5)④前段", {"実行に移す手当て": "^要る"}),
    Act("ichiro", OFFICER, "対策の妨げにならずに学内に広められる事例か", answers={"学内に広められる": NO}),
    Act("ichiro", OFFICER, "決裁を求める：再発防止の手当てについての最高情報セキュリティ責任者の承認", "5(5)④中段"),
    Act("rei", CISO, "決裁する：再発防止の手当てについての最高情報セキュリティ責任者の承認", "5(5)④中段", {"決裁": "^承認する"}),
    Act("ichiro", OFFICER, "再発防止策を実行に移す手当てをする", "5(5)④後段"),
]


def test_a_system_incident_goes_through_five_posts(house, context, acted):
    number, reporter = report(
        house, context, danger="^危険はない", what="研究棟の端末に身代金を求める画面が出た", where="研究棟三階の端末",
        more={"組織の外の方ですか": "^いいえ（内部の者です）", "近いものはどれですか": "様子がおかしい"})
    assert "電源を切らない" in reporter.page.locator("main").inner_text(), reporter.tell("what not to do is not said")
    assert len({act.post for act in STORY}) >= 5

    cast = Cast(house, context, number)
    cast.play(*STORY[:-1])
    cast.refused_to_close("shiro", "5(5)④後段")
    cast.play(STORY[-1])
    cast.close("shiro", LEAD)
    acted(cast.recorded("shiro", STORY, LEAD))
