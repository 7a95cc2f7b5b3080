import Notation
import Rules

/// What somebody wants to enter in a register.
public struct RowCommand: Hashable, Sendable {
    public var register: Name<Register>
    public var row: String
    /// The values to set; an empty list clears a column.
    public var values: [String: [String]]
    public var person: String
    public var post: String?
    public var happened: Instant
    public var entered: Instant
    public var reason: String
    /// The row is kept and no longer in force.
    public var closes: Bool
    /// The row must not exist yet.
    public var adds: Bool

    public init(
        register: Name<Register>, row: String, values: [String: [String]], person: String, post: String? = nil,
        happened: Instant, entered: Instant, reason: String = "", closes: Bool = false, adds: Bool = false
    ) {
        self.register = register
        self.row = row
        self.values = values
        self.person = person
        self.post = post
        self.happened = happened
        self.entered = entered
        self.reason = reason
        self.closes = closes
        self.adds = adds
    }
}

/// What was entered of one row of a register.
public struct RowEvent: Hashable, Sendable {
    public var register: Name<Register>
    public var row: String
    public var values: [String: [String]]
    public var closes: Bool
    public var actor: Actor
    public var happened: Instant
    public var entered: Instant
    public var reason: String
    public var clauses: [Clause.ID]
}

extension House {
    /// Applies what was entered of a row; total, like `Matter.apply`.
    public mutating func apply(_ event: RowEvent) {
        var row = registers[event.register]?[event.row] ?? Row(values: [:])
        for (column, values) in event.values { row.values[column] = values.isEmpty ? nil : values }
        row.closed = event.closes
        registers[event.register, default: [:]][event.row] = row
    }
}

/// Decides whether a row may be entered: who, what is missing, what the rulebook refuses.
public func decide(_ command: RowCommand, in setting: Setting) throws(Refusal) -> RowEvent {
    let program = setting.program
    guard let register = program.registers[command.register] else {
        throw Refusal(
            .malformed, "そのような台帳はありません（\(command.register)）。", "There is no such register (\(command.register)).")
    }
    guard setting.house.people[command.person] != nil else {
        throw Refusal(.malformed, "この人は登録されていません。", "This person is not known.")
    }
    let matter = Matter(id: "")
    let checker = Decider(
        command: Command(
            verb: "add-row", person: command.person, happened: command.happened, entered: command.entered),
        matter: matter, setting: setting)
    try checker.checkTimes()
    guard !command.row.isEmpty, command.row.utf8.count <= 200 else {
        throw Refusal(.malformed, "行の番号が要ります。", "The row needs an id.", missing: ["row"])
    }
    let before = setting.house.registers[command.register]?[command.row]
    if command.adds, before != nil {
        throw Refusal(.register, clauses: register.clauses, "同じ番号の行が既にあります。", "There is already a row with this id.")
    }
    if !command.adds, before == nil {
        throw Refusal(.register, clauses: register.clauses, "その行はありません。", "There is no such row.")
    }
    var row = before ?? House.Row(values: [:])
    for (column, values) in command.values {
        guard let rules = register.columns.first(where: { $0.id == column }) else {
            throw Refusal(
                .register, clauses: register.clauses, "台帳にその欄はありません（\(column)）。",
                "The register has no such column (\(column)).", missing: [column])
        }
        if !values.isEmpty {
            try checker.check(values, rules.domain, name: column, clauses: rules.clauses)
        }
        row.values[column] = values.isEmpty ? nil : values
    }
    let frame = Frame(program: program, matter: matter, house: setting.house, at: command.happened)
    let scope = Frame.Scope(row: row, register: register.id)
    let actor = try keeper(of: register, command, setting, frame: frame, row: before ?? row)
    let missing = register.columns.filter { column in
        guard let required = column.required, row.values[column.id]?.isEmpty ?? true else { return false }
        return frame.truth(required, scope) != .no
    }
    if !missing.isEmpty, !command.closes {
        throw Refusal(
            .register, clauses: (missing.flatMap(\.clauses) + register.clauses).unique, "台帳に記載漏れがあります。",
            "The row is not complete.", missing: missing.map(\.id))
    }
    if let refused = register.refuses.first(where: { frame.truth($0.when, scope) == .yes }), !command.closes {
        throw Refusal(
            .register, clauses: refused.clauses, "台帳に記載できません。\(refused.label.ja)",
            "The row cannot be entered. \(refused.label.en)")
    }
    return RowEvent(
        register: register.id, row: command.row, values: command.values, closes: command.closes, actor: actor,
        happened: command.happened, entered: command.entered, reason: command.reason, clauses: register.clauses)
}

private func keeper(
    of register: Register, _ command: RowCommand, _ setting: Setting, frame: Frame, row: House.Row
) throws(Refusal) -> Actor {
    guard let owner = register.owner else {
        return Actor(person: command.person, post: command.post ?? "")
    }
    // Of a post that exists once in each unit, the holder in the unit of this very row, as it was before.
    let column = { (post: Name<Post>) in
        setting.program.posts[post]?.perUnit ?? register.columns.first { $0.role == .unit }?.id
    }
    var seats = frame.resolve(owner).seats.filter { owner.unitPosts.isDisjoint(with: [$0.post]) || !$0.unit.isEmpty }
    for post in owner.unitPosts.sorted() {
        seats.append(Seat(post: post, unit: column(post).flatMap { row.values[$0]?.first } ?? ""))
    }
    guard let fit = frame.fit(command.person, seats, as: command.post) else {
        throw Refusal(
            .notThePost, clauses: register.clauses + owner.allClauses, "この台帳に記載するのは別の役職です。",
            "Another post keeps this register.", who: seats)
    }
    return Actor(
        person: command.person, post: fit.seat.post.text, unit: fit.seat.unit, standsIn: fit.fitting == .standIn)
}

extension Choice {
    /// The posts in it that are of the unit of the items, or here of the row.
    fileprivate var unitPosts: Set<Name<Post>> {
        switch shape {
        case .post(let post, unit: .items): [post]
        case .post, .part, .anyone: []
        case .anyOf(let choices), .eachOf(let choices), .allOf(let choices):
            choices.reduce(into: []) { $0.formUnion($1.unitPosts) }
        case .first(let rows): rows.reduce(into: []) { $0.formUnion($1.choice.unitPosts) }
        }
    }
}
