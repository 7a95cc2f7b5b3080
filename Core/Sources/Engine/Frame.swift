import Notation
import Rules

/// One look at a matter at one moment: the rules, the record and the organisation together.
///
/// It lives for one question and caches what it works out, so it is never shared.
final class Frame {
    let program: Program
    let matter: Matter
    let house: House
    let at: Instant
    private var termCache: [Name<Term>: Truth] = [:]
    private var begunCache: [Name<Playbook>: Truth] = [:]
    private var statusCache: [Matter.Key<Step>: StepStatus] = [:]
    private var looking: [Looking] = []
    /// The endings of matters opened from here that conditions have asked for; nil for any ending of the kind.
    private(set) var childrenAsked: [Name<MatterKind>: Set<String?>] = [:]
    /// Who has lost sight of the matter.
    private(set) lazy var excluded = Set(exclusions(of: matter, in: program).map(\.person))
    /// Whom the matter concerns now.
    private(set) lazy var concern = findConcern()

    /// What is being worked out just now.
    enum Looking: Hashable {
        case step(Name<Step>, item: String?)
        case approval(Name<Approval>)
        case part(Name<Part>)
        case clock(Name<Clock>)
        case playbook(Name<Playbook>)
    }

    /// Works something out; a rule that leads back to itself is cut there.
    func once<Value>(_ what: Looking, or cut: Value, _ work: () -> Value) -> Value {
        guard !looking.contains(what) else { return cut }
        looking.append(what)
        defer { looking.removeLast() }
        return work()
    }

    init(program: Program, matter: Matter, house: House, at: Instant) {
        self.program = program
        self.matter = matter
        self.house = house
        self.at = at
    }

    /// Where a condition is looked at: for which item, or for which row of a register.
    struct Scope: Hashable {
        var item: Change.Item?
        var row: House.Row?
        var register: Name<Register>?
        static let matter = Scope()

        init(item: Change.Item? = nil, row: House.Row? = nil, register: Name<Register>? = nil) {
            self.item = item
            self.row = row
            self.register = register
        }
    }

    func scope(of item: Change.Item?) -> Scope {
        guard let item else { return .matter }
        let register = program.items[item.kind]?.register
        let row = register.flatMap { house.registers[$0]?[item.row] }
        return Scope(item: item, row: row, register: register)
    }

    func scope(of itemID: String?) -> Scope {
        scope(of: itemID.flatMap { id in matter.items.first { $0.id == id } })
    }

    /// The value of a condition; facts that are unknown and decide it are added to `asking`.
    func truth(_ condition: Condition, _ scope: Scope = .matter, asking: inout Unknowns) -> Truth {
        let value = truth(condition, scope)
        if value == .unknown { collect(condition, scope, into: &asking) }
        return value
    }

    func truth(_ condition: Condition, _ scope: Scope = .matter) -> Truth {
        switch condition {
        case .always: return .yes
        case .all(let parts): return parts.all { truth($0, scope) }
        case .any(let parts): return parts.any { truth($0, scope) }
        case .not(let inner): return truth(inner, scope).negated
        case .unlessSure(let inner): return Truth(truth(inner, scope) != .yes)
        case .term(let id): return term(id, scope)
        case .fact(let id, let test): return fact(id, test, scope)
        case .done(let steps): return Truth(steps.allSatisfy { isDone($0, item: scope.item?.id) })
        case .begun(let playbook): return begun(playbook)
        case .round(let playbook, let number): return Truth(matter.rounds[playbook]?.number ?? 1 >= number)
        case .ended(let clock): return Truth(self.clock(clock)?.state == .ended)
        case .granted(let approval): return Truth(onAnySubject(approval) { isGranted($0, subject: $1) })
        case .asked(let approval): return Truth(onAnySubject(approval) { liveRequest($0, subject: $1) != nil })
        case .rejected(let approval): return Truth(onAnySubject(approval) { isRejected($0, subject: $1) })
        case .way(let way): return Truth(matter.ways.contains { $0.way == way })
        case .deviated(let gate):
            return Truth(matter.deviations.contains { gate == nil || $0.gate == gate })
        case .filled(let paper, let field):
            return Truth(!(matter.papers[paper]?.last?.fields[field] ?? "").isEmpty)
        case .written(let paper): return Truth(matter.papers[paper]?.isEmpty == false)
        case .marked(let paper, let mark):
            return Truth(matter.papers[paper]?.last?.marks.contains(mark) ?? false)
        case .same(let parts): return same(parts)
        case .some(let kind, let condition, let except):
            return items(kind, except: except).any { truth(condition, self.scope(of: $0)) }
        case .every(let kind, let condition, let except):
            let found = items(kind, except: except)
            return found.isEmpty ? .no : found.all { truth(condition, self.scope(of: $0)) }
        case .itemState(let states): return Truth(scope.item.map { states.contains($0.state) } ?? false)
        case .column(let path, let test): return column(path, test, scope)
        case .inRegister(let register, let condition):
            guard let rules = program.registers[register] else { return .no }
            let rows = house.rowsInForce(rules, at: at)
            return rows.any { truth(condition, Scope(item: scope.item, row: $0.row, register: register)) }
        case .child(let kind, let ending):
            childrenAsked[kind, default: []].insert(ending)
            return Truth(
                matter.children.contains { child in
                    guard child.kind == kind, let ended = child.ending else { return false }
                    return ending == nil || ending == ended
                })
        case .hour(let hours): return Truth(house.isOffice(at) == (hours == .office))
        case .openedAt(let hours): return Truth(house.isOffice(matter.openedAt) == (hours == .office))
        case .exercise: return Truth(matter.exercise)
        }
    }

    private func term(_ id: Name<Term>, _ scope: Scope) -> Truth {
        guard let term = program.terms[id] else { return .unknown }
        guard scope == .matter else { return truth(term.condition, scope) }
        if let known = termCache[id] { return known }
        let value = truth(term.condition, scope)
        termCache[id] = value
        return value
    }

    /// The standing statement of a fact, of the item where the fact is asked for each.
    func standing(_ id: Name<Fact>, _ scope: Scope) -> Matter.Statement? {
        let item = program.facts[id]?.per == nil ? nil : scope.item?.id
        return matter.standing(id, item: item)
    }

    /// Since when the standing answer has been what it is; giving it again does not move that.
    func stands(_ id: Name<Fact>, since scope: Scope) -> Instant? {
        matter.stands(id, item: program.facts[id]?.per == nil ? nil : scope.item?.id)
    }

    private func fact(_ id: Name<Fact>, _ test: ValueTest, _ scope: Scope) -> Truth {
        guard case .values(let values)? = standing(id, scope)?.value else {
            return test == .known ? .no : .unknown  // whether there is an answer is never itself unknown
        }
        return check(values, test)
    }

    func check(_ values: [String], _ test: ValueTest) -> Truth {
        switch test {
        case .oneOf(let wanted): Truth(values.contains { wanted.contains($0) })
        case .none: Truth(values.isEmpty)
        case .known: .yes
        case .atLeast(let number): values.first.flatMap { Int($0) }.map { Truth($0 >= number) } ?? .unknown
        case .below(let number): values.first.flatMap { Int($0) }.map { Truth($0 < number) } ?? .unknown
        }
    }

    private func column(_ path: [String], _ test: ValueTest, _ scope: Scope) -> Truth {
        guard var row = scope.row, var register = scope.register.flatMap({ program.registers[$0] }),
            let last = path.last
        else { return .unknown }
        for name in path.dropLast() {
            guard case .row(let next)? = register.columns.first(where: { $0.id == name })?.domain,
                let id = row.values[name]?.first, let found = house.registers[next]?[id],
                let rules = program.registers[next]
            else { return .unknown }
            row = found
            register = rules
        }
        guard let values = row.values[last] else {
            if case .known = test { return .no }
            return .unknown
        }
        switch (register.columns.first { $0.id == last }?.domain, test) {
        case (.person, .oneOf(let wanted)), (.people, .oneOf(let wanted)):
            return Truth(wanted.contains { !persons(meantBy: $0).isDisjoint(with: values) })
        default: return check(values, test)
        }
    }

    /// The persons that a word of a rule means: who is bound as that part, who holds that post, or the person itself.
    private func persons(meantBy word: String) -> Set<String> {
        if program.parts[Name(word)] != nil { return persons(of: Name(word)) }
        if program.posts[Name(word)] != nil {
            return Set(house.holders(of: Name(word), unit: "", at: at, in: program).map(\.person))
        }
        return [word]
    }

    func items(_ kind: Name<ItemKind>, except: [String] = []) -> [Change.Item] {
        matter.items.filter { $0.kind == kind && !except.contains($0.state) }
    }

    private func same(_ parts: [Name<Part>]) -> Truth {
        let persons = parts.map { self.persons(of: $0) }
        guard let first = persons.first, persons.allSatisfy({ !$0.isEmpty }) else { return .unknown }
        return Truth(persons.dropFirst().allSatisfy { !$0.isDisjoint(with: first) })
    }

    /// The one person who is this part now, or nil.
    func person(of part: Name<Part>) -> String? {
        let persons = persons(of: part)
        return persons.count == 1 ? persons.first : nil
    }

    /// Everybody who is this part now: several where a rule names the posts of several units.
    func persons(of part: Name<Part>) -> Set<String> {
        if let person = matter.bound[part] { return [person] }
        guard case .rule(let choice)? = program.parts[part]?.binding else { return [] }
        return Set(
            once(.part(part), or: []) { resolve(choice).seats }.flatMap { seat in
                seat.person.isEmpty
                    ? holders(of: seat.post, unit: seat.unit).map(\.person)
                    : [seat.person]
            })
    }

    /// Whether a playbook has begun: it runs on this kind of matter and its condition is true.
    func begun(_ id: Name<Playbook>) -> Truth {
        if let known = begunCache[id] { return known }
        guard let playbook = program.playbooks[id],
            playbook.matters.isEmpty || playbook.matters.contains(matter.kind),
            program.matters[matter.kind]?.playbooks.isEmpty ?? true
                || program.matters[matter.kind]?.playbooks.contains(id) ?? false
        else { return .no }
        begunCache[id] = .unknown  // a playbook that begins with itself
        let value = truth(playbook.begins)
        begunCache[id] = value
        return value
    }

    func status(_ step: Step, item: String?) -> StepStatus {
        let key = Matter.Key(id: step.id, item: item)
        if let known = statusCache[key] { return known }
        statusCache[key] = .waiting(for: [])  // a cycle waits for itself; the loader refuses it
        let value = makeStatus(step, item: item)
        statusCache[key] = value
        return value
    }
}

/// The facts whose answers would decide something, each with the item it is asked for.
struct Unknowns: Hashable {
    struct Ask: Hashable {
        var fact: Name<Fact>
        var item: String?
    }
    private(set) var asks: [Ask] = []

    mutating func add(_ ask: Ask) {
        if !asks.contains(ask) { asks.append(ask) }
    }

    var isEmpty: Bool { asks.isEmpty }
}

extension Frame {
    /// Walks a condition that is unknown and collects the facts that make it so.
    func collect(_ condition: Condition, _ scope: Scope, into unknowns: inout Unknowns) {
        switch condition {
        case .all(let parts), .any(let parts):
            for part in parts where truth(part, scope) == .unknown { collect(part, scope, into: &unknowns) }
        case .not(let inner), .unlessSure(let inner): collect(inner, scope, into: &unknowns)
        case .term(let id):
            guard let term = program.terms[id] else { return }
            collect(term.condition, scope, into: &unknowns)
        case .fact(let id, _):
            let item = program.facts[id]?.per == nil ? nil : scope.item?.id
            unknowns.add(.init(fact: id, item: item))
        case .some(let kind, let condition, let except), .every(let kind, let condition, let except):
            for item in items(kind, except: except) where truth(condition, self.scope(of: item)) == .unknown {
                collect(condition, self.scope(of: item), into: &unknowns)
            }
        case .begun(let id):
            guard let playbook = program.playbooks[id] else { return }
            unknowns = once(.playbook(id), or: unknowns) {
                var more = unknowns
                collect(playbook.begins, .matter, into: &more)
                return more
            }
        case .always, .done, .round, .ended, .granted, .asked, .rejected, .way, .deviated, .filled, .written, .marked,
            .same, .itemState, .column, .inRegister, .child, .hour, .openedAt, .exercise:
            break
        }
    }
}
