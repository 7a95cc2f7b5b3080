import Rules

extension Decoder {
    /// A period as dated rows; days on which two rows hold are a mistake.
    func period(_ entry: Node.Entry) -> Period? {
        var reader = reader(entry.value)
        defer { reader.finish() }
        let head = reader.head()
        guard let node = reader.required("rows", what: ("its dated rows", "日付のある行")) else { return nil }
        let rows = elements(node)
        collapses(node, with: rows)
        var found: [(row: Period.Row, node: Node)] = []
        for node in rows {
            guard let row = periodRow(node) else { continue }
            if !row.to.isEmpty, row.to < row.from { report(node, .rowEndsBefore(row.from)) }
            if let other = found.first(where: { $0.row.holds(on: row.from) || row.holds(on: $0.row.from) }) {
                report(node, .rowsOverlap(at: max(row.from, other.row.from)))
            }
            found.append((row, node))
        }
        return Period(
            id: Name(entry.key.text ?? ""), label: head.label, clauses: head.clauses,
            rows: found.map(\.row).sorted { $0.from < $1.from })
    }

    private func periodRow(_ node: Node) -> Period.Row? {
        var reader = reader(node)
        defer { reader.finish() }
        _ = reader.carrier()
        func needed(_ key: String, _ en: String, _ ja: String) -> Node? { reader.required(key, what: (en, ja)) }
        let lasts = needed("lasts", "how long it is", "長さ").flatMap { node -> Duration? in
            let length = node.text.flatMap { Duration(iso: $0) }
            if length == nil { report(node, .notADuration(node.text ?? "")) }
            return length
        }
        let counts: Clock.Counting? = word(
            needed("counts", "how it counts", "数え方"), ["days-first-out", "days-first-in-rolled", "hours"])
        let from = needed("valid-from", "from which day it holds", "効力の始まる日").flatMap { day($0) }
        let to = reader.take("valid-to").flatMap { day($0) } ?? ""
        let source = needed("source", "where it is printed", "出典").flatMap { text($0) }
        let checked = needed("checked-on", "when it was compared with its source", "出典と照らした日").flatMap { day($0) }
        guard let lasts, let counts, let from, let source, let checked else { return nil }
        return Period.Row(lasts: lasts, counting: counts, from: from, to: to, source: source, checkedOn: checked)
    }

    /// What is shown next to a clock: words, or a period of this rulebook or of one that it rests on.
    func beside(_ node: Node, of clock: inout Clock) {
        guard case .mapping = node.content else {
            clock.beside = text(node) ?? ""
            return
        }
        var reader = reader(node)
        defer { reader.finish() }
        _ = reader.carrier()
        guard let period = reader.required("period", what: ("a period", "期間")) else { return }
        clock.period = refer(.period, period, target: node).map { Name($0) }
    }
}
