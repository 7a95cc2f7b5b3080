import Markup
import Notation
import Rules

/// A form by which something of people and posts is entered.
public struct HouseForm: Sendable {
    /// What is entered.
    public enum Purpose: Sendable, Hashable {
        /// A person, or a new name and unit for one; nil when the person is new.
        case person(id: String?, name: String, unit: String)
        /// A person takes a post, of which each unit may have one.
        case assign(post: String, title: String, isPerUnit: Bool = false)
        /// A holding ends.
        case end(post: String, title: String, unit: String, person: String, name: String)
        /// A person is away.
        case absence(person: String, name: String)
        /// A person is named to stand in.
        case standIn(post: String, title: String)
    }

    /// What is entered.
    public var purpose: Purpose
    /// The inputs with what was typed and what was wrong.
    public private(set) var inputs: [Input] = []
    /// What is to be recorded; nil while something is wrong, or nothing was entered yet.
    public private(set) var entry: HouseEntry?

    /// The empty form.
    public init(_ context: PageContext, _ purpose: Purpose, form: DomainForm) {
        self.purpose = purpose
        fill(context, form: form, entered: nil)
    }

    /// Reads what was entered.
    ///
    /// - Parameter ids: the ids of people there are, so that a new one is not somebody else's.
    public init(_ context: PageContext, _ purpose: Purpose, entered: Entered, ids: Set<String> = [], form: DomainForm) {
        self.purpose = purpose
        fill(context, form: form, entered: entered, ids: ids)
    }

    /// The address of the form.
    public var path: String {
        switch purpose {
        case .person(nil, _, _): "/people/new"
        case .person(let id?, _, _): "/people/\(pathPart(id))/amend"
        case .assign(let post, _, _): "/posts/\(pathPart(post))/assign"
        case .end(let post, _, let unit, let person, _):
            "/posts/\(pathPart(post))/end" + queryString([("person", person), ("unit", unit)])
        case .absence(let person, _): "/people/\(pathPart(person))/absence"
        case .standIn(let post, _): "/posts/\(pathPart(post))/stand-in"
        }
    }

    private mutating func fill(_ context: PageContext, form: DomainForm, entered: Entered?, ids: Set<String> = []) {
        var reader = Reader(context: context, form: form, entered: entered)
        typealias Words = Phrases.People
        let made: HouseEntry?
        switch purpose {
        case .person(let known, let name, let unit):
            var id = known ?? ""
            if known == nil {
                id = reader.line("id", Words.personID, hint: Words.personIDHint)
                if entered != nil, !id.isEmpty {
                    if ids.contains(id) {
                        reader.fail(Words.idTaken)
                    } else if !id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
                        || id.count > 60
                    {
                        reader.fail(Words.badID)
                    }
                }
            }
            let typed = reader.line("name", Words.name, value: name)
            let section = reader.unit(unit)
            made = .personEntered(id: id, name: typed, unit: section)
        case .assign(let post, _, let isPerUnit):
            let person = reader.person()
            let unit = reader.unit(hint: isPerUnit ? Words.unitNeeded : Words.unitHint, required: isPerUnit)
            if entered != nil, isPerUnit, unit.isEmpty { reader.fail(Phrases.Registers.mustFill) }
            made = reader.moment("from", Words.from).map {
                .holdingBegun(post: post, unit: unit, person: person, from: $0)
            }
        case .end(let post, _, let unit, let person, _):
            made = reader.moment("at", Words.to).map { .holdingEnded(post: post, unit: unit, person: person, at: $0) }
        case .absence(let person, _):
            let from = reader.moment("from", Words.from)
            // Whoever is away until Friday is away on Friday.
            let to = reader.moment("to", Words.to, required: true, isLimit: true)
            if let from, let to, to <= from { reader.fail(Words.endsBefore) }
            made =
                if let from, let to { .absenceEntered(person: person, from: from, to: to) } else { nil }
        case .standIn(let post, _):
            let person = reader.person()
            let unit = reader.unit(hint: Words.unitHint)
            made = .standInNamed(.init(post: post, unit: unit, person: person))
        }
        inputs = reader.inputs
        entry = entered != nil && reader.inputs.allSatisfy(\.error.isEmpty) ? made : nil
    }
}

/// Makes the inputs of a form one after the other and reads what was entered in each.
private struct Reader {
    let context: PageContext
    let form: DomainForm
    let entered: Entered?
    var inputs: [Input] = []

    init(context: PageContext, form: DomainForm, entered: Entered?) {
        self.context = context
        self.form = form
        self.entered = entered
    }

    mutating func line(
        _ name: String, _ label: Label, hint: Label = Label(), value: String = "", required: Bool = true
    ) -> String {
        let text = entered.map { $0[name] } ?? value
        var input = Input(
            name, context.say(label), hint: context.say(hint), required: required, values: [text])
        if entered != nil {
            if required, text.isEmpty { input.error = context.say(Phrases.Registers.mustFill) }
            if text.count > 200 || text.contains("\n") { input.error = context.say(Phrases.Registers.tooLong) }
        }
        inputs.append(input)
        return text
    }

    /// A unit, shown and typed by its name.
    mutating func unit(_ value: String = "", hint: Label = Label(), required: Bool = false) -> String {
        form.unitID(
            line("unit", Phrases.People.unit, hint: hint, value: form.unitName(value), required: required))
    }

    mutating func person() -> String {
        let label = context.say(Phrases.People.person)
        let reading = entered.map { form.read(context, $0, "person", .person) }
        var input = form.input(
            context, "person", label, .person, required: true, values: reading?.values ?? [],
            error: reading?.error ?? "")
        if let reading, reading.values.isEmpty { input.error = context.say(Phrases.Registers.mustChoose) }
        inputs.append(input)
        return reading?.values.first ?? ""
    }

    /// A moment; now, when it is left empty and need not be filled in.
    mutating func moment(_ name: String, _ label: Label, required: Bool = false, isLimit: Bool = false) -> Instant? {
        let typed = entered.map { $0[name] } ?? ""
        let at = typed.isEmpty ? (required ? nil : context.now) : isLimit ? form.limit(typed) : form.instant(typed)
        var input = Input(
            name, context.say(label),
            hint: context.say(
                isLimit ? Phrases.People.limitHint : required ? Phrases.Registers.instantHint : Phrases.People.nowHint),
            required: required,
            values: [typed])
        if entered != nil, at == nil {
            input.error = context.say(typed.isEmpty ? Phrases.Registers.mustFill : Phrases.Registers.badInstant)
        }
        inputs.append(input)
        return at
    }

    /// Says of the last input what is wrong with it, unless something is already.
    mutating func fail(_ label: Label) {
        guard let last = inputs.indices.last, inputs[last].error.isEmpty else { return }
        inputs[last].error = context.say(label)
    }
}

/// The page of a form of people and posts.
public func houseFormPage(_ context: PageContext, _ form: HouseForm) -> HTML {
    typealias Words = Phrases.People
    let title: Label =
        switch form.purpose {
        case .person(nil, _, _): Words.enterPerson
        case .person(_?, let name, _): Words.amendPerson(name)
        case .assign(_, let title, _): Words.assign(title)
        case .end(_, let title, _, _, let name): Words.end(title, name)
        case .absence(_, let name): Words.absence(name)
        case .standIn(_, let title): Words.nameStandIn(title)
        }
    return page(context, title: context.say(title)) { h in
        h.p(.class("trail")) { h in h.back(context, to: context.say(Words.title), "/people") }
        errorSummary(context, form.inputs, &h)
        Pages.form(
            context, to: form.path, id: "house-form", send: context.say(Words.record),
            inside: { h in for input in form.inputs { field(context, input, &h) } }, &h)
    }
}
