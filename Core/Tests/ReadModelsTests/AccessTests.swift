import Engine
import Notation
import Rules
import Testing

@testable import ReadModels

@Suite struct `Who may` {
    typealias Object = Access.Object

    let office = Office()
    let aoki = Viewer(person: "aoki")
    let nagai = Viewer(person: "nagai")
    let administrator = Viewer(person: "kanri", isAdministrator: true)

    func may(_ viewer: Viewer?, _ deed: Access.Deed, _ object: Object) -> Access.Answer {
        ReadModels.may(viewer, deed, on: object, at: Office.now, in: office.setting)
    }

    var objects: [Object] {
        let access = office.access(office.matter)
        return [
            .publicPage, .receipt(isProved: true), .receipt(isProved: false), .home, .matter(access), .file(access),
            .matters, .register("assets"), .rulebook, .people, .journal, .administration, .account("aoki"), .sheets,
        ]
    }

    @Test func `nobody may report and read public pages, and with the pass-phrase their own report, and nothing else`()
    {
        var allowed: [String] = []
        for object in objects {
            for deed in Access.Deed.allCases where may(nil, deed, object).isAllowed {
                allowed.append("\(deed) \(object)")
            }
        }
        #expect(
            Set(allowed) == [
                "see publicPage", "report publicPage", "print publicPage", "see receipt(isProved: true)",
                "addToReport receipt(isProved: true)", "print receipt(isProved: true)",
            ])
        #expect(may(nil, .see, .home) == .refused(.notSignedIn))
        #expect(may(nil, .see, .receipt(isProved: false)) == .refused(.wrongPassPhrase))
    }

    @Test func `somebody who is not known to the organisation is nobody`() {
        #expect(may(Viewer(person: "stranger"), .see, .home) == .refused(.notSignedIn))
    }

    @Test func `anybody who is signed in reads the rulebook, people and sheets, and verifies the journal`() {
        for object: Object in [.rulebook, .people, .sheets, .home, .matters] {
            #expect(may(nagai, .see, object) == .allowed)
        }
        #expect(may(nagai, .verify, .journal) == .allowed)
        #expect(may(nagai, .see, .journal) == .refused(.notAdministrator))
        #expect(may(nagai, .manage, .people) == .refused(.notAdministrator))
        #expect(may(nagai, .administer, .administration) == .refused(.notAdministrator))
        #expect(may(nagai, .see, .account("nagai")) == .allowed)
        #expect(may(nagai, .administer, .account("nagai")) == .refused(.notYours))
        #expect(may(nagai, .see, .account("aoki")) == .refused(.notYours))
    }

    @Test func `registers are for holders of posts that see, and for nobody else`() {
        for deed: Access.Deed in [.see, .act, .print] {
            #expect(may(aoki, deed, .register("assets")) == .allowed)
            #expect(may(Viewer(person: "sano"), deed, .register("assets")) == .allowed)
            // Somebody without a post, the administrator, and somebody of a post that only receives.
            #expect(may(nagai, deed, .register("assets")) == .refused(.noPost))
            #expect(may(administrator, deed, .register("assets")) == .refused(.noPost))
            var crowded = office
            crowded.house.holdings.append(
                .init(post: "crowd", unit: "", person: "nagai", from: Instant(milliseconds: 0)))
            #expect(
                ReadModels.may(nagai, deed, on: .register("assets"), at: Office.now, in: crowded.setting)
                    == .refused(.noPost))
        }
    }

    @Test func `an administrator keeps accounts, posts and the journal, and sees no matter by that`() {
        let access = office.access(office.matter)
        for (deed, object): (Access.Deed, Object) in [
            (.manage, .people), (.see, .journal), (.administer, .administration), (.administer, .account("aoki")),
        ] { #expect(may(administrator, deed, object) == .allowed) }
        #expect(may(administrator, .see, .matter(access)) == .refused(.notConcerned))
        #expect(may(administrator, .see, .file(access)) == .refused(.notConcerned))
        #expect(may(administrator, .act, .matter(access)) == .refused(.notConcerned))
    }

    @Test func `what cannot be done to a thing is refused to everybody, with reason and who`() {
        for object in objects {
            for deed in Access.Deed.allCases where !object.permits(deed) {
                for viewer in [nil, aoki, administrator] {
                    guard case .refused(let refused) = may(viewer, deed, object) else {
                        Issue.record("\(deed) \(object)")
                        continue
                    }
                    #expect(!refused.reason.ja.isEmpty && !refused.reason.en.isEmpty && !refused.who.isEmpty)
                }
            }
        }
    }

    @Test func `a matter is open to the holder of a post that it names, and to no other`() {
        let access = office.access(office.matter)
        #expect(may(aoki, .see, .matter(access)) == .allowed)
        #expect(may(Viewer(person: "kato"), .see, .matter(access)) == .allowed)  // reported it
        #expect(may(nagai, .see, .matter(access)) == .refused(.notConcerned))
        #expect(access.keys == ["post:lead", "post:officer", "post:head", "post:section@soumu", "person:kato"])
    }

    @Test func `the excluded and the unconcerned get the same answer`() {
        var matter = office.matter
        matter.apply(office.event(by: "aoki", [.excluded(person: "mori")]))
        let access = office.access(matter)
        #expect(access.barred == ["not:mori"])
        #expect(may(Viewer(person: "mori"), .see, .matter(access)) == may(nagai, .see, .matter(access)))
    }

    @Test func `who stood in for somebody that is excluded loses sight with them, unless concerned otherwise`() {
        var office = office
        office.house.standIns = [.init(post: "officer", person: "nagai")]
        office.house.absences = [.init(person: "mori", from: Office.now.adding(milliseconds: -1), to: Office.later)]
        var matter = office.matter
        matter.apply(office.event(by: "nagai", post: "officer", standsIn: true, []))
        func sees(_ person: String, _ matter: Matter) -> Bool {
            ReadModels.may(
                Viewer(person: person), .see, on: .matter(office.access(matter)), at: Office.now, in: office.setting
            ).isAllowed
        }
        #expect(sees("nagai", matter))
        matter.apply(office.event(by: "aoki", [.excluded(person: "mori")]))
        #expect(!sees("nagai", matter))
        #expect(sees("hara", matter))
        matter.apply(office.event(by: "hara", [.shown(person: "nagai")]))
        #expect(sees("nagai", matter))
    }

    @Test func `a named reader sees, and no longer when the name is taken back`() {
        var matter = office.matter
        matter.apply(office.event(by: "aoki", [.shown(person: "nagai")]))
        #expect(may(nagai, .see, .matter(office.access(matter))) == .allowed)
        matter.apply(office.event(by: "aoki", [.unshown(person: "nagai")]))
        #expect(may(nagai, .see, .matter(office.access(matter))) == .refused(.notConcerned))
    }

    @Test func `what is owed has its keys and its due time`() throws {
        let access = office.access(office.matter)
        let duty = try #require(access.owed.first { $0.subject == "look" })
        #expect(duty.keys == ["post:lead"])
        #expect(duty.due == office.matter.openedAt.adding(milliseconds: 3_600_000))
        let question = try #require(access.owed.first { $0.kind == .question })
        #expect((question.subject, question.keys) == ("hot", ["post:officer"]))
        #expect(access.owed(by: ["post:officer"]).map(\.subject) == ["hot"])
        #expect(access.owed(by: ["post:clerk"]).isEmpty)
    }

    @Test func `the answer is good until office hours turn, and with an exclusion until a holding does`() {
        let evening = Instant(reading: "2026-06-01T17:15", zone: .japan)
        #expect(office.access(office.matter).holdsUntil == evening)
        var matter = office.matter
        matter.apply(office.event(by: "aoki", [.excluded(person: "mori")]))
        var office = office
        let soon = Office.now.adding(milliseconds: 60_000)
        office.house.holdings.append(.init(post: "officer", person: "nagai", from: soon))
        #expect(office.access(matter).holdsUntil == soon)
    }
}

@Suite struct `The keys of a matter` {
    /// Two ways of the same question, for organisations and records of every kind: the function and the comparison of keys,
    /// and, written out by itself, who bears, holds, acted, is bound or was named.
    @Test(arguments: 0..<30)
    func `are matched by exactly those who may see it`(seed: UInt64) {
        var chance = Dice(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        for _ in 0..<6 {
            let office = Office(&chance)
            let matter = office.matter(&chance)
            let access = office.access(matter)
            let excluded = Set(exclusions(of: matter, in: office.program).map(\.person))
            for person in office.house.people.keys.sorted() {
                let viewer = Viewer(person: person, isAdministrator: chance.roll(2) == 0)
                let keys = viewer.keys(at: Office.now, program: office.program, house: office.house)
                let isAllowed = may(viewer, .see, on: .matter(access), at: Office.now, in: office.setting).isAllowed
                let isMatched = !access.keys.isDisjoint(with: keys) && !access.barred.contains("not:" + person)
                #expect(isAllowed == isMatched)
                #expect(isAllowed == office.sees(person, matter, excluded), "\(seed) \(person)")
                if excluded.contains(person) {
                    #expect(access.owed(by: keys.filter { $0.hasPrefix("person:") }).isEmpty)
                }
            }
            // What somebody bears in the situation, they find among what they owe, and see.
            guard matter.isOpen else { continue }
            let now = situation(matter, in: office.program, house: office.house, at: Office.now)
            for duty in now.duties {
                for person in duty.bearers.flatMap(\.persons) {
                    let viewer = Viewer(person: person)
                    let keys = viewer.keys(at: Office.now, program: office.program, house: office.house)
                    #expect(!excluded.contains(person))
                    #expect(access.owed(by: keys).contains { $0.subject == duty.step?.text })
                    #expect(access.isOpen(to: viewer, with: keys))
                }
            }
        }
    }
}
