import Engine
import Journaling
import Notation
import Rules
import Services
import Testing

@Suite struct `Matters that were opened from one another` {
    private func sight(_ rig: Rig, _ verb: String, of person: String) -> Command {
        var command = rig.command(verb)
        (command.to, command.reason) = ([person], "a brother of the claimant")
        return command
    }

    private func excluded(_ office: Office, _ id: String) async throws -> Set<String> {
        let matter = try await office.matter(id)
        return matter.excluded(in: try office.program(of: matter))
    }

    @Test(arguments: Rig.Store.allCases)
    func `an exclusion reaches those that were opened before it in the same append, and is lifted with it`(
        store: Rig.Store
    ) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        let child = try #require(try await office.perform(rig.command("start"), on: id).opened.first)
        let accepted = try await office.perform(sight(rig, "exclude", of: "ben"), on: id)
        #expect(accepted.receipt.positions.count == 2)
        for id in [id, child] { #expect(try await excluded(office, id) == ["ben"]) }
        var note = rig.command("note", by: "ben")
        note.text = "x"
        let refused = await #expect(throws: Refused.self) { try await office.perform(note, on: child) }
        #expect(refused?.refusal.kind == .excluded)
        try await office.perform(sight(rig, "readmit", of: "ben"), on: id)
        let cold = rig.office()
        for id in [id, child] { #expect(try await excluded(cold, id) == []) }
        #expect(try await cold.timeline(child).map(\.event.act).suffix(2) == ["excluded-above", "readmitted-above"])
    }

    @Test(arguments: Rig.Store.allCases)
    func `what was entered in the opened one itself is not lifted from above`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        let child = try #require(try await office.perform(rig.command("start"), on: id).opened.first)
        try await office.perform(sight(rig, "exclude", of: "ben"), on: child)
        try await office.perform(sight(rig, "exclude", of: "ben"), on: id)
        try await office.perform(sight(rig, "readmit", of: "ben"), on: id)
        #expect(try await excluded(office, id) == [])
        #expect(try await excluded(office, child) == ["ben"])
    }

    @Test(arguments: Rig.Store.allCases)
    func `one that is opened and excluded from in one go is opened with nothing missing`(
        store: Rig.Store
    ) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        let accepted = try await office.performAll(
            [rig.command("start"), sight(rig, "exclude", of: "ben")], on: id)
        #expect(accepted.receipt.positions.count == 4)
        #expect(try await excluded(rig.office(), try #require(accepted.opened.first)) == ["ben"])
    }

    @Test(arguments: Rig.Store.allCases)
    func `one whose content was destroyed is passed over`(store: Rig.Store) async throws {
        let rig = try Rig(store)
        let office = try await rig.founded()
        let id = try await office.open(rig.command("open")).matter
        let child = try #require(try await office.perform(rig.command("start"), on: id).opened.first)
        var withdraw = rig.command("withdraw")
        withdraw.reason = "a mistake"
        try await office.perform(withdraw, on: child)
        let authority = Authority(
            actor: "ada", reference: "r", approver: "ben", reason: "its time is over",
            happenedAt: rig.clock.now.milliseconds)
        try await office.setRetention(of: child, class: "short", until: rig.clock.now, by: authority)
        try await office.dispose(of: child, by: authority)
        let accepted = try await office.perform(sight(rig, "exclude", of: "ben"), on: id)
        #expect(accepted.receipt.positions.count == 1)
        #expect(try await excluded(office, id) == ["ben"])
    }
}
