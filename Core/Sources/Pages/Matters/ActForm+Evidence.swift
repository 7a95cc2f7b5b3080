import Engine
import ReadModels
import Rules

/// The forms of what is done with a file of evidence after it was taken in: each is a line of its custody.
extension ActForm {
    func evidenceInputs(_ verb: String) -> [Input] {
        typealias Says = Phrases.Matters
        let files = matter.evidence.filter { verb == "pass-evidence" || $0.isSealed == (verb == "open-evidence") }
        let file = Input(
            "file", say(Says.evidence), required: true,
            shape: .select(files.map { .init($0.file, "\($0.name)（\($0.file.prefix(12))）") }), values: values("file"))
        guard verb == "pass-evidence" else {
            let hint = verb == "seal-evidence" ? Says.sealHint : Says.openHint
            return [
                file,
                Input(
                    "reason", say(Says.reason), hint: say(hint), required: true, shape: .lines(),
                    values: values("reason")),
            ]
        }
        return [
            file, Input("to", say(Says.passTo), hint: say(Says.passToHint), required: true, values: values("to")),
            Input("text", say(Says.text), shape: .lines(), values: values("text")),
        ]
    }

    /// The file of that hash as the record has it.
    func file(_ hash: String) -> Command.File? {
        matter.evidence.first { $0.file == hash }.map {
            .init(hash: $0.file, size: $0.size, name: $0.name, sealed: $0.isSealed)
        }
    }
}
