/// What `verify` found.
public struct Verification: Hashable, Sendable {
    /// How many entries were read and found whole.
    public var entries: Int
    /// The last entry read.
    public var head: Head
    /// The streams whose content was destroyed by an approved disposal (廃棄済).
    public var erased: [StreamName]
    /// How many entries belong to them.
    public var erasedEntries: Int
    /// The first thing that is wrong, or nil.
    public var finding: Finding?

    /// Whether nothing is wrong.
    public var isWhole: Bool { finding == nil }

    package init(entries: Int, head: Head, erased: [StreamName] = [], erasedEntries: Int = 0, finding: Finding?) {
        self.entries = entries
        self.head = head
        self.erased = erased
        self.erasedEntries = erasedEntries
        self.finding = finding
    }

    /// The first thing that is wrong, and where.
    public struct Finding: Hashable, Sendable {
        /// The position where it shows.
        public var position: Int
        /// What it is.
        public var damage: Damage

        package init(position: Int, damage: Damage) {
            self.position = position
            self.damage = damage
        }
    }

    /// What can be wrong with a journal.
    public enum Damage: Hashable, Sendable {
        /// A part of the entry is not as it was written.
        case altered(Part)
        /// The entry is not there.
        case missing
        /// Another entry stands in its place; it is found at this position instead.
        case reordered(foundAt: Int)
        /// The journal ends before the given head.
        case cutTail(end: Int)
        /// The chain is consistent, and is not the one that the given head belongs to.
        case rewritten
        /// The content is not there, and no disposal says why.
        case contentMissing
        /// The stream's key is not there, and no disposal says why.
        case keyMissing(StreamName)
        /// A trigger or table that protects the journal is not there.
        case unprotected(String)
    }

    /// The part of an entry that was altered, as far as it can be told.
    public enum Part: String, Hashable, Sendable {
        /// Stream, version, kind, times or persons.
        case fields
        /// The version in the stream.
        case version
        /// The commitment to the content.
        case commitment
        /// The link to the entry before.
        case link
        /// The entry's own hash.
        case hash
        /// The content outside the chain.
        case content
    }
}

extension Verification.Finding {
    /// The sentence for a person, in Japanese.
    public var japanese: String {
        switch damage {
        case .altered(let part): "記録\(position)が改変されています（\(part.japanese)）"
        case .missing: "記録\(position)がありません"
        case .reordered(let place): "記録\(position)の順序が入れ替わっています（本来の記録は\(place)にあります）"
        case .cutTail(let end): "記録\(position)まであるはずですが，\(end)で終わっています（末尾の切捨て）"
        case .rewritten: "記録\(position)は控えのハッシュと一致しません（連鎖全体の書換え）"
        case .contentMissing: "記録\(position)の内容がなく，廃棄の記録もありません"
        case .keyMissing(let stream): "\(stream)の鍵がなく，廃棄の記録もありません（記録\(position)）"
        case .unprotected(let name): "記録を守る仕組み（\(name)）がありません"
        }
    }

    /// The sentence for a person, in English.
    public var english: String {
        switch damage {
        case .altered(let part): "entry \(position) was altered (\(part.rawValue))"
        case .missing: "entry \(position) is missing"
        case .reordered(let place): "entry \(position) was reordered (the one that belongs here is at \(place))"
        case .cutTail(let end): "the journal should reach \(position) and ends at \(end): its tail was cut"
        case .rewritten: "entry \(position) is not the one of the given head: the chain was rewritten"
        case .contentMissing: "the content of entry \(position) is missing and no disposal says why"
        case .keyMissing(let stream): "the key of \(stream) is missing and no disposal says why (entry \(position))"
        case .unprotected(let name): "the journal is not protected: \(name) is missing"
        }
    }
}

extension Verification.Part {
    /// The name of the part, in Japanese.
    public var japanese: String {
        switch self {
        case .fields: "項目"
        case .version: "版"
        case .commitment: "内容の控え"
        case .link: "前の記録とのつながり"
        case .hash: "ハッシュ"
        case .content: "内容"
        }
    }
}
