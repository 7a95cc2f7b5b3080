import Engine
import Notation
import ReadModels
import Rules

/// Whether the rules let a person enter in a register: tried, and nothing is recorded.
///
/// - Parameter row: an existing row, for registers whose rows are kept by the unit that owns them; nil for a new one.
public func mayEnter(_ register: Register, row: String? = nil, words: Words, person: String, at: Instant) -> Bool {
    let setting = Setting(program: words.program, house: words.house) { _ in "" }
    let command = RowCommand(
        register: register.id, row: row ?? "\u{0}trial", values: [:], person: person, happened: at, entered: at,
        adds: row == nil)
    do throws(Refusal) {
        _ = try decide(command, in: setting)
        return true
    } catch {
        // Who may enter is asked before what is missing.
        return error.kind == .register
    }
}

extension Choice {
    /// The posts and parts named in it, at any depth, in words; empty when anybody is meant.
    func named(_ words: Words) -> String {
        func names(_ choice: Choice) -> [String] {
            switch choice.shape {
            case .post(let post, _): [words.post(post.text)]
            case .part(let part): [words.post(part.text)]
            case .anyone: []
            case .anyOf(let inner), .eachOf(let inner), .allOf(let inner): inner.flatMap(names)
            case .first(let rows): rows.flatMap { names($0.choice) }
            }
        }
        var seen: Set<String> = []
        return names(self).filter { seen.insert($0).inserted }.joined(separator: "・")
    }
}
