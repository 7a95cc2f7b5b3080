import Rules

/// A sentence that has not got its place in the book yet.
struct Draft {
    var title: String?
    var sentence: String
    var lines: [Book.Line] = []
}

/// A heading of the book.
enum Heading: Hashable {
    case identity, posts, facts, terms, acts, matters, playbook(Name<Playbook>), common, papers, registers, notices
    case reporting, readings, restatements
}

/// How one language says what a rulebook holds.
protocol Prose: Sendable {
    var lookup: Lookup { get }
    var legend: [String] { get }
    func title(_ identity: Rulebook.Identity) -> String
    func heading(_ heading: Heading) -> String
    func condition(_ condition: Condition) -> String
    func write(_ post: Post) -> Draft
    func write(_ part: Part) -> Draft
    func write(_ fact: Fact) -> Draft
    func write(_ term: Term) -> Draft
    func write(_ act: Act) -> Draft
    func write(_ timing: TimingWord) -> Draft
    func write(_ period: Period) -> Draft
    func write(_ matter: MatterKind) -> Draft
    func write(_ item: ItemKind) -> Draft
    func write(_ playbook: Playbook) -> Draft
    func write(_ step: Step) -> Draft
    func write(_ approval: Approval) -> Draft
    func write(_ forbid: Forbid) -> Draft
    func write(_ clock: Clock) -> Draft
    func write(_ paper: Paper) -> Draft
    func write(_ register: Register) -> Draft
    func write(_ notice: Notice) -> Draft
    func write(_ reporting: Reporting) -> Draft
    func write(_ reading: Reading, adopted: String?) -> Draft
    func write(_ clause: Clause.ID, repeats: Clause.ID) -> Draft
}
