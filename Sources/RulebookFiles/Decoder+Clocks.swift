import Rules

extension Decoder {
    func timing(_ entry: Node.Entry) -> TimingWord {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        return TimingWord(id: Name(entry.key.text ?? ""), label: head.label, clauses: head.clauses)
    }

    func clock(_ entry: Node.Entry, playbook: Name<Playbook>? = nil) -> Clock? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = Name<Clock>(entry.key.text ?? "")
        let kind: Clock.Kind? = word(
            reader.required("kind", what: ("wait or due", "wait か due")), ["wait", "due"])
        let counts: Clock.Counting? = word(
            reader.required("counts", what: ("how it counts", "数え方")),
            ["days-first-out", "days-first-in-rolled", "hours", "to-instant"])
        let from = reader.required("from", what: ("where it starts", "起算点"))
        let starts = from.map { self.starts($0) } ?? []
        var clock = Clock(
            id: id, label: head.label, clauses: head.clauses, kind: kind ?? .wait, starts: starts,
            counting: counts ?? .hours, playbook: playbook)
        clock.takes = reader.take("takes").map { takes($0, of: id.text) } ?? .later
        length(&reader, of: &clock)
        clock.stops = reader.take("stops").flatMap { condition($0, Scope()) }
        if let node = reader.take("beside") { beside(node, of: &clock) }
        return kind == nil || counts == nil || starts.isEmpty ? nil : clock
    }

    /// One of the words of an enumeration.
    func word<Value: RawRepresentable<String>>(_ node: Node?, _ words: [String]) -> Value? {
        guard let node else { return nil }
        if let value = node.text.flatMap(Value.init(rawValue:)) { return value }
        report(node, .notOneOf(node.text ?? "", words))
        return nil
    }

    private func starts(_ node: Node) -> [Clock.Start] {
        let entries = entries(node)
        collapses(node, with: entries.map(\.value))
        return entries.compactMap { entry in
            var reader = reader(entry.value)
            defer { reader.finish() }
            let head = reader.head()
            let (step, fact) = (reader.essential("done"), reader.essential("fact"))
            if (step == nil) == (fact == nil) { report(entry.value, .startShape()) }
            let source: Clock.Source?
            if let step {
                source = refer(.step, step).map { .done(Name($0)) }
            } else {
                source = fact.flatMap { instant($0) }.map { .fact($0) }
            }
            return source.map {
                Clock.Start(id: entry.key.text ?? "", label: head.label, clauses: head.clauses, source: $0)
            }
        }
    }

    /// A fact that is a moment or a day.
    private func instant(_ node: Node) -> Name<Fact>? {
        guard let fact = refer(.fact, node) else { return nil }
        if let kind = names.facts[fact], kind != .instant, kind != .date { report(node, .notAMoment(fact)) }
        return Name(fact)
    }

    private func takes(_ node: Node, of clock: String) -> Clock.Takes {
        switch node.text {
        case "later": .later
        case "earlier": .earlier
        default: refer(.start, in: clock, node).map { .start($0) } ?? .later
        }
    }

    private func length(_ reader: inout Reader, of clock: inout Clock) {
        if let node = reader.take("lasts") {
            clock.lasts = node.text.flatMap { Duration(iso: $0) }
            if clock.lasts == nil { report(node, .notADuration(node.text ?? "")) }
        }
        clock.until = reader.essential("until").flatMap { instant($0) }
        guard log != nil else { return }
        let (lasts, until) = (reader.has("lasts"), reader.has("until"))
        if lasts == until || until != (clock.counting == .toInstant) { report(reader.node, .clockLength()) }
    }
}
