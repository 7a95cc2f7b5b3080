import Engine
import Markup
import Notation
import ReadModels
import Rules

/// The form by which a row is added, amended or closed.
public struct RowForm: Sendable {
    /// What is to be done with the row.
    public enum Purpose: Sendable, Hashable {
        case add
        case amend
        case close
    }

    /// The register.
    public var face: RegisterFace
    /// What is to be done.
    public var purpose: Purpose
    /// The input that says how many entries of the row the form was made from.
    public static let version = "version"

    /// What was entered of the row so far, oldest first.
    public var events: [RowEvent]
    /// The id of the row, as typed when it is added.
    public private(set) var row: String
    /// The inputs with what was typed and what was wrong.
    public private(set) var inputs: [Input] = []
    /// Somebody entered something between the reading and the sending of the form.
    public private(set) var isStale = false
    /// The columns that were changed by somebody else meanwhile.
    public private(set) var changed: [String] = []
    private var values: [String: [String]] = [:]
    private var reason = ""
    private var happened: Instant?

    /// The empty form, filled with what the row holds.
    ///
    /// - Parameter events: all that was entered of the row; empty when it is added.
    public init(
        _ context: PageContext, face: RegisterFace, purpose: Purpose, row: String = "", events: [RowEvent] = [],
        form: DomainForm
    ) {
        self.face = face
        self.purpose = purpose
        self.row = row
        self.events = events
        let now = Self.values(after: events)
        if purpose == .add { inputs.append(rowInput(context)) }
        if purpose != .close {
            for column in face.columns {
                inputs.append(input(context, column, form: form, values: now[column.rules.id] ?? []))
            }
        }
        inputs += [reasonInput(context), happenedInput(context)]
    }

    /// Reads what was entered: the columns of this register by their names, and nothing else.
    ///
    /// When somebody else was first, what this person did not touch takes the newer value, and the form asks again.
    public init(
        _ context: PageContext, entered: Entered, face: RegisterFace, purpose: Purpose, row: String = "",
        events: [RowEvent] = [], form: DomainForm
    ) {
        self.init(context, face: face, purpose: purpose, row: row, events: events, form: form)
        typealias Words = Phrases.Registers
        inputs = []
        let seenVersion = purpose == .add ? events.count : Int(entered[Self.version]) ?? events.count
        isStale = seenVersion != events.count
        let now = Self.values(after: events)
        let seen = Self.values(after: events.prefix(max(0, seenVersion)))
        if purpose == .add {
            self.row = entered["row"]
            var input = rowInput(context)
            if self.row.isEmpty {
                input.error = context.say(Words.rowMissing)
            } else if self.row.utf8.count > 200 || self.row.contains("\n") {
                input.error = context.say(Words.rowTooLong)
            } else if Self.reserved.contains(self.row) {
                input.error = context.say(Words.rowReserved(self.row))
            }
            inputs.append(input)
        }
        if purpose != .close {
            for column in face.columns {
                let id = column.rules.id
                var reading = form.read(context, entered, Self.name(id), column.rules.domain)
                if column.isUnit { reading.values = reading.values.map(form.unitID) }
                let isTouched = !reading.error.isEmpty || reading.values != seen[id] ?? []
                var input = input(
                    context, column, form: form, values: isTouched ? reading.values : now[id] ?? [],
                    error: reading.error)
                if isStale, seen[id] ?? [] != now[id] ?? [] { changed.append(column.label) }
                if input.values.isEmpty, column.requirement == .always {
                    input.error = context.say(input.isChosen ? Words.mustChoose : Words.mustFill)
                }
                inputs.append(input)
                // Only what was changed is entered, so that the history says what was changed.
                if isTouched, reading.values != now[id] ?? [] { values[id] = reading.values }
            }
        }
        reason = entered["reason"]
        var why = reasonInput(context, value: reason)
        if purpose != .add, reason.isEmpty { why.error = context.say(Words.reasonMissing) }
        var when = happenedInput(context, value: entered["happened"])
        if !entered["happened"].isEmpty {
            happened = form.instant(entered["happened"])
            if happened == nil { when.error = context.say(Words.badInstant) }
        }
        inputs += [why, when]
    }

    /// Whether it can be sent to the engine.
    public var isFine: Bool { !isStale && inputs.allSatisfy(\.error.isEmpty) }

    /// What is to be entered; nil while something is wrong with the form.
    public func command(person: String, post: String? = nil, entered: Instant) -> RowCommand? {
        guard isFine else { return nil }
        return RowCommand(
            register: face.register, row: row, values: values, person: person, post: post,
            happened: happened ?? entered, entered: entered, reason: reason, closes: purpose == .close,
            adds: purpose == .add)
    }

    /// What was typed, for pages that cannot show the form again.
    public var kept: [KeptText] {
        inputs.map { KeptText(label: $0.label, text: $0.values.joined(separator: "・")) }
    }

    /// What the row is called, as it was entered last; its number where it has no name.
    var name: String {
        let now = Self.values(after: events)
        let texts = face.columns.filter { $0.rules.domain == .text && !$0.isUnit }
        let named = (texts.filter { $0.rules.id == "name" } + texts).compactMap { now[$0.rules.id]?.first }
        return named.first { !$0.isEmpty } ?? row
    }

    /// The address of the form.
    public var path: String {
        switch purpose {
        case .add: face.path + "/rows/new"
        case .amend: "\(face.path)/rows/\(pathPart(row))/amend"
        case .close: "\(face.path)/rows/\(pathPart(row))/close"
        }
    }

    /// What cannot stand in an address as the last part of a row's: a step in the path, and the form of a new row.
    private static let reserved: Set = [".", "..", "new"]

    private static func values(after events: some Sequence<RowEvent>) -> [String: [String]] {
        var values: [String: [String]] = [:]
        for event in events {
            for (column, entered) in event.values { values[column] = entered.isEmpty ? nil : entered }
        }
        return values
    }

    /// The name of the input of a column.
    static func name(_ column: String) -> String { "column-\(column)" }

    private func input(
        _ context: PageContext, _ column: RegisterFace.Column, form: DomainForm, values: [String], error: String = ""
    ) -> Input {
        var hints: [String] = []
        if case .when(let words) = column.requirement, !words.isEmpty {
            hints.append(context.say(Phrases.Registers.mustFill(words)))
        }
        if !column.clauses.isEmpty { hints.append("〔" + column.clauses.map(\.cite).joined(separator: "，") + "〕") }
        var input = form.input(
            context, Self.name(column.rules.id), column.label, column.rules.domain, hint: hints.joined(separator: " "),
            required: column.requirement == .always, values: column.isUnit ? values.map(form.unitName) : values,
            error: error)
        // Most of what stands in a column is short; a line grows with what is typed, and what is long has its lines.
        if column.rules.domain == .text {
            input.shape = .lines(rows: input.values.contains { $0.contains("\n") || $0.count > 40 } ? 4 : 1)
        }
        return input
    }

    private func rowInput(_ context: PageContext) -> Input {
        Input(
            "row", context.say(Phrases.Registers.number), hint: context.say(Phrases.Registers.numberOfRowHint),
            required: true, values: [row])
    }

    private func reasonInput(_ context: PageContext, value: String = "") -> Input {
        Input(
            "reason", context.say(Phrases.Registers.reason), required: purpose != .add, shape: .lines(rows: 2),
            values: [value])
    }

    private func happenedInput(_ context: PageContext, value: String = "") -> Input {
        Input(
            "happened", context.say(Phrases.Registers.happened), hint: context.say(Phrases.Registers.happenedHint),
            values: [value])
    }
}

/// The page of the form of a row; with a refusal when the engine refused it.
public func rowFormPage(_ context: PageContext, _ form: RowForm, refusal: RefusalNotice? = nil) -> HTML {
    typealias Words = Phrases.Registers
    let title: Label =
        switch form.purpose {
        case .add: Words.addTitle(form.face.title)
        case .amend: Words.amendTitle(form.name)
        case .close: Words.closeTitle(form.name)
        }
    return page(context, title: context.say(title), reserving: 16384) { h in
        h.p(.class("trail")) { h in
            if form.purpose == .add {
                h.back(context, to: form.face.title, form.face.path)
            } else {
                h.a(form.face.title, href: form.face.path)
                h.text(" › ")
                h.a(form.name, href: "\(form.face.path)/rows/\(pathPart(form.row))")
            }
        }
        errorSummary(context, form.inputs, also: form.isStale ? [context.say(Words.stale(form.changed))] : [], &h)
        if let refusal { refusalSection(context, refusal, &h) }
        if form.purpose == .close { h.p(context.say(Words.closeHint), .class("notice")) }
        Pages.form(
            context, to: form.path, id: "row-\(form.face.register)-\(form.row)",
            send: context.say(form.purpose == .close ? Words.close : Words.enter),
            inside: { h in
                // After a conflict the newer version is agreed to by sending again.
                let version: [Attribute] = [.name(RowForm.version), .value(String(form.events.count))]
                h.void("input", [.type("hidden")] + version + [.flag("data-keep")])
                for input in form.inputs { field(context, input, &h) }
            }, &h)
        refusals(context, form.face, &h)
    }
}
