import Rules

@testable import Engine

/// One change of every kind, with the text that is in records for ever.
struct ChangeSample: Sendable {
    var change: Change
    var text: String

    /// The kinds there are. A new case of `Change` does not compile until it is here.
    enum Kind: CaseIterable {
        case opened, answered, done, passedOn, written, asked, decided, itemAdded, itemMoved, bound, roundBegun
        case wayUsed, deviated, warned, childOpened, childEnded, childReopened, struck, statement, linked, ended,
            reopened
        case handedOver, evidenceKept, evidencePassed, evidenceSealed, evidenceOpened, moved
        case excluded, readmitted, excludedAbove, readmittedAbove, shown, unshown

        init(_ change: Change) {
            self =
                switch change {
                case .opened: .opened
                case .answered: .answered
                case .done: .done
                case .passedOn: .passedOn
                case .written: .written
                case .asked: .asked
                case .decided: .decided
                case .itemAdded: .itemAdded
                case .itemMoved: .itemMoved
                case .bound: .bound
                case .roundBegun: .roundBegun
                case .wayUsed: .wayUsed
                case .deviated: .deviated
                case .warned: .warned
                case .childOpened: .childOpened
                case .childEnded: .childEnded
                case .childReopened: .childReopened
                case .struck: .struck
                case .statement: .statement
                case .linked: .linked
                case .ended: .ended
                case .reopened: .reopened
                case .handedOver: .handedOver
                case .evidenceKept: .evidenceKept
                case .evidencePassed: .evidencePassed
                case .evidenceSealed: .evidenceSealed
                case .evidenceOpened: .evidenceOpened
                case .moved: .moved
                case .excluded: .excluded
                case .readmitted: .readmitted
                case .excludedAbove: .excludedAbove
                case .readmittedAbove: .readmittedAbove
                case .shown: .shown
                case .unshown: .unshown
                }
        }
    }
}

extension ChangeSample {
    static let all: [ChangeSample] = [
        .init(
            change: .opened(
                .init(
                    kind: "missing-book", rulebook: "library", edition: "2026-1", adopted: ["wait": "receipt"],
                    exercise: true, parent: "2026-0001")),
            text: #"{"change":"opened","kind":"missing-book","rulebook":"library","edition":"2026-1","#
                + #""adopted":{"wait":"receipt"},"exercise":true,"parent":"2026-0001"}"#),
        .init(
            change: .opened(
                .init(kind: "k", rulebook: "r", edition: "e", adopted: [:], exercise: false, parent: "")),
            text: #"{"change":"opened","kind":"k","rulebook":"r","edition":"e"}"#),
        .init(
            change: .answered(.init(fact: "found", item: "b1", value: .values(["no"]), weight: .asked)),
            text: #"{"change":"answered","fact":"found","item":"b1","value":["no"],"weight":2}"#),
        .init(
            change: .answered(.init(fact: "found", item: nil, value: .notKnown, weight: .statement)),
            text: #"{"change":"answered","fact":"found","value":null,"weight":0}"#),
        .init(
            change: .answered(.init(fact: "kind", item: nil, value: .values([]), weight: .anyone)),
            text: #"{"change":"answered","fact":"kind","value":[],"weight":1}"#),
        .init(
            change: .done(.init(step: "tell", act: "tell", item: "b1", to: ["director"], inFact: true)),
            text: #"{"change":"done","step":"tell","act":"tell","item":"b1","to":["director"],"in-fact":true}"#),
        .init(
            change: .done(.init(step: nil, act: "tell", item: nil, to: [], inFact: false)),
            text: #"{"change":"done","act":"tell"}"#),
        .init(
            change: .passedOn(step: "tell", item: "b1"),
            text: #"{"change":"passed-on","step":"tell","item":"b1"}"#),
        .init(
            change: .written(
                .init(
                    paper: "slip", number: 2, fields: [.init("title", "例示の歴史")], marks: ["apology"],
                    digests: ["": "aa", "part": "bb"])),
            text: #"{"change":"written","paper":"slip","number":2,"fields":{"title":"例示の歴史"},"#
                + #""marks":["apology"],"digests":{"":"aa","part":"bb"}}"#),
        .init(
            change: .asked(.init(approval: "replace", subject: "buy", digest: "aa", items: ["b1"])),
            text: #"{"change":"asked","approval":"replace","subject":"buy","digest":"aa","items":["b1"]}"#),
        .init(
            change: .decided(.init(approval: "replace", subject: "", digest: "aa", outcome: .takenUp)),
            text: #"{"change":"decided","approval":"replace","digest":"aa","outcome":"taken-up"}"#),
        .init(
            change: .itemAdded(.init(id: "b1", kind: "book", state: "out", row: "r1", text: "赤い本")),
            text: #"{"change":"item-added","id":"b1","kind":"book","state":"out","row":"r1","text":"赤い本"}"#),
        .init(
            change: .itemMoved(item: "b1", state: "back"),
            text: #"{"change":"item-moved","item":"b1","state":"back"}"#),
        .init(
            change: .bound(part: "finder", person: "aoki"),
            text: #"{"change":"bound","part":"finder","person":"aoki"}"#),
        .init(change: .roundBegun("search"), text: #"{"change":"round-begun","playbook":"search"}"#),
        .init(
            change: .wayUsed(gate: "no-bill", way: "agreed", row: "p1"),
            text: #"{"change":"way-used","gate":"no-bill","way":"agreed","row":"p1"}"#),
        .init(
            change: .deviated(gate: "no-bill", clauses: ["L-5"]),
            text: #"{"change":"deviated","gate":"no-bill","clauses":["L-5"]}"#),
        .init(
            change: .warned(gate: "no-bill", clauses: ["L-5"]),
            text: #"{"change":"warned","gate":"no-bill","clauses":["L-5"]}"#),
        .init(
            change: .childOpened(id: "2026-0002", kind: "missing-book", step: "tell"),
            text: #"{"change":"child-opened","id":"2026-0002","kind":"missing-book","step":"tell"}"#),
        .init(
            change: .childEnded(id: "2026-0002", ending: "found"),
            text: #"{"change":"child-ended","id":"2026-0002","ending":"found"}"#),
        .init(
            change: .childReopened(id: "2026-0002"), text: #"{"change":"child-reopened","id":"2026-0002"}"#),
        .init(change: .struck(entry: 3), text: #"{"change":"struck","entry":3}"#),
        .init(change: .statement(speaker: "reader"), text: #"{"change":"statement","speaker":"reader"}"#),
        .init(change: .linked("2026-0002"), text: #"{"change":"linked","other":"2026-0002"}"#),
        .init(
            change: .ended(.init(how: .falseAlarm, endings: ["found"], into: "2026-0002")),
            text: #"{"change":"ended","how":"false-alarm","endings":["found"],"into":"2026-0002"}"#),
        .init(change: .reopened, text: #"{"change":"reopened"}"#),
        .init(
            change: .handedOver(post: "counter", from: "aoki", to: "mori"),
            text: #"{"change":"handed-over","post":"counter","from":"aoki","to":"mori"}"#),
        .init(change: .excluded(person: "ueda"), text: #"{"change":"excluded","person":"ueda"}"#),
        .init(change: .readmitted(person: "ueda"), text: #"{"change":"readmitted","person":"ueda"}"#),
        .init(
            change: .excludedAbove(person: "ueda"), text: #"{"change":"excluded-above","person":"ueda"}"#),
        .init(
            change: .readmittedAbove(person: "ueda"), text: #"{"change":"readmitted-above","person":"ueda"}"#),
        .init(change: .shown(person: "mori"), text: #"{"change":"shown","person":"mori"}"#),
        .init(change: .unshown(person: "mori"), text: #"{"change":"unshown","person":"mori"}"#),
        .init(
            change: .evidenceKept(
                .init(file: "ab", size: 12, name: "画面.png", sealed: true, from: "student", to: "aoki")),
            text: #"{"change":"evidence-kept","file":"ab","size":12,"name":"画面.png","sealed":true,"#
                + #""from":"student","to":"aoki"}"#),
        .init(
            change: .evidenceKept(.init(file: "ab", size: 0, name: "n", sealed: false, from: "f", to: "t")),
            text: #"{"change":"evidence-kept","file":"ab","size":0,"name":"n","from":"f","to":"t"}"#),
        .init(
            change: .evidencePassed(file: "ab", from: "aoki", to: "police"),
            text: #"{"change":"evidence-passed","file":"ab","from":"aoki","to":"police"}"#),
        .init(change: .evidenceSealed(file: "ab"), text: #"{"change":"evidence-sealed","file":"ab"}"#),
        .init(change: .evidenceOpened(file: "ab"), text: #"{"change":"evidence-opened","file":"ab"}"#),
        .init(
            change: .moved(edition: "2027-1", adopted: ["wait": "notice"]),
            text: #"{"change":"moved","edition":"2027-1","adopted":{"wait":"notice"}}"#),
    ]
}
