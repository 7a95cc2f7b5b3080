import Books
import Engine
import Notation
import ReadModels
import Rules

/// The registers of the organisation.
public struct RegistersModel: Sendable, Hashable {
    /// One register.
    public struct Line: Sendable, Hashable {
        /// Its id.
        public var register: String
        /// What it is called.
        public var title: String
        /// How many rows are not closed.
        public var rows: Int
        /// Who keeps it, in words; empty when everybody may.
        public var keeper: String
        /// The clauses it rests on.
        public var clauses: [ClauseLine]
    }

    /// The lines, in the order of the rulebook.
    public var lines: [Line]

    /// Takes the registers of the rulebook with their rows.
    public init(words: Words) {
        lines = words.program.rulebook.registers.map { register in
            Line(
                register: register.id.text, title: words.register(register.id),
                rows: (words.house.registers[register.id] ?? [:]).values.filter { !$0.closed }.count,
                keeper: register.owner?.named(words) ?? "",
                clauses: register.clauses.map { ClauseLine($0, words: words) })
        }
    }
}

/// A register as pages show it: its columns and what it refuses.
public struct RegisterFace: Sendable {
    /// When a column must be filled.
    public enum Requirement: Sendable, Hashable {
        case always
        /// When this holds, in words.
        case when(String)
        case never
    }

    /// One column.
    public struct Column: Sendable {
        /// Its rules.
        public var rules: Register.Column
        /// What it is called.
        public var label: String
        /// The clauses it rests on.
        public var clauses: [ClauseLine]
        /// When it must be filled.
        public var requirement: Requirement
        /// A unit stands in it, which is shown and typed by its name.
        public var isUnit: Bool
    }

    /// A row that may not be entered, in words.
    public struct Refused: Sendable, Hashable {
        /// What is refused.
        public var sentence: String
        /// The clauses it rests on.
        public var clauses: [ClauseLine]
    }

    /// Its id.
    public var register: Name<Register>
    /// What it is called.
    public var title: String
    /// The clauses it rests on.
    public var clauses: [ClauseLine]
    /// The columns, in order.
    public var columns: [Column]
    /// What it refuses.
    public var refuses: [Refused]

    /// Takes a register of the rulebook.
    public init(_ register: Register, words: Words, book: Book) {
        let rows = RowWords(register, words: words)
        func lines(_ ids: [Clause.ID]) -> [ClauseLine] { ids.map { ClauseLine($0, words: words) } }
        self.register = register.id
        title = words.register(register.id)
        clauses = lines(register.clauses)
        columns = register.columns.map { column in
            let requirement: Requirement =
                switch column.required {
                case nil: .never
                case .some(.always): .always
                case .some(let condition): .when(book.words(for: condition))
                }
            return Column(
                rules: column, label: rows.label(column), clauses: lines(column.clauses), requirement: requirement,
                isUnit: words.isUnit(column))
        }
        refuses = register.refuses.map { Refused(sentence: words.pick($0.label), clauses: lines($0.clauses)) }
    }

    var path: String { "/registers/\(pathPart(register.text))" }
}

/// The rows of a register that a search finds.
public struct RegisterListModel: Sendable {
    /// One row.
    public struct Row: Sendable, Hashable {
        /// Its id.
        public var id: String
        /// What it is called.
        public var title: String
        /// The values of the shown columns, in words.
        public var cells: [String]
        /// Whether it is closed.
        public var closed: Bool
        /// Whether it is in force today.
        public var inForce: Bool
    }

    /// The register.
    public var face: RegisterFace
    /// The labels of the shown columns.
    public var headings: [String]
    /// The rows of this page.
    public var rows: [Row]
    /// How many rows were found in all.
    public var found: Int
    /// How many rows are closed, whether shown or not.
    public var closedRows: Int
    /// The words searched for.
    public var search: String
    /// Whether closed rows are shown.
    public var showsClosed: Bool
    /// Which page, the first being 1.
    public var pageNumber: Int
    /// Whether the reader may enter rows.
    public var mayEnter: Bool

    static let pageSize = 100

    /// Searches the rows: every word must be somewhere in a row, letters alike whether large or small.
    ///
    /// - Parameters:
    ///   - entered: the query of the page: `q`, `closed`, `page`.
    ///   - today: the day for which rows are in force or not.
    public init(
        _ register: Register, words: Words, book: Book, entered: Entered, today: Day, mayEnter: Bool = false
    ) {
        face = RegisterFace(register, words: words, book: book)
        let search = String(entered["q"].prefix(200))
        let showsClosed = entered["closed"] == "yes"
        self.search = search
        self.showsClosed = showsClosed
        self.mayEnter = mayEnter
        let rowWords = RowWords(register, words: words)
        let needles = search.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        let all = (words.house.registers[register.id] ?? [:]).sorted { $0.key < $1.key }
        closedRows = all.filter(\.value.closed).count
        let fit = all.filter { id, row in
            guard showsClosed || !row.closed else { return false }
            guard !needles.isEmpty else { return true }
            let text = rowWords.text(id, row).lowercased()
            return needles.allSatisfy(text.contains)
        }
        found = fit.count
        let last = max(1, (fit.count + Self.pageSize - 1) / Self.pageSize)
        let number = min(max(1, Int(entered["page"]) ?? 1), last)
        pageNumber = number
        // What every row has says most in a list; the name stands in the heading of the row already.
        let shown = register.columns.filter { $0.required == .always && !rowWords.isName($0) }.prefix(5)
        headings = shown.map { rowWords.label($0) }
        rows = fit.dropFirst((number - 1) * Self.pageSize).prefix(Self.pageSize).map { id, row in
            Row(
                id: id, title: rowWords.title(row),
                cells: shown.map { rowWords.value(row.values[$0.id] ?? [], of: $0) }, closed: row.closed,
                inForce: rowWords.isInForce(row, on: today))
        }
    }

    func path(page: Int) -> String {
        face.path
            + queryString([
                ("q", search), ("closed", showsClosed ? "yes" : ""), ("page", page > 1 ? String(page) : ""),
            ])
    }
}

/// One row of a register with its history and the matters it concerns.
public struct RowItemModel: Sendable {
    /// What an entry changed in one column.
    public struct Change: Sendable, Hashable {
        /// The column, in words.
        public var column: String
        /// What stood there; empty for nothing.
        public var before: String
        /// What stands there now; empty for nothing.
        public var after: String
    }

    /// One entry of the history.
    public struct Entry: Sendable, Hashable {
        /// What it did to the row.
        public enum What: Sendable, Hashable {
            case added, amended, closed, reopened
        }
        /// What it did to the row.
        public var what: What
        /// When it happened.
        public var happened: Instant
        /// When it was entered.
        public var entered: Instant
        /// The person.
        public var who: String
        /// The post acted for; may be empty.
        public var post: String
        /// Whether the person stood in.
        public var standsIn: Bool
        /// What it changed.
        public var changes: [Change]
        /// Why; may be empty.
        public var reason: String
    }

    /// A matter in which the row is an item.
    public struct Matter: Sendable, Hashable {
        /// Its number.
        public var matter: String
        /// What it is.
        public var title: String
        /// The kind, in words.
        public var kind: String
        /// The word of its state.
        public var state: String
        /// The state of the item, in words.
        public var itemState: String
        /// When it was opened.
        public var opened: Instant

        /// Makes a line.
        public init(matter: String, title: String, kind: String, state: String, itemState: String, opened: Instant) {
            self.matter = matter
            self.title = title
            self.kind = kind
            self.state = state
            self.itemState = itemState
            self.opened = opened
        }
    }

    /// The register.
    public var face: RegisterFace
    /// The id of the row.
    public var id: String
    /// What it is called.
    public var title: String
    /// The value of each column in words, in the order of the register; empty for none.
    public var values: [String]
    /// Whether it is closed.
    public var closed: Bool
    /// The history, newest first.
    public var history: [Entry]
    /// The matters that concern it and that the reader may see.
    public var matters: [Matter]
    /// Kinds of matter that the reader may open for this row: path and words.
    public var opens: [PageLink]
    /// Whether the reader may enter.
    public var mayEnter: Bool

    /// Takes a row with all that was entered of it; nil when there is no such row.
    public init?(
        _ register: Register, row id: String, words: Words, book: Book, events: [RowEvent], matters: [Matter] = [],
        opens: [PageLink] = [], mayEnter: Bool = false
    ) {
        guard let row = words.house.registers[register.id]?[id] else { return nil }
        let rowWords = RowWords(register, words: words)
        face = RegisterFace(register, words: words, book: book)
        self.id = id
        title = rowWords.title(row)
        values = register.columns.map { rowWords.value(row.values[$0.id] ?? [], of: $0) }
        closed = row.closed
        history = rowWords.history(events)
        self.matters = matters
        self.opens = opens
        self.mayEnter = mayEnter
    }

    var path: String { "\(face.path)/rows/\(pathPart(id))" }
}
