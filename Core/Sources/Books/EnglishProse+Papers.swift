import Rules

extension EnglishProse {
    func write(_ paper: Paper) -> Draft {
        let name = quote(lookup.words(paper.label, or: paper.id.text))
        var text = [sentence("the paper \(name) has these fields", paper.clauses)]
        if !paper.parts.isEmpty {
            let parts = paper.parts.map { quote(lookup.words($0.label, or: $0.id)) + cite($0.clauses) }
            text.append("Its parts are \(list(parts, "and")).")
        }
        if !paper.marks.isEmpty {
            let marks = paper.marks.map { quote(lookup.words($0.label, or: $0.id)) + cite($0.clauses) }
            text.append("Whoever drafts it marks it where it holds \(list(marks)).")
        }
        return Draft(title: nil, sentence: text.joined(separator: " "), lines: paper.fields.map { line($0, of: paper) })
    }

    private func line(_ field: Field, of paper: Paper) -> Book.Line {
        let part = field.part.map { ", part \(quote(lookup.part($0, of: paper.id)))" } ?? ""
        let name = quote(lookup.words(field.label, or: field.id.text)) + part + " (\(shape(field)))"
        var words: String
        switch field.required {
        case nil: words = name + " may be filled in"
        case .some(.always): words = name + " must be filled in"
        case .some(let condition): words = name + " must be filled in " + (when(condition) ?? "")
        }
        if let fixed = field.fixed {
            words = name + " always says \(quote(lookup.words(fixed, or: ""))) and cannot be taken away"
        } else if let fact = field.fact {
            words = name + " shows the answer to \(quote(low(lookup.fact(fact))))"
            if field.required == .always { words += ", which must be given" }
        }
        let clauses = field.clauses + field.options.flatMap(\.clauses)
        return Book.Line(id: field.id.text, clauses: clauses, sentence: sentence(words, clauses))
    }

    private func shape(_ field: Field) -> String {
        let options = field.options.map { lookup.words($0.label, or: $0.id) }.joined(separator: " / ")
        let tail = options.isEmpty ? "" : ": " + options
        switch field.shape {
        case .text: return "text"
        case .date: return "date"
        case .datetime: return "date and time"
        case .choice: return "one of a list" + tail
        case .multichoice: return "any of a list" + tail
        case .bool: return "yes or no"
        case .person: return "person"
        case .seal: return "seal"
        case .table: return "table"
        }
    }

    func write(_ register: Register) -> Draft {
        let name = quote(lookup.words(register.label, or: register.id.text))
        let owner = register.owner.map(actor) ?? "anyone"
        let scope = Scope(register: register.id)
        let columns = register.columns.map { line($0, scope) }
        let refused = register.refuses.map { refused in
            let words =
                "a row is refused " + (when(refused.when, in: scope) ?? "")
                + ": \(low(lookup.words(refused.label, or: refused.id)))"
            return Book.Line(id: refused.id, clauses: refused.clauses, sentence: sentence(words, refused.clauses))
        }
        return Draft(
            title: nil, sentence: sentence("the register \(name) is kept by \(owner)", register.clauses),
            lines: columns + refused)
    }

    private func line(_ column: Register.Column, _ scope: Scope) -> Book.Line {
        let name = quote(lookup.words(column.label, or: column.id)) + " (\(domain(column.domain)))"
        let words =
            switch column.required {
            case nil: name + " may be entered"
            case .some(.always): name + " must be entered"
            case .some(let condition): name + " must be entered " + (when(condition, in: scope) ?? "")
            }
        let clauses = column.clauses + column.domain.options.flatMap(\.clauses)
        var text = sentence(words, clauses)
        switch column.role {
        case .from: text += " The row is in force from this day."
        case .to: text += " The row is in force to this day."
        case .unit: text += " It says whose the row is."
        case nil: break
        }
        return Book.Line(id: column.id, clauses: clauses, sentence: text)
    }

    private func domain(_ domain: Domain) -> String {
        switch domain {
        case .yesNo: "yes or no"
        case .choice(let options, let several):
            (several ? "any of: " : "one of: ")
                + options.map { lookup.words($0.label, or: $0.id) }.joined(separator: " / ")
        case .number(let unit): "number of \(unit)"
        case .text: "text"
        case .instant: "date and time"
        case .date: "date"
        case .person: "person"
        case .people: "persons"
        case .row(let register): "row of \(quote(lookup.register(register)))"
        }
    }
}
