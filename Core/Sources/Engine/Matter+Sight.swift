import Rules

extension Matter {
    /// Who entered an entry; empty for what another matter told, and for an entry that is not there.
    public func author(of entry: Int) -> String { authors.indices.contains(entry - 1) ? authors[entry - 1] : "" }

    /// The last entry that a person may correct because it is their own; the first entry is never corrected.
    public func lastEntry(of person: String) -> Int? {
        authors.indices.dropFirst().last { authors[$0] == person }.map { $0 + 1 }
    }

    /// Whether an entry excludes, readmits or names a reader: by itself, by a part or by a fact that excludes.
    func saysWhoSees(_ entry: Int, in program: Program) -> Bool {
        let isMade = made.contains { made in
            guard made.entry == entry else { return false }
            switch made.what {
            case .excluded, .readmitted, .excludedAbove, .readmittedAbove, .shown, .unshown: return true
            case .bound(let part, _): return program.excludingParts.contains { $0.id == part }
            case .added, .moved, .round: return false
            }
        }
        return isMade
            || program.excludingFacts.contains { fact in
                answers.contains { key, given in
                    key.id == fact.id && given.contains { $0.entry == entry && $0.weight > .statement }
                }
            }
    }
}
