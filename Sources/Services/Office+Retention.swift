import Engine
import Journaling
import Notation
import Rules

/// How long something recorded is kept, and whether it may be disposed of.
public struct KeptRecord: Hashable, Sendable {
    /// The matter's number, or `register/row`.
    public var subject: String
    /// Retention class, end of retention, legal hold.
    public var retention: Retention
    /// The matter has ended, or the row is closed.
    public var hasEnded: Bool
    /// Its content was destroyed (廃棄済).
    public var isErased: Bool

    /// Whether the end of retention has come and nothing stands against a disposal.
    public func isDue(at now: Instant) -> Bool {
        hasEnded && !isErased && !retention.legalHold && retention.until.map { $0 <= now.milliseconds } ?? false
    }
}

extension Office {
    /// What is kept of a matter or, as `register/row`, of a row of a register.
    ///
    /// - Throws: `OfficeError` when there is no such thing, `JournalError`.
    public func kept(_ subject: String) async throws -> KeptRecord {
        let stream = Self.stream(keeping: subject)
        guard let last = try await journal.entries(of: stream).last,
            let retention = try await journal.retention(of: stream)
        else { throw Self.unknown(subject) }
        let isErased = last.payload == .erased
        return KeptRecord(
            subject: subject, retention: retention,
            hasEnded: isErased ? true : try await hasEnded(subject), isErased: isErased)
    }

    /// Every matter that has ended and every closed row, with how long it is kept.
    public func allKept() async throws -> [KeptRecord] {
        var subjects = try await list(MatterFilter(open: false)).map(\.id)
        for (register, rows) in try await house().house.registers {
            subjects += rows.filter(\.value.closed).map { "\(register)/\($0.key)" }
        }
        var all: [KeptRecord] = []
        for subject in subjects.sorted() { all.append(try await kept(subject)) }
        return all
    }

    /// Sets the retention class and the end of retention; a hold stays as it is.
    @discardableResult
    public func setRetention(
        of subject: String, class retentionClass: String?, until: Instant?, by authority: Authority
    ) async throws -> Receipt {
        try await change(subject, by: authority) { retention in
            if let retentionClass { retention.retentionClass = retentionClass }
            if let until { retention.until = until.milliseconds }
        }
    }

    /// Puts a legal hold on something, or takes it off: while it is on, nothing may be destroyed.
    @discardableResult
    public func hold(_ subject: String, _ on: Bool, by authority: Authority) async throws -> Receipt {
        guard authority.reason.contains(where: { !$0.isWhitespace }) else { throw Self.noReason }
        return try await change(subject, by: authority) { $0.legalHold = on }
    }

    /// Destroys the content of an ended matter, or of a closed row, for ever. The entries stay and verify says 廃棄済.
    ///
    /// - Throws: `OfficeError` (`kept`) before its end or the end of its retention, for an approver who is nobody or
    ///   who enters it himself, and without a reason; `JournalError` (`held`, `erased`).
    @discardableResult
    public func dispose(of subject: String, by authority: Authority) async throws -> Receipt {
        try await check(authority)
        guard authority.reason.contains(where: { !$0.isWhitespace }) else { throw Self.noReason }
        guard let approver = authority.approver else {
            throw OfficeError.badValue("廃棄を承認した人が要ります", "a disposal needs an approver")
        }
        guard approver != authority.actor else {
            throw OfficeError.badValue(
                "廃棄を承認する人と記録する人は別でなければなりません", "who approves a disposal and who enters it are two people")
        }
        let kept = try await kept(subject)
        if kept.isErased { throw JournalError.erased(Self.stream(keeping: subject)) }
        guard kept.hasEnded else {
            throw OfficeError(.kept, "まだ終わっていないので廃棄できません：\(subject)", "\(subject) has not ended, and is kept")
        }
        if kept.retention.legalHold { throw JournalError.held(Self.stream(keeping: subject)) }
        guard let until = kept.retention.until else {
            throw OfficeError(
                .kept, "保存期間の満了日が決まっていません：\(subject)。先に決めてください",
                "no end of retention is set for \(subject); set it first")
        }
        guard until <= now.milliseconds else {
            throw OfficeError(
                .kept, "保存期間が終わっていません：\(subject)", "the retention of \(subject) has not ended")
        }
        let receipt = try await journal.erase(Self.stream(keeping: subject), by: authority)
        forget([subject])
        update { _ in }
        forgetHouse()
        return receipt
    }

    private func change(
        _ subject: String, by authority: Authority, _ body: (inout Retention) -> Void
    ) async throws -> Receipt {
        try await check(authority)
        let stream = Self.stream(keeping: subject)
        guard var retention = try await journal.retention(of: stream) else { throw Self.unknown(subject) }
        body(&retention)
        return try await journal.setRetention(retention, of: stream, by: authority)
    }

    private func check(_ authority: Authority) async throws {
        let house = try await house().house
        for person in [authority.actor] + [authority.approver].compactMap({ $0 }) where house.people[person] == nil {
            throw OfficeError.unknownPerson(person)
        }
        if let post = authority.post {
            let program = try await programInForce()
            guard program.rulebook.posts.contains(where: { $0.id.text == post }) else {
                throw OfficeError.unknownPost(post)
            }
            guard house.actors(for: Name(post), at: now, in: program).contains(authority.actor) else {
                throw OfficeError.badValue("その人はその役職に就いていません", "that person does not hold that post")
            }
        }
        try checkText(authority.reason)
        try checkID(authority.reference)
    }

    private func hasEnded(_ subject: String) async throws -> Bool {
        guard let (register, row) = Self.row(subject) else { return try await folded(subject)?.ended != nil }
        return try await house().house.registers[register]?[row]?.closed ?? false
    }

    private static func row(_ subject: String) -> (register: Name<Register>, row: String)? {
        guard let slash = subject.firstIndex(of: "/") else { return nil }
        return (Name(String(subject[..<slash])), String(subject[subject.index(after: slash)...]))
    }

    private static func stream(keeping subject: String) -> StreamName {
        guard let (register, row) = row(subject) else { return stream(subject) }
        return HouseRecord.stream(of: register, row: row)
    }

    private static func unknown(_ subject: String) -> OfficeError {
        guard let (register, row) = row(subject) else { return .unknownMatter(subject) }
        return OfficeError(.unknownRow, "台帳にその行はありません：\(register)/\(row)", "there is no row \(register)/\(row)")
    }

    private static var noReason: OfficeError { .badValue("理由が要ります", "a reason is needed") }
}
