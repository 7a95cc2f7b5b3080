import Notation
import Rules

extension Decider {
    /// The acts on files of evidence: taking in, passing on, sealing, opening. Each is a line of its custody.
    func evidence() throws(Refusal) -> Outcome {
        guard let file = command.file, file.hash.utf8.count == 64,
            file.hash.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else {
            throw Refusal(
                .malformed, "どの証拠ファイルかを示してください。", "Say which file of evidence.", missing: ["file"])
        }
        let known = matter.evidence.first { $0.file == file.hash }
        guard command.verb != "keep-evidence" else {
            guard known == nil else {
                throw Refusal(
                    .malformed, "同じ内容の証拠は既に保全されています。", "Evidence with this very content is kept already.",
                    missing: ["file"])
            }
            try require(command.from, "from", "だれから受け取ったかを書いてください。", "Say from whom it came.")
            try require(file.name, "name", "証拠の名前を書いてください。", "Give the evidence a name.")
            let kept = Change.Kept(
                file: file.hash, size: max(0, file.size), name: file.name, sealed: file.sealed, from: command.from,
                to: command.to.first ?? command.person)
            return outcome(event(try generalActor(), [.evidenceKept(kept)]))
        }
        guard let known else {
            throw Refusal(
                .malformed, "この案件にその証拠はありません。", "This matter has no such evidence.", missing: ["file"])
        }
        if let kept = known.custody.first, command.happened < kept.at {
            throw Refusal(
                .malformed, "その証拠を受け取る前の日時です。", "That was before the evidence came in.", missing: ["happened"])
        }
        switch command.verb {
        case "pass-evidence":
            let from = command.from.isEmpty ? known.custody.last?.to ?? "" : command.from
            try require(command.to.first ?? "", "to", "だれに渡したかを書いてください。", "Say to whom it went.")
            guard command.to[0] != known.custody.last?.to else {
                throw Refusal(
                    .malformed, "その証拠は，既にその人が持っています。", "Whoever it went to has it already.", missing: ["to"])
            }
            return outcome(
                event(try generalActor(), [.evidencePassed(file: known.file, from: from, to: command.to[0])]))
        case "seal-evidence":
            guard !known.isSealed else {
                throw Refusal(.malformed, "既に封印されています。", "It is sealed already.", missing: ["file"])
            }
            try require(command.reason, "reason", "封印する理由を書いてください。", "Give the reason for sealing.")
            return outcome(event(try generalActor(), [.evidenceSealed(file: known.file)]))
        default:
            return outcome(event(try opener(of: known), [.evidenceOpened(file: known.file)]))
        }
    }

    /// Who opens it: anybody known, or, when it is sealed, only who acts for a post that the organisation named.
    private func opener(of file: Matter.Evidence) throws(Refusal) -> Actor {
        guard file.isSealed else { return try generalActor() }
        let seats = house.openers.map { Seat(post: $0) }
        guard !seats.isEmpty else {
            throw Refusal(
                .notThePost, "封印された証拠です。取り出せる役職がまだ定められていません。",
                "The evidence is sealed, and no post was named yet that may open it.")
        }
        guard let fit = frame.fit(command.person, seats, as: command.post) else {
            throw Refusal(
                .notThePost, "封印された証拠です。取り出せるのは，組織が定めた役職だけです。",
                "The evidence is sealed. Only the posts that the organisation named may open it.", who: seats)
        }
        try require(command.reason, "reason", "封印された証拠を開く理由を書いてください。", "Give the reason for opening it.")
        return actor(fit.seat, fit.fitting)
    }
}
