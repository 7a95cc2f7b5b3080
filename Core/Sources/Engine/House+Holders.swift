import Notation
import Rules

extension House {
    /// The persons who can act for a post at a moment, and whether as holders or standing in.
    ///
    /// In order: present holders; named stand-ins who are present; holders of the posts that may stand in; where the
    /// holder of another post holds this one as well, whoever acts for that post; the superior's; at the end the
    /// vacancy. Never nobody, as long as a vacancy is set. Somebody excluded is never among them; where all who hold the
    /// post are excluded, whoever would step in for them does not, and it goes on to the superior. An exclusion alone
    /// leaves no post without a person while anybody else holds one.
    func holders(
        of post: Name<Post>, unit: String, at: Instant, in program: Program, excluding excluded: Set<String> = []
    ) -> [(person: String, fitting: Fitting)] {
        var seen: Set<Name<Post>> = []
        let found = holders(of: post, unit: unit, at: at, in: program, excluding: excluded, seen: &seen)
        if !found.isEmpty { return found }
        if !vacancy.isEmpty, !excluded.contains(vacancy) { return [(vacancy, .standIn)] }
        guard !excluded.isEmpty, !holders(of: post, unit: unit, at: at, in: program).isEmpty else { return [] }
        return last(for: post, unit: unit, at: at, in: program, excluding: excluded).map { [($0, .standIn)] } ?? []
    }

    private func holders(
        of post: Name<Post>, unit: String, at: Instant, in program: Program, excluding excluded: Set<String>,
        seen: inout Set<Name<Post>>
    ) -> [(person: String, fitting: Fitting)] {
        guard seen.insert(post).inserted else { return [] }
        let direct = direct(post, unit: unit, at: at, in: program)
        let present = direct.filter { !excluded.contains($0) && !isAbsent($0, at: at) }
        if !present.isEmpty { return present.map { ($0, .holder) } }
        let isExcluded = !direct.isEmpty && direct.allSatisfy(excluded.contains)
        let rules = program.posts[post]
        // A post that is held by another one is left with it: its holder's stand-ins step in for both.
        let host = own(post, unit: unit, at: at).isEmpty ? rules?.heldBy : nil
        var next = [host, rules?.superior].compactMap { $0 }
        if !isExcluded {
            let named = named(for: post, unit: unit).filter { !excluded.contains($0) && !isAbsent($0, at: at) }
            if !named.isEmpty { return named.map { ($0, .standIn) } }
            next = (rules?.standIns ?? []) + next
        }
        for other in next {
            let found = holders(of: other, unit: unit, at: at, in: program, excluding: excluded, seen: &seen)
            if !found.isEmpty { return found.map { ($0.person, .standIn) } }
        }
        return []
    }

    /// The persons whom the organisation has named to stand in for a post.
    private func named(for post: Name<Post>, unit: String) -> [String] {
        standIns.filter { $0.post == post && ($0.unit.isEmpty || $0.unit == unit) }.map(\.person)
    }

    /// Somebody present who holds any post, in the order of the rulebook; a stand-in of this one only when nobody else is,
    /// and whoever holds only posts that do not see after all others.
    private func last(
        for post: Name<Post>, unit: String, at: Instant, in program: Program, excluding excluded: Set<String>
    ) -> String? {
        let persons = program.rulebook.postsInside
            .flatMap { direct($0.id, unit: "", at: at, in: program) }
            .filter { !excluded.contains($0) && !isAbsent($0, at: at) }
        let avoided = named(for: post, unit: unit)
        return persons.first { !avoided.contains($0) } ?? persons.first
    }

    /// Who was appointed to the post itself, present or not.
    private func own(_ post: Name<Post>, unit: String, at: Instant) -> [String] {
        holdings.filter { holding in
            holding.post == post && (unit.isEmpty || holding.unit.isEmpty || holding.unit == unit)
                && holding.from <= at && at < holding.to ?? Instant(milliseconds: .max)
        }.map(\.person)
    }

    /// Who holds the post itself, or the post whose holder holds it as well, present or not.
    func direct(_ post: Name<Post>, unit: String, at: Instant, in program: Program, depth: Int = 0) -> [String] {
        let persons = own(post, unit: unit, at: at)
        // Posts that are held by each other have no holder.
        if persons.isEmpty, let host = program.posts[post]?.heldBy, depth < program.posts.count {
            return direct(host, unit: unit, at: at, in: program, depth: depth + 1)
        }
        return persons
    }

    /// How a person can act for a seat, or nil when not at all.
    func fitting(
        _ person: String, _ seat: Seat, at: Instant, in program: Program, excluding excluded: Set<String> = []
    ) -> Fitting? {
        if excluded.contains(person) { return nil }
        if seat.anyone { return people[person] == nil ? nil : .holder }
        if !seat.person.isEmpty { return seat.person == person ? .holder : nil }
        return holders(of: seat.post, unit: seat.unit, at: at, in: program, excluding: excluded)
            .first { $0.person == person }?.fitting
    }

    /// The persons who can act for a post now, or for the post that enters what an outside one does.
    ///
    /// - Parameter excluded: persons who have lost sight of the matter in question.
    public func actors(
        for post: Name<Post>, unit: String = "", at: Instant, in program: Program,
        excluding excluded: Set<String> = []
    ) -> [String] {
        let acting = program.posts[post]?.recordedBy ?? post
        return holders(of: acting, unit: unit, at: at, in: program, excluding: excluded).map(\.person)
    }

    /// Those of the actors for a post who do not hold it and stand in for whoever does.
    public func standsIn(
        for post: Name<Post>, unit: String = "", at: Instant, in program: Program
    ) -> [String] {
        let acting = program.posts[post]?.recordedBy ?? post
        return holders(of: acting, unit: unit, at: at, in: program).filter { $0.fitting == .standIn }.map(\.person)
    }
}

extension Rulebook {
    /// The posts of the house in their order, those that see before those that only receive.
    var postsInside: [Post] {
        let inside = posts.filter { !$0.outside }
        return inside.filter(\.sees) + inside.filter { !$0.sees }
    }
}
