import Engine
import HTTPTypes
import Hummingbird
import Journaling
import NIOCore
import Notation
import Pages
import ReadModels
import Services

extension Site {
    static let fileHandlers: [Route: Dispatcher.Handler] = [
        .matterFile: { try await $0.fileAnswer($1, $2) }, .addFile: { try await $0.addFileAnswer($1, $2) },
    ]

    /// Hands a file out as a download; that it was opened is an entry before the first byte.
    private func fileAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let id = visit["matter"]
        guard let matter = try await office.matterNow(id),
            let file = matter.evidence.first(where: { $0.file == visit["file"] })
        else { throw Trouble(.notFound) }
        // What is sealed is taken out with a reason.
        if file.isSealed {
            return .redirect("\(ActKey.verb("open-evidence").path(on: id))?file=\(FormText.encode(file.file))")
        }
        // A clock that was set back opens nothing before it came in.
        let now = max(visit.now, matter.lastEntered)
        var command = Command(verb: "open-evidence", person: caller.person, happened: now, entered: now)
        command.file = .init(hash: file.file, size: file.size, name: file.name, sealed: file.isSealed)
        let accepted: Accepted
        do {
            accepted = try await office.openEvidence(by: command, on: id, in: evidence)
        } catch let refused as Refused {
            return try await refusal(refused, of: id, visit, caller)
        }
        return download(command, of: id, opened: accepted)
    }

    /// Hands out a file whose opening has been entered.
    func download(_ command: Command, of id: String, opened accepted: Accepted) -> Reply {
        let file = command.file ?? Command.File(hash: "")
        let (office, evidence) = (office, evidence)
        let body = ResponseBody(contentLength: file.size) { writer in
            try await office.readEvidence(of: command, on: id, opened: accepted, in: evidence) { piece in
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        return Reply(.file(name: file.name, length: file.size, body: body))
    }

    private func refusal(_ refused: Refused, of id: String, _ visit: Visit, _ caller: Caller) async throws -> Reply {
        guard let matter = try await office.matterNow(id) else { throw Trouble(.notFound) }
        let words = try words(try office.program(of: matter), caller.record)
        return .page(
            refusalPage(
                context(visit, caller), RefusalNotice(refused.refusal, words: words, at: visit.now),
                back: PageLink("/matters/\(id)", id)), status: .forbidden)
    }

    private func addFileAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let id = visit["matter"]
        do {
            _ = try await take(
                visit.uploads, on: id, by: caller.person, from: caller.person,
                sealed: visit.form["sealed"] == "yes", at: visit.now)
        } catch let refused as Refused {
            return try await refusal(refused, of: id, visit, caller)
        }
        return await done(visit, to: "/matters/\(id)", for: caller)
    }

    /// Keeps uploaded files as evidence of a matter; how many were new. A file that is there already is no error.
    func take(
        _ uploads: [Upload], on matter: String, by person: String, from giver: String, sealed: Bool = false,
        at now: Instant
    ) async throws -> Int {
        var taken = 0
        for upload in uploads {
            var command = Command(verb: "keep-evidence", person: person, happened: now, entered: now)
            command.from = giver.isEmpty ? person : giver
            command.file = .init(hash: "", name: Self.fileName(upload.filename), sealed: sealed)
            do {
                try await office.keepEvidence(
                    FileChunks(path: upload.path), by: command, on: matter, in: evidence)
                taken += 1
            } catch let refused as Refused where refused.refusal.missing == ["file"] {
                continue
            }
        }
        return taken
    }

    /// The last part of what a browser calls a file, without what cannot stand in a record.
    static func fileName(_ text: String) -> String {
        let last = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        // Neither control characters nor marks of direction, by which one name can look like another.
        let clean = String(
            last.unicodeScalars.filter { ![.control, .format].contains($0.properties.generalCategory) })
        var short = clean
        while short.utf8.count > 180 { short.removeFirst() }
        return short.isEmpty ? "file" : short
    }
}
