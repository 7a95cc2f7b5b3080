import Engine
import Journaling
import Notation
import Rules

/// What was entered, with the receipt that proves it.
public struct Accepted: Sendable {
    /// The matter.
    public var matter: String
    /// The positions of the entries, and the head to be printed.
    public var receipt: Receipt
    /// What was entered on the matter, in order.
    public var events: [Event]
    /// The matters that were opened from it.
    public var opened: [String]
    /// Prohibitions that only warn.
    public var warnings: [Clause.ID]
}

extension Office {
    /// Opens a matter and gives it its number.
    ///
    /// - Parameter later: what is entered together with it, as what was done before the report: all or nothing.
    /// - Throws: `Refused`, `OfficeError`, `JournalError`. Nothing was entered then, save the refused attempt.
    @discardableResult
    public func open(_ command: Command, then later: [Command] = []) async throws -> Accepted {
        var command = command
        command.verb = "open"
        for command in later where command.verb == "open" {
            throw OfficeError.badValue("一度に開ける案件は一つです", "only one matter is opened at a time")
        }
        let house = try await house().house
        for _ in 0..<Self.attempts {
            let number = try await nextNumber(taking: true)
            let id = Self.id(number, at: command.happened, zone: house.zone)
            if let accepted = try await attempt([command] + later, on: id, expecting: nil) { return accepted }
        }
        throw OfficeError.busy
    }

    /// Does one act on a matter.
    ///
    /// - Parameter expecting: the number of entries that the person has seen; anything else is refused as stale.
    /// - Throws: as `open(_:)`.
    @discardableResult
    public func perform(_ command: Command, on id: String, expecting: Int? = nil) async throws -> Accepted {
        try await performAll([command], on: id, expecting: expecting)
    }

    /// Enters several acts together, as from a log kept on paper: all of them or none, in one append.
    ///
    /// - Throws: as `open(_:)`; `Refused.index` says which act was refused.
    @discardableResult
    public func performAll(
        _ commands: [Command], on id: String, expecting: Int? = nil
    ) async throws -> Accepted {
        guard !commands.isEmpty else { throw OfficeError.badValue("入力する行為がありません", "there is nothing to enter") }
        for command in commands where command.verb == "open" {
            throw OfficeError.badValue(
                "案件を開くには report を使ってください（\(command.verb)）", "use report to open a matter, not an act")
        }
        for _ in 0..<Self.attempts {
            if let accepted = try await attempt(commands, on: id, expecting: expecting) { return accepted }
        }
        throw OfficeError.busy
    }

    /// Decides and appends once; nil when somebody else was first.
    private func attempt(_ commands: [Command], on id: String, expecting: Int?) async throws -> Accepted? {
        let record = try await house()
        for command in commands { try await check(command, in: record) }
        let before = try await folded(id)
        // Somebody's child got this number meanwhile.
        if before != nil, commands.first?.verb == "open" { return nil }
        if before == nil, commands.first?.verb != "open" { throw OfficeError.unknownMatter(id) }
        if let expecting, let before, before.entries != expecting {
            throw OfficeError(
                .stale, "案件\(id)には新しい記録があります（見ていたのは\(expecting)件，現在\(before.entries)件）。表示し直してください",
                "matter \(id) has moved on: you saw \(expecting) entries and there are \(before.entries); look again")
        }
        var plan = Plan(matter: before ?? Matter(id: id))
        let program: Program
        if let before { program = try self.program(of: before) } else { program = try await programInForce() }
        plan.program = program
        for (index, command) in commands.enumerated() {
            var command = command
            let entered = max(clock(), plan.matter.lastEntered)
            command.entered = entered
            let number = try await nextNumber(taking: false) + plan.events.count
            if command.verb == "move", command.adopted.isEmpty {
                command.adopted = try record.adopted(command.edition, of: plan.matter.rulebook)
            }
            command.newIDs = [Self.id(number, at: entered, zone: record.house.zone)]
            let setting = Setting(program: try plan.programNow(self), house: record.house, digest: digest)
            let excluded = plan.matter.excluded(in: setting.program)
            let outcome: Outcome
            do throws(Refusal) {
                outcome = try decide(command, on: plan.matter, in: setting)
            } catch {
                let refused = Refused(
                    refusal: error, matter: before == nil ? "" : id, index: index,
                    edition: EditionKey(
                        rulebook: setting.program.rulebook.identity.id,
                        edition: setting.program.rulebook.identity.edition, adopted: setting.program.rulebook.adopted))
                try await enter(refused, of: command, in: setting.program)
                throw refused
            }
            if !outcome.opened.isEmpty { take(number) }
            plan.add(outcome)
            // An edition that cannot be loaded must not be moved to.
            let program = try plan.programNow(self)
            plan.tidings += plan.matter.tidings(of: outcome.event, excluded: excluded, in: program)
        }
        try await tellOthers(&plan)
        return try await append(plan, record: record)
    }

    /// What is to be appended together.
    private struct Plan {
        var program: Program?
        var matter: Matter
        var before: Int
        var events: [Event] = []
        /// Matters that are opened, and others that are told something, with what they had before.
        var others: [(matter: Matter, before: Int, events: [Event])] = []
        var opened: [String] = []
        /// What other matters are to be told.
        var tidings: [Tiding] = []
        var warnings: [Clause.ID] = []

        init(matter: Matter) {
            self.matter = matter
            before = matter.entries
        }

        /// The rules for the next act: an act before it may have moved the matter to another edition.
        func programNow(_ office: Office) throws -> Program {
            guard matter.entries > 0 else {
                guard let program else { throw OfficeError.unknownMatter(matter.id) }
                return program
            }
            return try office.program(of: matter)
        }

        mutating func add(_ outcome: Outcome) {
            events.append(outcome.event)
            matter.apply(outcome.event)
            for opening in outcome.opened {
                opened.append(opening.id)
                others.append((Matter(id: opening.id, events: [opening.event]), 0, [opening.event]))
            }
            warnings += outcome.warnings
        }
    }

    /// What the events mean for other matters is entered there, in the same append; and what it means for yet others.
    private func tellOthers(_ plan: inout Plan) async throws {
        var tidings = plan.tidings[...]
        while let tiding = tidings.popFirst() {
            guard let index = try await place(of: tiding.matter, in: &plan), plan.others[index].matter.heeds(tiding)
            else { continue }
            let told = plan.others[index].matter
            let program = try program(of: told)
            var event = tiding.event
            event.entered = max(event.entered, told.lastEntered)
            plan.others[index].matter.apply(event)
            plan.others[index].events.append(event)
            tidings += plan.others[index].matter.tidings(
                of: event, excluded: told.excluded(in: program), in: program)
        }
        plan.others.removeAll(where: \.events.isEmpty)
    }

    /// Where another matter stands in the plan; nil when there is none, or its content was destroyed.
    private func place(of id: String, in plan: inout Plan) async throws -> Int? {
        if let known = plan.others.firstIndex(where: { $0.matter.id == id }) { return known }
        do {
            guard let matter = try await folded(id) else { return nil }
            plan.others.append((matter, matter.entries, []))
            return plan.others.count - 1
        } catch let error as OfficeError where error.code == .erased {
            return nil
        }
    }

    private func append(_ plan: Plan, record: HouseRecord) async throws -> Accepted? {
        func drafts(_ events: [Event]) -> [Draft] { events.map { draft($0, people: record.house.people) } }
        var batches = [
            StreamBatch(
                Self.stream(plan.matter.id), expecting: .exactly(plan.before), drafts: drafts(plan.events))
        ]
        for other in plan.others {
            batches.append(
                StreamBatch(
                    Self.stream(other.matter.id), expecting: .exactly(other.before), drafts: drafts(other.events))
            )
        }
        let touched = [plan.matter] + plan.others.map(\.matter)
        guard let receipt = try await appended(batches) else {
            forget(touched.map(\.id))
            return nil
        }
        keep(touched)
        return Accepted(
            matter: plan.matter.id, receipt: receipt, events: plan.events, opened: plan.opened,
            warnings: plan.warnings)
    }

    /// The entry of an event. The chain holds only ids: a speaker who is nobody here stays in the protected part.
    private func draft(_ event: Event, people: [String: House.Person]) -> Draft {
        let known = people[event.actor.onBehalf] != nil
        return Draft(
            kind: MatterList.kind + event.act, happenedAt: event.happened.milliseconds, actor: event.actor.person,
            post: event.actor.post.isEmpty ? nil : event.actor.post, onBehalf: known ? event.actor.onBehalf : nil,
            payload: event.json)
    }

    /// Keeps a refused attempt: who, which verb, by which clauses; never what was typed.
    private func enter(_ refused: Refused, of command: Command, in program: Program) async throws {
        let known =
            Command.engineVerbs.contains(command.verb)
            || program.rulebook.acts.contains { $0.id.text == command.verb }
        let stream = StreamName("attempts:" + (refused.matter.isEmpty ? "open" : refused.matter))
        _ = try await journal.append(
            [
                Draft(
                    kind: "attempt.refused", happenedAt: clock().milliseconds, actor: command.person,
                    payload: .compact(
                        ("verb", known ? .string(command.verb) : nil),
                        ("refused", .string(refused.refusal.kind.rawValue)),
                        ("clauses", .strings(refused.refusal.clauses.map(\.text)))))
            ], to: stream, expecting: .any)
    }

    /// Refuses what could not stand in a record, and whoever is not known.
    private func check(_ command: Command, in record: HouseRecord) async throws {
        guard record.house.people[command.person] != nil else {
            try await journal.countAnonymousRefusal(on: clock().day(in: record.house.zone).text)
            throw OfficeError.unknownPerson(command.person)
        }
        try command.checkTexts()
        // Another matter that is named must be there.
        if ["link", "merge"].contains(command.verb), !command.other.isEmpty,
            try await folded(command.other) == nil
        {
            throw OfficeError.unknownMatter(command.other)
        }
    }
}

extension OfficeError {
    static let busy = OfficeError(
        .busy, "他の人の記録と続けて重なりました。もう一度やり直してください", "others were faster again and again; try once more")
}
