import Accounts
import Books
import Engine
import Notation
import Pages
import ReadModels
import Rules
import Services

/// Whoever asks, and what is known of the organisation at that moment.
struct Caller: Sendable {
    /// The session, if somebody has signed in.
    let open: OpenSession?
    /// What a browser without a session is known by, so that forms can be marked and drafts kept.
    let visitor: String
    let record: HouseRecord
    /// The rules in force; nil before the first adoption.
    let program: Program?

    /// The person's id; empty for nobody.
    var person: String { open?.account.person ?? "" }

    /// Who forms are marked for.
    var holder: FormKey.Holder {
        if let open { .session(open.session.id) } else { .visitor(visitor) }
    }

    /// Who what is typed belongs to.
    var viewer: Viewer? {
        open.map { Viewer(person: $0.account.person, isAdministrator: $0.account.isAdministrator) }
    }
}

extension Site {
    /// What every page needs to know.
    func context(_ visit: Visit, _ caller: Caller) -> PageContext {
        let record = caller.record
        var reader: PageContext.Reader?
        if let open = caller.open {
            let person = open.account.person
            let name = record.house.people[person]?.name ?? ""
            reader = .init(
                person: person, name: name.isEmpty ? open.account.name.text : name,
                posts: caller.program.map { posts(of: person, in: $0, record.house, at: visit.now) } ?? [],
                administers: open.account.isAdministrator)
        }
        return PageContext(
            language: .ja, organisation: record.name.ja, isDemo: record.isDemo, zone: record.house.zone,
            now: visit.now, reader: reader, alarms: reader == nil ? [] : doors.unopened(before: alarmLine(visit.now)),
            formToken: formKey.mark(for: caller.holder, form: Self.formName), requestID: visit.requestID,
            path: visit.path)
    }

    /// One mark serves all forms of a session: a page has many, and each is as grave as the other.
    static let formName = "form"

    private func alarmLine(_ now: Instant) -> Instant {
        now.adding(milliseconds: -Int64(settings.unopenedMinutes) * 60_000)
    }

    private func posts(of person: String, in program: Program, _ house: House, at: Instant) -> [String] {
        var found: [String] = []
        for post in program.rulebook.posts
        where house.actors(for: post.id, at: at, in: program).contains(person) && found.count < 4 {
            found.append(post.label.ja.isEmpty ? post.label.en : post.label.ja)
        }
        return found
    }
}
