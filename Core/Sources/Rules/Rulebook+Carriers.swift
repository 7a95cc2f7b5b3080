/// Something in a rulebook that names clauses.
public struct Carrier: Hashable, Sendable {
    /// What it is and where: `step:triage`, `row:recovery/0`, `field:pledge/act`.
    public var key: String
    public var clauses: [Clause.ID]
}

extension Rulebook {
    /// Everything that names a clause, in the order of the rulebook.
    public var carriers: [Carrier] {
        var found: [Carrier] = []
        func add(_ key: String, _ clauses: [Clause.ID]) {
            if !clauses.isEmpty { found.append(Carrier(key: key, clauses: clauses)) }
        }
        func add(_ key: String, _ choice: Choice?) {
            guard let choice else { return }
            add("choice:" + key, choice.clauses)
            switch choice.shape {
            case .post, .part, .anyone: break
            case .anyOf(let inner), .eachOf(let inner), .allOf(let inner):
                for (index, choice) in inner.enumerated() { add("\(key)/\(index)", choice) }
            case .first(let rows):
                for (index, row) in rows.enumerated() { add("row:\(key)/\(index)", row.choice) }
            }
        }
        func add(_ key: String, options: [Domain.Option]) {
            for option in options { add("\(key)/\(option.id)", option.clauses) }
        }
        for post in posts { add("post:\(post.id)", post.clauses) }
        for part in parts {
            add("part:\(part.id)", part.clauses)
            add("excludes:\(part.id)", part.excludes?.clauses ?? [])
            if case .rule(let choice) = part.binding { add("part:\(part.id)", choice) }
        }
        for fact in facts {
            add("fact:\(fact.id)", fact.clauses)
            add("fact:\(fact.id)", fact.askedOf)
            add("excludes:\(fact.id)", fact.excludes?.clauses ?? [])
            add("value:\(fact.id)", options: fact.domain.options)
        }
        for term in terms { add("term:\(term.id)", term.clauses) }
        for act in acts { add("act:\(act.id)", act.clauses) }
        for period in periods { add("period:\(period.id)", period.clauses) }
        for word in timings { add("timing:\(word.id)", word.clauses) }
        for playbook in playbooks {
            add("playbook:\(playbook.id)", playbook.clauses)
            for ending in playbook.endings { add("ending:\(playbook.id)/\(ending.id)", ending.clauses) }
            for step in playbook.steps {
                let key = step.id.text
                add("step:\(key)", step.clauses)
                add("by:\(key)", step.by)
                add("to:\(key)", step.to)
                add("via:\(key)", step.via)
                for ask in step.asks { add("ask:\(key)/\(ask.fact)", ask.clauses) }
                add("due:\(key)", step.due?.clauses ?? [])
                add("use:\(key)", step.paper?.clauses ?? [])
                add("opens:\(key)", step.opens?.clauses ?? [])
            }
        }
        for forbid in forbids {
            add("forbid:\(forbid.id)", forbid.clauses)
            for way in forbid.ways { add("way:\(forbid.id)/\(way.id)", way.clauses) }
        }
        for approval in approvals {
            let key = approval.id.text
            add("approval:\(key)", approval.clauses)
            add("use:\(key)", approval.paper?.clauses ?? [])
            add("asked-by:\(key)", approval.askedBy)
            add("given-by:\(key)", approval.givenBy)
            for (index, reader) in approval.through.enumerated() { add("through:\(key)/\(index)", reader) }
            for (index, reader) in approval.shownTo.enumerated() { add("shown-to:\(key)/\(index)", reader) }
            for way in approval.ways { add("way:\(key)/\(way.id)", way.clauses) }
        }
        for clock in clocks {
            add("clock:\(clock.id)", clock.clauses)
            for start in clock.starts { add("start:\(clock.id)/\(start.id)", start.clauses) }
        }
        for paper in papers {
            add("paper:\(paper.id)", paper.clauses)
            for part in paper.parts + paper.marks { add("part:\(paper.id)/\(part.id)", part.clauses) }
            for field in paper.fields {
                add("field:\(paper.id)/\(field.id)", field.clauses)
                add("field:\(paper.id)/\(field.id)", options: field.options)
            }
        }
        for register in registers {
            add("register:\(register.id)", register.clauses)
            add("owner:\(register.id)", register.owner)
            for column in register.columns {
                add("column:\(register.id)/\(column.id)", column.clauses)
                add("column:\(register.id)/\(column.id)", options: column.domain.options)
            }
            for refused in register.refuses { add("refuses:\(register.id)/\(refused.id)", refused.clauses) }
        }
        for item in items {
            add("item:\(item.id)", item.clauses)
            add("state:\(item.id)", options: item.states)
        }
        for matter in matters {
            add("matter:\(matter.id)", matter.clauses)
            add("opened-by:\(matter.id)", matter.openedBy)
            for ending in matter.endings { add("ending:\(matter.id)/\(ending.id)", ending.clauses) }
        }
        for notice in notices { add("notice:\(notice.id)", notice.clauses) }
        for form in reporting {
            let key = form.id.text
            add("reporting:\(key)", form.clauses)
            for kind in form.kinds { add("kind:\(key)/\(kind.id)", kind.clauses) }
            for told in form.dos + form.donts + form.life.dos { add("told:\(key)/\(told.id)", told.clauses) }
            for call in form.calls + form.life.calls {
                add("call:\(key)/\(call.id)", call.clauses)
                add("call:\(key)/\(call.id)", call.whom)
            }
            add("life:\(key)", form.life.clauses)
            for number in form.life.emergencies { add("emergency:\(key)/\(number.id)", number.clauses) }
        }
        return found
    }
}
