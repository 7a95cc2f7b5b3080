import Rules

extension JapaneseProse {
    func write(_ paper: Paper) -> Draft {
        let name = "様式" + quote(lookup.words(paper.label, or: paper.id.text))
        var text = sentence("\(name)は，次の欄から成る", paper.clauses)
        if !paper.parts.isEmpty {
            let parts = paper.parts.map { quote(lookup.words($0.label, or: $0.id)) + cite($0.clauses) }
            text += "\(list(parts, "及び"))の部に分ける。"
        }
        if !paper.marks.isEmpty {
            let marks = paper.marks.map { quote(lookup.words($0.label, or: $0.id)) + cite($0.clauses) }
            text += "起案者は，\(list(marks, "及び"))に当たるときは，その印を付ける。"
        }
        return Draft(title: nil, sentence: text, lines: paper.fields.map { line($0, of: paper) })
    }

    private func line(_ field: Field, of paper: Paper) -> Book.Line {
        let part = field.part.map { lookup.part($0, of: paper.id) + "の" } ?? ""
        let name = part + quote(lookup.words(field.label, or: field.id.text)) + "（\(shape(field))）"
        var words: String
        switch field.required {
        case nil: words = name + "は，記入することができる"
        case .some(.always): words = name + "は，必ず記入する"
        case .some(let condition): words = name + "は，" + topic(when(condition) ?? "") + "必ず記入する"
        }
        if let fixed = field.fixed {
            words = name + "には，\(quote(lookup.words(fixed, or: "")))と常に記され，消すことができない"
        } else if let fact = field.fact {
            words = name + "には，\(quote(lookup.fact(fact)))の答えが示される"
            if field.required == .always { words += "（答えのあることを要する）" }
        }
        let clauses = field.clauses + field.options.flatMap(\.clauses)
        return Book.Line(id: field.id.text, clauses: clauses, sentence: sentence(words, clauses))
    }

    private func shape(_ field: Field) -> String {
        func options(_ words: String) -> String {
            guard !field.options.isEmpty else { return words }
            return words + "：" + field.options.map { lookup.words($0.label, or: $0.id) }.joined(separator: "／")
        }
        switch field.shape {
        case .text: return "文"
        case .date: return "日付"
        case .datetime: return "日時"
        case .choice: return options("選択")
        case .multichoice: return options("複数選択")
        case .bool: return "はい・いいえ"
        case .person: return "人"
        case .seal: return "印"
        case .table: return "表"
        }
    }

    func write(_ register: Register) -> Draft {
        let name = "台帳" + quote(lookup.words(register.label, or: register.id.text))
        let owner = register.owner.map { noun($0) + "が記載し，改める" } ?? "誰でも記載し，改めることができる"
        let scope = Scope(register: register.id)
        let columns = register.columns.map { line($0, scope) }
        let refused = register.refuses.map { refused in
            let why = quote(lookup.words(refused.label, or: refused.id))
            let words = (when(refused.when, in: scope).map { topic($0) + "，" } ?? "") + "記載を認めない（\(why)ため）"
            return Book.Line(id: refused.id, clauses: refused.clauses, sentence: sentence(words, refused.clauses))
        }
        return Draft(title: nil, sentence: sentence("\(name)は，\(owner)", register.clauses), lines: columns + refused)
    }

    private func line(_ column: Register.Column, _ scope: Scope) -> Book.Line {
        let name = quote(lookup.words(column.label, or: column.id)) + "（\(domain(column.domain))）"
        let words =
            switch column.required {
            case nil: name + "は，記載することができる"
            case .some(.always): name + "は，必ず記載する"
            case .some(let condition): name + "は，" + topic(when(condition, in: scope) ?? "") + "必ず記載する"
            }
        let clauses = column.clauses + column.domain.options.flatMap(\.clauses)
        var text = sentence(words, clauses)
        switch column.role {
        case .from: text += "記載はこの日から効力を有する。"
        case .to: text += "記載はこの日まで効力を有する。"
        case .unit: text += "記載を所管する部署を示す。"
        case nil: break
        }
        return Book.Line(id: column.id, clauses: clauses, sentence: text)
    }

    private func domain(_ domain: Domain) -> String {
        switch domain {
        case .yesNo: "はい・いいえ"
        case .choice(let options, let several):
            (several ? "複数選択" : "選択") + "："
                + options.map { lookup.words($0.label, or: $0.id) }.joined(separator: "／")
        case .number(let unit): "数（\(self.unit(unit))）"
        case .text: "文"
        case .instant: "日時"
        case .date: "日付"
        case .person: "人"
        case .people: "人（複数）"
        case .row(let register): "台帳\(quote(lookup.register(register)))の記載"
        }
    }
}
