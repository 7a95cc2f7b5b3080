/// An identifier that a rulebook or its ledger gives to a subject.
///
/// The subject is part of the type, so a post cannot be used where a clause is meant. Two names are the same when
/// their texts are the same, byte by byte.
public struct Name<Subject>: Sendable {
    /// The identifier as it is written in the rulebook.
    public let text: String
    /// A digest of the text (FNV-1a), worked out once: a name is looked up a thousand times for each time it is made.
    private let mark: UInt64

    /// Names the subject with this text.
    public init(_ text: String) {
        self.text = text
        var mark: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { mark = (mark ^ UInt64(byte)) &* 0x100_0000_01B3 }
        self.mark = mark
    }
}

extension Name: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.mark == right.mark && left.text == right.text }
    public func hash(into hasher: inout Hasher) { hasher.combine(mark) }
}

extension Name: ExpressibleByStringLiteral, CustomStringConvertible, Comparable {
    public init(stringLiteral value: String) { self.init(value) }
    public var description: String { text }
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// What people read: the same words in Japanese and English.
public struct Label: Hashable, Sendable {
    /// The Japanese words; empty when the rulebook gives none.
    public var ja: String
    /// The English words; empty when the rulebook gives none.
    public var en: String

    /// Makes a label.
    public init(ja: String = "", en: String = "") {
        self.ja = ja
        self.en = en
    }

    /// Whether neither language has words.
    public var isEmpty: Bool { ja.isEmpty && en.isEmpty }
}

/// One normative statement of the source, as the ledger lists it.
public struct Clause: Hashable, Sendable, Identifiable {
    public typealias ID = Name<Clause>

    /// What sort of statement it is; it decides what must be shown of it.
    public enum Kind: String, Sendable, CaseIterable {
        case duty, decision, approval, prohibition, permission, clock, definition, role, form, register, principle
    }

    /// How far software can carry it.
    public enum Tier: String, Sendable, CaseIterable {
        /// Software makes it happen, refuses it or times it.
        case enforce
        /// Software prompts a person and records what they did.
        case guide
        /// It can only be shown.
        case state
    }

    public var id: ID
    /// The number as printed in the source.
    public var cite: String
    public var kind: Kind
    public var tier: Tier
    /// The sentence, in our own words.
    public var label: Label
    /// When it applies, in Japanese; empty when always.
    public var when: String
    /// The timing as the ledger writes it (`immediate`, `P7D`, `before: …`), or empty.
    public var timing: String
    /// The ids of the items of a definition.
    public var items: [String]

    public init(
        id: ID, cite: String, kind: Kind, tier: Tier, label: Label, when: String = "", timing: String = "",
        items: [String] = []
    ) {
        self.id = id
        self.cite = cite
        self.kind = kind
        self.tier = tier
        self.label = label
        self.when = when
        self.timing = timing
        self.items = items
    }
}

/// A form of the ledger with the ids of its fields, for counting what is carried.
public struct LedgerForm: Hashable, Sendable {
    public var id: String
    public var fields: [String]

    public init(id: String, fields: [String]) {
        self.id = id
        self.fields = fields
    }
}

/// What a source says, clause by clause.
public struct Ledger: Hashable, Sendable {
    public var clauses: [Clause]
    public var forms: [LedgerForm]

    public init(clauses: [Clause] = [], forms: [LedgerForm] = []) {
        self.clauses = clauses
        self.forms = forms
    }
}
