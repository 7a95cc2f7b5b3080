import Engine
import Foundation
import Notation
import RulebookFiles
import Rules
import Services

/// One matter of a demo as `demo/matters.yaml` of a rulebook tells it: what was done, and how long ago.
struct DemoStory {
    /// How long before the present the first act was.
    var began: Duration
    /// The acts, each with the time since the one before.
    private var acts: [(after: Duration, form: JSON)]
    private var place: Place

    /// The stories of a rulebook, the one that began first first; none when it has no such file.
    static func all(of rulebook: String) throws -> [DemoStory] {
        let file = URL(fileURLWithPath: rulebook).appending(path: "demo/matters.yaml")
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        let files = ScenarioFiles.read([file])
        if let first = files.diagnostics.first { throw first }
        return try files.documents.map(DemoStory.init).sorted { $0.began.milliseconds > $1.began.milliseconds }
    }

    private init(_ document: YAMLDocument) throws {
        place = document.place(at: [])
        began = try Self.duration(document.json["began"], at: document.place(at: [.key("began")]))
        acts = try (document.json["do"]?.array ?? []).enumerated().map { index, act in
            let after = try act["after"].map {
                try Self.duration($0, at: document.place(at: [.key("do"), .index(index)]))
            }
            return (after ?? Duration(), JSON.object(act.members.filter { $0.name != "after" }))
        }
    }

    private static func duration(_ json: JSON?, at place: Place) throws -> Duration {
        guard let text = json?.string, let duration = Duration(iso: text) else {
            throw UsageError("時間の長さが要ります（例：PT30M）：\(place)", "a length of time such as PT30M is needed: \(place)")
        }
        return duration
    }

    /// Plays it, each act at its time; the id of the matter.
    ///
    /// - Throws: also what the rules refuse. A demo that the rules do not carry is a mistake in its file.
    func play(in office: Office, clock: DemoClock, now: Int64) async throws -> String {
        var moment = now - began.milliseconds
        let start = Instant(milliseconds: moment)
        var id: String?
        for act in acts {
            moment += act.after.milliseconds
            clock.move(to: moment)
            let house = try await office.house().house
            let program = try await program(of: id, in: office)
            let form = Self.dated(act.form, began: start, zone: house.zone)
            let command = try CommandForm(json: form, house: house, program: program, now: office.now).command()
            do {
                if let id {
                    try await office.perform(command, on: id)
                } else {
                    id = try await office.open(command).matter
                }
            } catch let refused as Refused {
                let why = refused.refusal
                throw UsageError(
                    "デモの行為が断られました（\(place)，\(command.verb)）：\(why.reason.ja)",
                    "an act of the demo is refused (\(place), \(command.verb)): \(why.reason.en)")
            }
        }
        guard let id else { throw UsageError("デモに行為がありません：\(place)", "the demo has no act: \(place)") }
        return id
    }

    private func program(of id: String?, in office: Office) async throws -> Program {
        guard let id else { return try await office.programInForce() }
        return try office.program(of: try await office.matter(id))
    }

    /// The act with its moments filled in.
    private static func dated(_ form: JSON, began: Instant, zone: Zone) -> JSON {
        .object(
            form.members.map { member in
                guard member.name == "fields" else { return member }
                return .init(
                    member.name,
                    .object(
                        member.value.members.map {
                            $0.value == "began" ? .init($0.name, .string(began.text(in: zone))) : $0
                        }))
            })
    }
}
