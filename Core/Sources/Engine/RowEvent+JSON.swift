import Notation
import Rules

// The names in this file are written in records that must be readable for ever. They are never renamed.

extension RowEvent {
    /// The event as it is kept in the record.
    public var json: JSON {
        .compact(
            ("register", .string(register.text)), ("row", .string(row)),
            // A cleared column is an empty array, which says something: `compact` would drop it.
            ("values", .object(values.sorted { $0.key < $1.key }.map { .init($0.key, .strings($0.value)) })),
            ("closes", closes ? true : nil), ("actor", actor.json), ("happened", .int(Int(happened.milliseconds))),
            ("entered", .int(Int(entered.milliseconds))), ("reason", reason.isEmpty ? nil : .string(reason)),
            ("clauses", .strings(clauses.map(\.text))))
    }

    /// Reads a recorded event; nil when it is none.
    public init?(json: JSON) {
        guard let register = json["register"]?.string, let row = json["row"]?.string,
            let happened = json["happened"]?.int, let entered = json["entered"]?.int,
            let actor = json["actor"].flatMap(Actor.init(json:))
        else { return nil }
        self.init(
            register: Name(register), row: row,
            values: Dictionary(
                (json["values"]?.members ?? []).map { ($0.name, $0.value.array.compactMap(\.string)) },
                uniquingKeysWith: { $1 }),
            closes: json["closes"]?.bool ?? false, actor: actor, happened: Instant(milliseconds: Int64(happened)),
            entered: Instant(milliseconds: Int64(entered)), reason: json["reason"]?.string ?? "",
            clauses: json["clauses"]?.array.compactMap(\.string).map { Name($0) } ?? [])
    }
}
