#!/bin/bash
# Makes a demo data folder and plays one incident at the terminal: duties, a refusal, an approval, a deviation, clocks, verify.
#   demo.sh SHODO FOLDER
# Everything is invented. The folder is made anew each time, so that every run tells the same story.
set -euo pipefail
cd "$(dirname "$0")/.."

shodo=${1:-.build/release/shodo}
data=${2:-.build/demo}
rulebook=Rulebooks/kosen

# Only a folder that is a data folder, and that this script names, is ever removed.
if [[ -e $data ]]; then
    if [[ ! -f $data/VERSION || $(basename "$data") != demo ]]; then
        echo "demo: $data is there and is no demo folder; name another" >&2
        exit 74
    fi
    rm -rf "$data"
fi

say() { printf '\n\033[1m# %s\033[0m\n' "$1"; }

# Shows a command as one would type it.
typed() {
    printf '$ shodo'
    printf ' %q' "$@" | sed "s/\\\\\([^ -~]\)/\1/g"
    printf '\n'
}
# And runs it. A refusal (exit 2) is part of the story.
run() {
    typed "$@"
    local status=0
    "$shodo" "$@" || status=$?
    ((status == 0 || status == 2)) || exit "$status"
}
# An act prints the matter after it as well; that part is left to `show`.
act() {
    local person=$1 verb=$2
    shift 2
    run matter act "$matter" --act "$verb" --data "$data" --by "$person" "$@" | awk '/^案件 / { rest = 1 } !rest'
}
show() { run matter show "$matter" --data "$data" "$@"; }

say "例示高専のデータフォルダーを作る — an invented college"
run demo --data "$data" --rulebook "$rulebook" --matters 3

say "研究棟の端末の異常を推進員が入れる — a report; what is not known stays unknown"
report=(report --data "$data" --by hanako --kind incident --answer kind=system --answer reporter-outside=no
    --answer recognised-by=staff --text 研究棟の端末に身代金を求める画面が出た)
typed "${report[@]}"
matter=$("$shodo" "${report[@]}" --format json | python3 -c 'import json, sys; print(json.load(sys.stdin)["matter"])')
echo "受付番号 $matter"

say "いま誰が何をしなければならないか — who must do what, by which clause, by when"
show

say "推進責任者に報告し，一次の切り分けを行う。「不明」も答えである — “unknown” is an answer"
act hanako report --clause K-3-3
act goro preserve --clause K-5-1-2-s2
act shiro decide --clause K-3-4 --answer stage=unknown --answer system-cause=unknown --answer direction=none \
    --answer reach=inside --answer life-in-danger=no --answer legal-caution=no --answer urgent=no \
    --answer known-by-claim=no
act goro report --clause K-5-1-1-s2
act shiro answer --answer spreading=no

say "復旧計画の案を作る。書き漏れがあれば受け付けない — an incomplete paper is refused"
act goro identify --clause K-5-4-1-s1
act goro draft --clause K-5-4-1-s2 --field damage=サーバ一台 --field steps=初期化して戻す
act goro draft --clause K-5-4-1-s2 --field damage=サーバ一台 --field containment-effects=研究棟が通信できない \
    --field steps=初期化して戻す

say "承認の前に復旧を実行しようとする — refused before the approval, with what would make it lawful"
act shiro examine --clause K-5-4-2-s1 --answer system-plan-view=accept
act jiro answer --answer campus-wide=no
act shiro recover --step recover-system

say "承認を求め，副責任者が承認する。申し出た本人は承認できない — whoever asked may not approve"
act shiro ask --clause K-5-4-2-s2
act shiro grant --clause K-5-4-2-s2
act jiro grant --clause K-5-4-2-s2
act shiro recover --step recover-system

say "承認のないまま攻撃元に電話してしまった。記録は拒まない — done in fact: a deviation, never refused"
act goro send --to attack-source-operator --in-fact 攻撃が続いていたため電話で止めるよう頼んだ
show

say "七日後にはどうなっているか。計算するだけで何も書かない — seven days later: computed, nothing written"
show --at "$(TZ=Asia/Tokyo date -d '+7 days' +%Y-%m-%dT%H:%M+09:00)"

say "記録を検証する — is the record whole?"
run verify --data "$data"
