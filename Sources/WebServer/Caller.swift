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
    /// The reports that nobody has opened, named where the caller may see them.
    var alarms: [PageContext.Alarm] = []

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
                posts: views.posts(of: person, house: record.changes, at: visit.now) {
                    caller.program.map { posts(of: person, in: $0, record.house, at: visit.now) } ?? []
                },
                administers: open.account.isAdministrator)
        }
        var context = PageContext(
            language: .ja, organisation: record.name.ja, isDemo: record.isDemo, zone: record.house.zone,
            now: visit.now, reader: reader,
            alarms: caller.alarms,
            formToken: formKey.mark(for: caller.holder, form: Self.formName), requestID: visit.requestID,
            path: visit.path, target: visit.target, sent: visit.query["done"].isEmpty ? nil : visit.query["done"])
        context.isPreparing = !isPrepared
        // A stranger's page is told nothing by an address that anybody can write.
        context.isEntered = context.sent != nil && reader != nil
        context.draft = visit.draft
        return context
    }

    /// One mark serves all forms of a session: a page has many, and each is as grave as the other.
    static let formName = "form"

    /// The reports that nobody has opened in the set minutes, as a caller may know of them.
    func alarms(for caller: Caller, at now: Instant) async -> [PageContext.Alarm] {
        guard caller.open != nil else { return [] }
        var alarms = doors.unopened(before: alarmLine(caller.record, now))
        for index in alarms.indices {
            // One that cannot be read any more is nobody's to name; nor are there more than twenty to choose from.
            let found = index < 20 ? try? await access(to: alarms[index].matter, caller, at: now) : nil
            let isOpen = found.map {
                may(caller, .see, on: .matter($0.access), at: now, program: $0.program).isAllowed
            }
            if isOpen != true { alarms[index].matter = "" }
        }
        return alarms
    }

    private func alarmLine(_ record: HouseRecord, _ now: Instant) -> Instant {
        now.adding(milliseconds: -Int64(record.unopenedMinutes) * 60_000)
    }

    private func posts(of person: String, in program: Program, _ house: House, at: Instant) -> [String] {
        var found: [String] = []
        // Whoever takes what nobody holds acts for outsiders too, and is none of them.
        for post in program.rulebook.posts
        where !post.outside && house.actors(for: post.id, at: at, in: program).contains(person) && found.count < 4 {
            found.append(post.label.ja.isEmpty ? post.label.en : post.label.ja)
        }
        return found
    }
}
