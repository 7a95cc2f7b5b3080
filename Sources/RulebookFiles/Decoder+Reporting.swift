import Rules

extension Decoder {
    /// A way of reporting.
    func reporting(_ entry: Node.Entry) -> Reporting? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let place = reader.required("matter", what: Namespace.matter.words)
        let matter = place.flatMap { refer(.matter, $0) }
        let danger = reader.take("danger").flatMap { question($0) }
        let outside = reader.take("outside").flatMap { question($0) }
        let kinds = reader.take("kinds").map { entries($0).map { plain($0) } } ?? []
        let dos = reader.take("do").map { sentences($0) } ?? []
        let donts = reader.take("do-not").map { sentences($0) } ?? []
        let calls = reader.required("call", what: ("whom to telephone", "電話の相手")).map { self.calls($0) }
        let life = reader.required("life", what: ("what to say when life is in danger", "命に危険があるときに伝えること"))
            .map { self.life($0) }
        guard let matter, let calls, let life else { return nil }
        return Reporting(
            id: Name(entry.key.text ?? ""), label: head.label, clauses: head.clauses, matter: Name(matter),
            danger: danger, outside: outside, kinds: kinds, dos: dos, donts: donts, calls: calls,
            life: life)
    }

    /// A yes-no fact of the whole matter.
    private func question(_ node: Node) -> Name<Fact>? {
        guard let fact = refer(.fact, node) else { return nil }
        if names.facts[fact] != .yesNo || names.perItem[fact] != nil { report(node, .notYesNoFact(fact)) }
        return Name(fact)
    }

    private func plain(_ entry: Node.Entry) -> Reporting.Kind {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        var kind = Reporting.Kind(id: entry.key.text ?? "", label: head.label, clauses: head.clauses)
        if head.label.isEmpty {
            report(entry.value, .missingKey("ja", what: ("words that anybody understands", "だれにでも分かる言葉")))
        }
        for answer in reader.take("answers").map({ entries($0) }) ?? [] {
            guard let fact = refer(.fact, answer.key, target: answer.value), let sort = names.facts[fact] else {
                continue
            }
            if names.perItem[fact] != nil { report(answer.key, .answerPerItem(fact)) }
            let elements = elements(answer.value)
            if case .sequence = answer.value.content { collapses(answer.value, with: elements) }
            let values = elements.compactMap { value($0, sort, owner: fact) }
            if !values.isEmpty { kind.answers[Name(fact)] = values }
        }
        return kind
    }

    private func sentences(_ node: Node) -> [Reporting.Sentence] {
        entries(node).map { entry in
            var reader = reader(entry.value)
            defer { reader.finish() }
            let head = reader.head()
            let id = entry.key.text ?? ""
            if head.label.isEmpty, head.clauses.isEmpty { report(entry.value, .nothingTold(id)) }
            let when = reader.take("when").flatMap { condition($0, Scope()) } ?? .always
            return Reporting.Sentence(id: id, label: head.label, clauses: head.clauses, when: when)
        }
    }

    private func calls(_ node: Node) -> [Reporting.Call] {
        entries(node).compactMap { entry in
            var reader = reader(entry.value)
            defer { reader.finish() }
            let head = reader.head()
            let when = reader.take("when").flatMap { condition($0, Scope()) } ?? .always
            guard let place = reader.required("whom", what: ("a post or a choice", "役割か人の指定")) else { return nil }
            guard let whom = choice(place) else { return nil }
            return Reporting.Call(
                id: entry.key.text ?? "", label: head.label, clauses: head.clauses, whom: whom, when: when)
        }
    }

    private func life(_ node: Node) -> Reporting.Life {
        var reader = reader(node)
        defer { reader.finish() }
        var life = Reporting.Life(clauses: reader.carrier())
        life.emergencies =
            reader.required("ring", what: ("the emergency numbers", "緊急の番号"))
            .map { entries($0).compactMap { emergency($0) } } ?? []
        life.dos = reader.take("do").map { sentences($0) } ?? []
        life.calls = reader.take("call").map { calls($0) } ?? []
        return life
    }

    private func emergency(_ entry: Node.Entry) -> Reporting.Emergency? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        guard let place = reader.required("number", what: ("the number", "番号")) else { return nil }
        guard let number = text(place) else { return nil }
        if number.utf8.count != 3 || !number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            report(place, .notANumberToRing(number))
        }
        return Reporting.Emergency(
            id: entry.key.text ?? "", label: head.label, clauses: head.clauses, number: number)
    }
}
