import Engine
import Journaling
import Notation
import Rules

extension Office {
    /// Enters what an organisation says of itself, all of it or nothing.
    ///
    /// - Parameters:
    ///   - by: the person who enters it, as an opaque id.
    ///   - reason: why, kept with each of the events; empty means none is given.
    /// - Throws: `OfficeError` for a person or post that nobody knows, a conflict, and those of the journal.
    @discardableResult
    public func enter(_ events: [HouseEvent], by person: String, reason: String = "") async throws -> Receipt {
        try checkID(person)
        try checkText(reason)
        for _ in 0..<Self.attempts {
            var record = try await house()
            let first = (record.versions[HouseRecord.stream] ?? 0) + 1
            for (offset, event) in events.enumerated() {
                try check(event, in: record)
                record.apply(event, version: first + offset)
            }
            guard record.house.people[person] != nil else { throw OfficeError.unknownPerson(person) }
            let now = clock().milliseconds
            let drafts = events.map {
                Draft(
                    kind: HouseRecord.houseKind + $0.word, happenedAt: now, actor: person,
                    payload: $0.json(because: reason))
            }
            let batch = StreamBatch(HouseRecord.stream, expecting: .exactly(first - 1), drafts: drafts)
            guard let receipt = try await appended([batch]) else {
                forgetHouse()
                continue
            }
            update { record in
                for (offset, event) in events.enumerated()
                where record.versions[HouseRecord.stream] ?? 0 == first + offset - 1 {
                    record.apply(event, version: first + offset)
                }
            }
            return receipt
        }
        throw OfficeError.busy
    }

    private func check(_ event: HouseEvent, in record: HouseRecord) throws {
        func known(_ person: String) throws {
            guard record.house.people[person] != nil else { throw OfficeError.unknownPerson(person) }
        }
        func known(_ post: Name<Post>) throws {
            guard let key = record.adoption?.key else { return }
            guard try program(key).rulebook.posts.contains(where: { $0.id == post }) else {
                throw OfficeError.unknownPost(post.text)
            }
        }
        switch event {
        case .organisationNamed(let it):
            try checkText(it.name.ja)
            try checkText(it.name.en)
        case .personEntered(let it):
            guard !it.id.isEmpty else { throw OfficeError.badValue("人のIDが空です", "a person needs an id") }
            try checkID(it.id)
            try checkID(it.name)
            try checkID(it.unit)
        case .accountChanged(let person, _): try known(person)
        case .unitNamed(let id, let name):
            guard !id.isEmpty else { throw OfficeError.badValue("部署のIDが空です", "a unit needs an id") }
            for text in [id, name.ja, name.en] { try checkID(text) }
        case .holdingBegun(let it):
            try known(it.person)
            try known(it.post)
            try checkID(it.unit)
            if let to = it.to, to <= it.from {
                throw OfficeError.badValue("終わりが始まりより前です", "it ends before it begins")
            }
        case .holdingEnded(let post, let unit, let person, let at):
            try known(post)
            guard
                record.house.holdings.contains(where: {
                    $0.post == post && $0.unit == unit && $0.person == person && $0.to.map { at < $0 } ?? true
                })
            else {
                throw OfficeError.badValue("その人はその役職に就いていません", "that person does not hold that post")
            }
        case .absenceEntered(let it):
            try known(it.person)
            guard it.from < it.to else { throw OfficeError.badValue("終わりが始まりより前です", "it ends before it begins") }
        case .standInNamed(let it), .standInEnded(let it):
            try known(it.person)
            try known(it.post)
        case .hoursSet(let opens, let closes):
            guard 0 <= opens, opens < closes, closes <= 1440 else {
                throw OfficeError.badValue("執務時間が正しくありません", "the office hours are impossible")
            }
        case .vacancySet(let person): try known(person)
        case .contactSet(let it):
            guard it.post.text.isEmpty != it.person.isEmpty else {
                throw OfficeError.badValue(
                    "電話番号は，役職か人のどちらか一方のものとして登録してください", "a number is either a post's or a person's")
            }
            if it.person.isEmpty { try known(it.post) } else { try known(it.person) }
            try checkID(it.unit)
            try checkID(it.label)
            guard it.number.isEmpty || it.isRingable else {
                throw OfficeError.badValue(
                    "電話番号は，数字と - ( ) + # * と空白で，3桁から20桁までで書いてください",
                    "write a telephone number with 3 to 20 digits, and - ( ) + # * or spaces")
            }
        case .unopenedMinutesSet(let minutes):
            guard (1...1440).contains(minutes) else {
                throw OfficeError.badValue("分は1から1440までで書いてください", "write 1 to 1440 minutes")
            }
        case .openersSet(let posts):
            for post in posts { try known(post) }
        case .targetSet(let word, let length):
            guard length.milliseconds > 0 else {
                throw OfficeError.badValue("目標の長さが正しくありません", "the target is impossible")
            }
            if let key = record.adoption?.key, try !program(key).rulebook.timings.contains(where: { $0.id == word }) {
                throw OfficeError.unknownTiming(word.text)
            }
        case .closedDaysSet, .rulebookAdopted, .demoMarked: break
        }
    }

    /// Enters rows of registers under the rules in force, all of them or none.
    ///
    /// - Throws: `Refused`, `OfficeError`, `JournalError`.
    @discardableResult
    public func enterRows(_ commands: [RowCommand]) async throws -> Receipt {
        let program = try await programInForce()
        for _ in 0..<Self.attempts {
            var record = try await house()
            var batches: [StreamBatch] = []
            var events: [(event: RowEvent, version: Int)] = []
            for (index, command) in commands.enumerated() {
                try check(command, in: record)
                var command = command
                command.entered = clock()
                let event: RowEvent
                do throws(Refusal) {
                    event = try decide(command, in: Setting(program: program, house: record.house, digest: digest))
                } catch {
                    let refused = Refused(
                        refusal: error, matter: "", index: index,
                        edition: EditionKey(
                            rulebook: program.rulebook.identity.id, edition: program.rulebook.identity.edition,
                            adopted: program.rulebook.adopted))
                    try await enter(refused, of: command, known: program)
                    throw refused
                }
                let stream = HouseRecord.stream(of: event.register, row: event.row)
                let draft = Draft(
                    kind: HouseRecord.rowKind, happenedAt: event.happened.milliseconds, actor: event.actor.person,
                    post: event.actor.post.isEmpty ? nil : event.actor.post, payload: event.json)
                if let before = batches.firstIndex(where: { $0.stream == stream }) {
                    batches[before].drafts.append(draft)
                } else {
                    batches.append(
                        StreamBatch(stream, expecting: .exactly(record.versions[stream] ?? 0), drafts: [draft]))
                }
                let version = (record.versions[stream] ?? 0) + 1
                record.apply(event, version: version)
                events.append((event, version))
            }
            guard let receipt = try await appended(batches) else {
                forgetHouse()
                continue
            }
            update { record in
                for (event, version) in events
                where record.versions[HouseRecord.stream(of: event.register, row: event.row)] ?? 0 == version - 1 {
                    record.apply(event, version: version)
                }
            }
            return receipt
        }
        throw OfficeError.busy
    }

    private func check(_ command: RowCommand, in record: HouseRecord) throws {
        guard record.house.people[command.person] != nil else { throw OfficeError.unknownPerson(command.person) }
        try checkID(command.row)
        guard HouseRecord.stream(of: command.register, row: command.row).text.utf8.count <= Command.longestID else {
            throw OfficeError.badValue("行の番号が長すぎます", "the id of the row is too long")
        }
        try checkText(command.reason)
        for value in command.values {
            try checkID(value.key)
            for text in value.value { try checkText(text) }
        }
    }

    private func enter(_ refused: Refused, of command: RowCommand, known program: Program) async throws {
        let register = program.rulebook.registers.first { $0.id == command.register }?.id.text
        _ = try await journal.append(
            [
                Draft(
                    kind: "attempt.refused", happenedAt: clock().milliseconds, actor: command.person,
                    payload: .compact(
                        ("verb", .string(command.adds ? "add-row" : "amend-row")),
                        ("register", register.map(JSON.string)),
                        ("refused", .string(refused.refusal.kind.rawValue)),
                        ("clauses", .strings(refused.refusal.clauses.map(\.text)))))
            ], to: "attempts:registers", expecting: .any)
    }
}
