import Engine
import Notation
import ReadModels
import Rules

/// A situation as data. Times are written with their zone; every clause with its id and printed number.
struct SituationJSON {
    let situation: Situation
    let matter: Matter
    let words: Words

    var json: JSON {
        [
            "matter": .string(matter.id), "kind": .string(matter.kind.text), "rulebook": .string(matter.rulebook),
            "edition": .string(matter.edition), "exercise": .bool(situation.exercise), "at": time(situation.at),
            "entries": .int(matter.entries), "state": .string(matter.ended?.how.rawValue ?? "open"),
            "playbooks": .strings(situation.playbooks.map(\.text)), "duties": .array(situation.duties.map(duty)),
            "permitted": .array(situation.permitted.map(duty)),
            "questions": .array(situation.questions.map(question)), "clocks": .array(situation.clocks.map(clock)),
            "gates": .array(situation.gates.map(duty)),
            "notices": .array(
                situation.notices.map {
                    ["id": .string($0.id.text), "label": label($0.label), "clauses": clauses($0.clauses)]
                }),
            "endings": .strings(situation.endings), "closing": closing,
        ]
    }

    func time(_ at: Instant) -> JSON { .string(at.text(in: words.house.zone)) }

    func label(_ label: Label) -> JSON { ["ja": .string(label.ja), "en": .string(label.en)] }

    func clauses(_ ids: [Clause.ID]) -> JSON {
        .array(ids.map { ["id": .string($0.text), "cite": .string(words.cite($0))] })
    }

    func seat(_ seat: Seat) -> JSON {
        .compact(
            ("post", .string(seat.name)), ("unit", seat.unit.isEmpty ? nil : .string(seat.unit)),
            ("person", seat.person.isEmpty ? nil : .string(seat.person)))
    }

    private func bearer(_ bearer: Duty.Bearer) -> JSON {
        .object(
            seat(bearer.seat).members + [
                .init(
                    "persons",
                    .array(bearer.persons.map { ["id": .string($0), "name": .string(words.person($0))] })),
                .init("standsIn", .bool(bearer.standsIn)),
            ])
    }

    func duty(_ duty: Duty) -> JSON {
        [
            "kind": .string(duty.kind.rawValue), "act": .string(duty.act), "label": label(duty.label),
            "step": text(duty.step?.text), "approval": text(duty.approval?.text),
            "subject": text(duty.subject.isEmpty ? nil : duty.subject), "item": text(duty.item),
            "clauses": clauses(duty.clauses), "bearers": .array(duty.bearers.map(bearer)), "to": .strings(duty.to),
            "since": time(duty.since), "word": text(duty.word?.text),
            "target": text(duty.word.flatMap { words.house.targets[$0]?.iso }),
            "due": duty.due.map(time) ?? .null, "overdue": .bool(duty.due.map { $0 < situation.at } ?? false),
            "held": .array(
                duty.held.map {
                    [
                        "gate": .string($0.gate), "clauses": clauses($0.clauses), "lawfulBy": clauses($0.lawfulBy),
                        "questions": .strings($0.questions.map(\.text)),
                    ]
                }),
            "asks": .strings(duty.asks.map(\.text)), "missing": .strings(duty.missing.map(\.text)),
            "because": .array(duty.because.map(because)),
        ]
    }

    private func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }

    private func because(_ because: Duty.Because) -> JSON {
        switch because {
        case .answered(let fact, let answer, let by, let entry):
            [
                "answered": .string(fact.text), "value": value(answer), "by": .string(by), "entry": .int(entry),
            ]
        case .done(let step, let by, let entry): ["done": .string(step.text), "by": .string(by), "entry": .int(entry)]
        case .asked(let approval, let by, let entry):
            ["asked": .string(approval.text), "by": .string(by), "entry": .int(entry)]
        case .opened: ["opened": true]
        }
    }

    private func value(_ answer: Answer) -> JSON {
        switch answer {
        case .notKnown: .null
        case .values(let values): .strings(values)
        }
    }

    private func question(_ question: Question) -> JSON {
        [
            "fact": .string(question.fact.text), "label": label(question.label), "item": text(question.item),
            "clauses": clauses(question.clauses), "bearers": .array(question.bearers.map(bearer)),
            "hangs": .strings(question.hangs), "askedBefore": .bool(question.askedBefore),
            "choices": .array(question.options.map { ["id": .string($0.id), "label": label($0.label)] }),
        ]
    }

    private func law(_ face: ClockFace.LawFace) -> JSON {
        [
            "period": .string(face.period.text), "label": label(face.label), "clauses": clauses(face.clauses),
            "end": face.end.map(time) ?? .null,
            "rows": .array(
                face.rows.map {
                    [
                        "lasts": .string($0.lasts.iso), "counts": .string($0.counting.rawValue),
                        "validFrom": .string($0.from), "validTo": $0.to.isEmpty ? .null : .string($0.to),
                        "source": .string($0.source), "checkedOn": .string($0.checkedOn),
                    ]
                }),
        ]
    }

    private func clock(_ face: ClockFace) -> JSON {
        [
            "id": .string(face.id.text), "label": label(face.label), "clauses": clauses(face.clauses),
            "kind": .string(face.kind.rawValue), "state": .string(face.state.rawValue),
            "end": face.end.map(time) ?? .null, "beside": .string(face.beside),
            "law": face.law.map(law) ?? .null,
            "ways": .array(
                face.reckonings.map {
                    [
                        "start": .string($0.start), "label": label($0.label), "clauses": clauses($0.clauses),
                        "from": $0.from.map(time) ?? .null, "end": $0.end.map(time) ?? .null,
                    ]
                }),
        ]
    }

    private var closing: JSON {
        [
            "may": .bool(situation.closing.may),
            "obstacles": .array(
                situation.closing.obstacles.map { obstacle in
                    switch obstacle {
                    case .duty(let step, let ids): ["duty": .string(step), "clauses": clauses(ids)]
                    case .unknown(let fact, let ids): ["unknown": .string(fact.text), "clauses": clauses(ids)]
                    case .forbidden(let gate, let ids): ["forbidden": .string(gate), "clauses": clauses(ids)]
                    case .noEnding(let of, let ids): ["noEnding": .string(of), "clauses": clauses(ids)]
                    }
                }),
            "deviations": .array(
                situation.closing.deviations.map {
                    [
                        "gate": .string($0.gate), "clauses": clauses($0.clauses), "reason": .string($0.reason),
                        "at": time($0.at), "person": .string($0.person), "entry": .int($0.entry),
                    ]
                }),
        ]
    }
}
