import Engine
import Notation
import Pages
import ReadModels
import Rules
import Services
import Synchronization

extension Route.Need {
    /// What is asked of the authorisation function.
    var deed: Access.Deed {
        switch self {
        case .anybody, .person, .seeMatter, .seeRegister, .seePeople, .receipt: .see
        case .actOnMatter, .writeRegister, .enterAbsence: .act
        case .managePeople: .manage
        case .seeJournal: .verify
        case .administer: .administer
        }
    }

    /// Whether it is for those who have signed in.
    var asksForSession: Bool { self != .anybody && self != .receipt }

    /// Whether somebody who may not is told no more than somebody who asks for what is not there.
    var hides: Bool { self == .seeMatter || self == .actOnMatter }
}

extension Site {
    /// Decides whether a caller may; every route, list, file and live update comes through here.
    func may(
        _ caller: Caller, _ deed: Access.Deed, on object: Access.Object, at: Instant, program: Program? = nil
    ) -> Access.Answer {
        let setting = AccessSetting(
            program: program ?? caller.program ?? Program(Rulebook()), house: caller.record.house)
        return ReadModels.may(caller.viewer, deed, on: object, at: at, in: setting)
    }

    /// What the route's path is about, and the rules it stands under; nil when there is no such thing.
    func object(of visit: Visit, _ caller: Caller) async throws -> (object: Access.Object, program: Program?)? {
        switch visit.route.need {
        case .anybody: return (.publicPage, nil)
        case .receipt: return (.receipt(isProved: false), nil)
        case .person: return (.home, nil)
        case .seeMatter, .actOnMatter:
            guard let (access, program) = try await access(to: visit["matter"], caller, at: visit.now) else {
                return nil
            }
            return (.matter(access), program)
        case .seeRegister, .writeRegister:
            let id = Name<Register>(visit["register"])
            guard caller.program?.rulebook.registers.contains(where: { $0.id == id }) ?? false else { return nil }
            return (.register(id), nil)
        case .seePeople, .managePeople: return (.people, nil)
        case .enterAbsence: return (.account(visit["person"]), nil)
        case .seeJournal: return (.journal, nil)
        case .administer: return (.administration, nil)
        }
    }

    /// Who may see a matter; nil when there is no such matter.
    func access(
        to id: String, _ caller: Caller, at: Instant
    ) async throws -> (access: MatterAccess, program: Program)? {
        guard let matter = try await office.matterNow(id) else { return nil }
        let program = try office.program(of: matter)
        if let known = kept.access(of: matter, house: caller.record.changes, at: at) { return (known, program) }
        let access = MatterAccess(matter, program: program, house: caller.record.house, at: at)
        kept.keep(access, of: matter, house: caller.record.changes)
        return (access, program)
    }
}

/// What was worked out for a matter and holds until something is entered, or its time is over.
final class Kept: Sendable {
    private struct Line {
        var entries: Int
        var house: Int
        var access: MatterAccess
    }

    private let lines = Mutex<[String: Line]>([:])
    private static let most = 4096

    func access(of matter: Matter, house: Int, at: Instant) -> MatterAccess? {
        lines.withLock { lines in
            guard let line = lines[matter.id], line.entries == matter.entries, line.house == house,
                line.access.holdsUntil.map({ at < $0 }) ?? true
            else { return nil }
            return line.access
        }
    }

    func keep(_ access: MatterAccess, of matter: Matter, house: Int) {
        lines.withLock { lines in
            if lines.count >= Self.most { lines.removeAll() }
            lines[matter.id] = Line(entries: matter.entries, house: house, access: access)
        }
    }
}
