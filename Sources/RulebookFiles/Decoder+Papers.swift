import Rules

extension Decoder {
    func paper(_ entry: Node.Entry) -> Paper? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = Name<Paper>(entry.key.text ?? "")
        var paper = Paper(id: id, label: head.label, clauses: head.clauses)
        paper.parts = reader.take("parts").map { sections($0) } ?? []
        paper.marks = reader.take("marks").map { sections($0) } ?? []
        paper.fields = reader.take("fields").map { node in entries(node).compactMap { field($0, of: id.text) } } ?? []
        return paper
    }

    private func sections(_ node: Node) -> [Paper.Section] {
        entries(node).map { entry in
            var reader = reader(entry.value)
            defer { reader.finish() }
            let head = reader.head()
            return Paper.Section(id: entry.key.text ?? "", label: head.label, clauses: head.clauses)
        }
    }

    private static let shapes = [
        "text", "date", "datetime", "choice", "multichoice", "bool", "person", "seal", "table",
    ]

    private func field(_ entry: Node.Entry, of paper: String) -> Field? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = Name<Field>(entry.key.text ?? "")
        guard let type = reader.required("type", what: ("its type", "型")) else { return nil }
        let shape = type.text.flatMap(Field.Shape.init(rawValue:))
        if shape == nil { report(type, .notOneOf(type.text ?? "", Self.shapes)) }
        var field = Field(id: id, label: head.label, clauses: head.clauses, shape: shape ?? .text)
        if let options = reader.essential("options") {
            field.options = self.options(options, .choice, in: paper + "." + id.text)
            if shape != .choice, shape != .multichoice { report(options, .optionsOfNoChoice()) }
        } else if shape == .choice || shape == .multichoice, !reader.has("fact"), !reader.has("options") {
            report(entry.value, .missingKey("options", what: ("its values", "選べる値")))
        }
        field.part = reader.take("part").flatMap { refer(.section, in: paper, $0) }
        field.required = required(&reader, Scope())
        if let fixed = reader.take("fixed") { field.fixed = label(fixed) }
        let isChoice = shape == .choice || shape == .multichoice
        let fact = isChoice && !reader.has("options") ? reader.essential("fact") : reader.take("fact")
        field.fact = fact.flatMap { refer(.fact, $0) }.map { Name($0) }
        return shape == nil ? nil : field
    }

    /// `required: yes`, or `required-when` with a condition.
    func required(_ reader: inout Reader, _ scope: Scope) -> Condition? {
        let always = reader.yesNo("required")
        guard let node = reader.take("required-when") else { return always ? .always : nil }
        if always { report(node, .requiredTwice()) }
        return condition(node, scope)
    }

    /// A mapping of `ja` and `en`.
    func label(_ node: Node) -> Label {
        var reader = reader(node)
        defer { reader.finish() }
        return reader.head().label
    }

    func register(_ entry: Node.Entry) -> Register? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = Name<Register>(entry.key.text ?? "")
        var register = Register(id: id, label: head.label, clauses: head.clauses)
        register.owner = reader.take("owner").flatMap { bearer($0) }
        let columns = reader.required("columns", what: ("its columns", "列"))
        register.columns = columns.map { node in entries(node).compactMap { column($0, of: id.text) } } ?? []
        register.refuses = reader.take("refuses").map { refusals($0, of: id.text) } ?? []
        return register
    }

    private static let columnTypes = [
        "yes-no", "bool", "number", "text", "instant", "datetime", "date", "person", "people",
    ]

    private func column(_ entry: Node.Entry, of register: String) -> Register.Column? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = entry.key.text ?? ""
        let owner = register + "." + id
        guard let domain = domain(&reader, owner: owner, types: Self.columnTypes, rows: true) else { return nil }
        var column = Register.Column(id: id, label: head.label, clauses: head.clauses, domain: domain)
        column.required = required(&reader, Scope(register: register))
        if let role = reader.take("role") {
            column.role = role.text.flatMap(Register.Column.Role.init(rawValue:))
            if column.role == nil { report(role, .notOneOf(role.text ?? "", ["from", "to", "unit"])) }
        }
        return column
    }

    private func refusals(_ node: Node, of register: String) -> [Register.Refused] {
        entries(node).compactMap { entry in
            var reader = reader(entry.value)
            defer { reader.finish() }
            let head = reader.head()
            guard let place = reader.required("when", what: ("a condition", "条件")) else { return nil }
            guard let when = condition(place, Scope(register: register)) else { return nil }
            return Register.Refused(id: entry.key.text ?? "", label: head.label, clauses: head.clauses, when: when)
        }
    }

    func item(_ entry: Node.Entry) -> ItemKind? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        let id = Name<ItemKind>(entry.key.text ?? "")
        let states = reader.required("states", what: ("its states", "状態"))
        var item = ItemKind(
            id: id, label: head.label, clauses: head.clauses,
            states: states.map { options($0, .state, in: id.text) } ?? [])
        item.register = reader.take("of").flatMap { refer(.register, $0) }.map { Name($0) }
        return item.states.isEmpty ? nil : item
    }

    func matter(_ entry: Node.Entry) -> MatterKind? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        var matter = MatterKind(id: Name(entry.key.text ?? ""), label: head.label, clauses: head.clauses)
        if let by = reader.take("opened-by").flatMap({ choice($0) }) { matter.openedBy = by }
        if let applicant = reader.take("applicant"), let part = refer(.part, applicant) {
            if names.binding[part] != "opening" { report(applicant, .notOpening(part)) }
            matter.applicant = Name(part)
        }
        matter.items = reader.take("items").map { references(.item, $0, key: "item") } ?? []
        matter.playbooks = reader.take("playbooks").map { references(.playbook, $0, key: "playbook") } ?? []
        matter.endings = reader.take("endings").map { endings($0) } ?? []
        return matter
    }
}
