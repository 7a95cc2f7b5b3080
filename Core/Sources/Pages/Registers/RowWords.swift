import Engine
import Notation
import ReadModels
import Rules

/// Says what stands in the rows of a register.
public struct RowWords: Sendable {
    private let register: Register
    private let words: Words

    /// Takes the words of a rulebook and its organisation.
    public init(_ register: Register, words: Words) {
        self.register = register
        self.words = words
    }

    /// What a row is called: its first column of text that is filled; empty when there is none.
    public func title(_ row: House.Row) -> String { words.title(row, of: register) }

    /// Whether a column says what a row is called.
    func isName(_ column: Register.Column) -> Bool {
        let texts = register.columns.filter { $0.domain == .text && !words.isUnit($0) }
        return column.id == (texts.first { $0.id == "name" } ?? texts.first)?.id
    }

    /// The label of a column; its id where it has none.
    public func label(_ column: Register.Column) -> String {
        let text = words.pick(column.label)
        return text.isEmpty ? column.id : text
    }

    /// The values of a column in words; empty when there are none.
    public func value(_ values: [String], of column: Register.Column) -> String { words.value(values, of: column) }

    /// All that a row says, for searching.
    func text(_ id: String, _ row: House.Row) -> String {
        ([id] + register.columns.map { value(row.values[$0.id] ?? [], of: $0) }).joined(separator: "\n")
    }

    /// Whether the row is in force on a day, by the columns that say from and to.
    func isInForce(_ row: House.Row, on day: Day) -> Bool {
        guard !row.closed else { return false }
        for column in register.columns {
            guard let text = row.values[column.id]?.first, let bound = Day(reading: String(text.prefix(10))) else {
                continue
            }
            if column.role == .from, day < bound { return false }
            if column.role == .to, day > bound { return false }
        }
        return true
    }

    /// What was entered of a row, the newest first: what each entry changed.
    public func history(_ events: [RowEvent]) -> [RowItemModel.Entry] {
        var row = House.Row(values: [:])
        var entries: [RowItemModel.Entry] = []
        for (index, event) in events.enumerated() {
            let before = row
            for (column, values) in event.values { row.values[column] = values.isEmpty ? nil : values }
            row.closed = event.closes
            let changes = register.columns.compactMap { column -> RowItemModel.Change? in
                let old = value(before.values[column.id] ?? [], of: column)
                let new = value(row.values[column.id] ?? [], of: column)
                return old == new ? nil : RowItemModel.Change(column: label(column), before: old, after: new)
            }
            let what: RowItemModel.Entry.What =
                index == 0
                ? .added : row.closed && !before.closed ? .closed : before.closed && !row.closed ? .reopened : .amended
            let actor = event.actor
            entries.append(
                .init(
                    what: what, happened: event.happened, entered: event.entered, who: words.person(actor.person),
                    post: actor.post.isEmpty ? "" : words.post(actor.post), standsIn: actor.standsIn, changes: changes,
                    reason: event.reason))
        }
        return entries.reversed()
    }
}
