import Engine
import Notation
import ReadModels
import Rules

extension OpenableKind {
    /// The kinds of a rulebook, each tried for a person: nothing is recorded, only the answer of the rules is taken.
    ///
    /// - Parameter at: the moment for which it is asked who holds what.
    public static func all(words: Words, person: String, at: Instant) -> [OpenableKind] {
        let setting = Setting(program: words.program, house: words.house) { _ in "" }
        return words.program.rulebook.matters.map { kind in
            var command = Command(verb: "open", person: person, happened: at, entered: at)
            command.matterKind = kind.id
            var who: [Seat] = []
            do throws(Refusal) {
                _ = try decide(command, on: Matter(id: "trial"), in: setting)
            } catch {
                who = error.kind == .notThePost ? error.who : []
            }
            return OpenableKind(
                kind: kind.id.text, title: words.matter(kind.id.text),
                clauses: kind.clauses.map { ClauseLine($0, words: words) },
                begins: begins(kind, words: words),
                who: who.map(words.seat).joined(separator: "・"))
        }
    }

    /// The playbooks that run on a kind from its opening, whatever is answered later.
    private static func begins(_ kind: MatterKind, words: Words) -> [String] {
        words.program.rulebook.playbooks.filter { playbook in
            let runs = playbook.matters.isEmpty || playbook.matters.contains(kind.id)
            return playbook.begins == .always && runs
                && (kind.playbooks.isEmpty || kind.playbooks.contains(playbook.id))
        }.map { words.playbook($0.id) }
    }
}
