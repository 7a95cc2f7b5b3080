import Rules

/// The order of the book: what stands under which heading.
struct Outline {
    let lookup: Lookup
    let prose: any Prose

    private var rulebook: Rulebook { lookup.rulebook }

    /// The sections that hold something.
    var sections: [Book.Section] {
        var sections = [
            section(.posts, posts),
            section(
                .facts,
                rulebook.facts.map {
                    entry(.fact, $0.id, $0.clauses + ($0.askedOf?.deepClauses ?? []), prose.write($0))
                }),
            section(.terms, rulebook.terms.map { entry(.term, $0.id, $0.clauses, prose.write($0)) }),
            section(.acts, acts), section(.matters, matters),
        ]
        sections += rulebook.playbooks.map(section)
        sections += [
            section(.common, gates(of: nil)),
            section(.papers, rulebook.papers.map { entry(.paper, $0.id, $0.clauses, prose.write($0)) }),
            section(
                .registers,
                rulebook.registers.map {
                    entry(.register, $0.id, $0.clauses + ($0.owner?.deepClauses ?? []), prose.write($0))
                }),
            section(.notices, notices(of: nil)),
            section(
                .reporting,
                rulebook.reporting.map {
                    entry(.reporting, $0.id, $0.clauses + $0.life.clauses, prose.write($0))
                }), section(.readings, readings),
            section(.restatements, restatements),
        ]
        return sections.filter { !$0.entries.isEmpty }
    }

    private func section(_ heading: Heading, _ entries: [Book.Entry]) -> Book.Section {
        Book.Section(title: prose.heading(heading), playbook: nil, entries: entries)
    }

    private func section(_ playbook: Playbook) -> Book.Section {
        let begins = entry(.playbook, playbook.id, playbook.clauses, prose.write(playbook))
        let steps = playbook.steps.map { entry(.step, $0.id, $0.deepClauses, prose.write($0)) }
        return Book.Section(
            title: prose.heading(.playbook(playbook.id)), playbook: playbook.id,
            entries: [begins] + steps + gates(of: playbook.id) + notices(of: playbook))
    }

    private func entry<Subject>(
        _ kind: Book.Kind, _ id: Name<Subject>, _ clauses: [Clause.ID], _ draft: Draft
    ) -> Book.Entry {
        Book.Entry(
            kind: kind, id: id.text, clauses: clauses.unique, title: draft.title, sentence: draft.sentence,
            lines: draft.lines)
    }

    private var posts: [Book.Entry] {
        rulebook.posts.map { entry(.post, $0.id, $0.clauses, prose.write($0)) }
            + rulebook.parts.map { part in
                var clauses = part.clauses
                if case .rule(let choice) = part.binding { clauses += choice.deepClauses }
                return entry(.part, part.id, clauses, prose.write(part))
            }
    }

    private var acts: [Book.Entry] {
        rulebook.acts.filter(\.isTelling).map { entry(.act, $0.id, $0.clauses, prose.write($0)) }
            + rulebook.timings.map { entry(.timing, $0.id, $0.clauses, prose.write($0)) }
            + rulebook.periods.map { entry(.period, $0.id, $0.clauses, prose.write($0)) }
    }

    private var matters: [Book.Entry] {
        rulebook.matters.map { entry(.matter, $0.id, $0.clauses + $0.openedBy.deepClauses, prose.write($0)) }
            + rulebook.items.map { entry(.item, $0.id, $0.clauses, prose.write($0)) }
    }

    /// The approvals, prohibitions and clocks of a playbook, or those that stand above all.
    private func gates(of playbook: Name<Playbook>?) -> [Book.Entry] {
        rulebook.approvals.filter { $0.playbook == playbook }
            .map { entry(.approval, $0.id, $0.deepClauses, prose.write($0)) }
            + rulebook.forbids.filter { $0.playbook == playbook }
            .map { entry(.forbid, $0.id, $0.clauses, prose.write($0)) }
            + rulebook.clocks.filter { $0.playbook == playbook }
            .map { entry(.clock, $0.id, $0.clauses + $0.starts.flatMap(\.clauses), prose.write($0)) }
    }

    /// The notices that are shown at a playbook or one of its steps, or those that are shown elsewhere.
    private func notices(of playbook: Playbook?) -> [Book.Entry] {
        let steps = Set((playbook.map { [$0] } ?? rulebook.playbooks).flatMap(\.steps).map(\.id))
        let shown = rulebook.notices.filter { notice in
            switch notice.place {
            case .step(let step): (playbook != nil) == steps.contains(step)
            case .playbook(let id): playbook?.id == id
            case .paper, .fact, .register, .matter: playbook == nil
            }
        }
        return shown.map { entry(.notice, $0.id, $0.clauses, prose.write($0)) }
    }

    private var readings: [Book.Entry] {
        rulebook.readings.map { reading in
            entry(.reading, reading.id, reading.clauses, prose.write(reading, adopted: rulebook.adopted[reading.id]))
        }
    }

    private var restatements: [Book.Entry] {
        rulebook.restatements.sorted { $0.key < $1.key }.map { clause, original in
            entry(.restatement, clause, [clause, original], prose.write(clause, repeats: original))
        }
    }
}
