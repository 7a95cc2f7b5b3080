import Books
import Engine
import Notation
import Rules

// What stands in answers and in the columns of registers, as one reads it.

extension Words {
    /// One value of a domain.
    public func value(_ value: String, of domain: Domain) -> String {
        switch domain {
        case .yesNo: return value == "yes" ? say("はい", "yes") : value == "no" ? say("いいえ", "no") : value
        case .choice(let options, _): return options.first { $0.id == value }.map { pick($0.label) } ?? value
        case .number(let unit): return value + pick(Self.measure(unit))
        case .person, .people: return person(value)
        case .row(let register): return row(value, of: register)
        case .instant: return moment(value)
        case .text, .date: return value
        }
    }

    /// The values of a column of a register.
    public func value(_ values: [String], of column: Register.Column) -> String {
        values.map { isUnit(column) ? unit($0) : value($0, of: column.domain) }.joined(separator: "・")
    }

    /// A moment that was written down, to the minute; what is none stays as it was written.
    public func moment(_ text: String) -> String { Instant(reading: text, zone: house.zone).map(time) ?? text }

    /// Whether what stands in a column is a unit.
    public func isUnit(_ column: Register.Column) -> Bool {
        column.role == .unit || program.rulebook.posts.contains { $0.perUnit == column.id }
    }

    /// What a row of a register is called; its id where it has no name or is not there.
    public func row(_ id: String, of register: Name<Register>) -> String {
        guard let rules = program.rulebook.registers.first(where: { $0.id == register }),
            let row = house.registers[register]?[id]
        else { return id }
        let title = title(row, of: rules)
        return title.isEmpty ? id : title
    }

    /// What a row is called: its name, or its first column of text that is filled; empty when there is none.
    public func title(_ row: House.Row, of register: Register) -> String {
        let texts = register.columns.filter { $0.domain == .text && !isUnit($0) }
        for column in texts.filter({ $0.id == "name" }) + texts {
            if let text = row.values[column.id]?.first, !text.isEmpty { return text }
        }
        return ""
    }

    /// What a thing on a matter's list is: the row of its register, and what was written of it; empty for neither.
    public func thing(_ item: Change.Item) -> String {
        let register = program.itemKind(item.kind)?.register
        let row = register.map { self.row(item.row, of: $0) } ?? ""
        return [row == item.id ? "" : row, item.text].filter { !$0.isEmpty }.uniqued.joined(separator: "　")
    }

    /// What is counted, as it stands behind a number.
    public static func measure(_ unit: String) -> Label { Label(ja: Measure.japanese(unit), en: " " + unit) }
}
