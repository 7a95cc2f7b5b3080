import Foundation
import Notation
import Testing

/// An invented organisation with its accounts, and one played matter of each kind it has.
struct DemoOrganisation {
    let temporary = TemporaryFolder()
    var data: String { temporary.path + "/data" }

    init(_ rulebook: String) throws {
        let path = ShodoProgram.root.appending(path: "Rulebooks/\(rulebook)").path
        let made = try ShodoProgram.run([
            "demo", "--data", temporary.path + "/data", "--rulebook", path, "--matters", "1",
        ])
        #expect(made.code == 0, "\(made.complaint)")
    }

    func run(_ arguments: String...) throws -> ShodoProgram.Result {
        try ShodoProgram.run(arguments + ["--data", data])
    }

    func routes() throws -> [`Who may ask for what`.Route] {
        let printed = try ShodoProgram.run(["routes", "--format", "json"])
        return try JSON(reading: Array(printed.output.utf8)).array.map { row in
            func text(_ name: String) -> String { row[name]?.string ?? "" }
            return .init(
                method: text("method"), path: text("path"), need: text("need"), answer: text("answer"))
        }
    }

    /// A path with something real in each place; a place that this test does not know fails it.
    func fill(_ path: String, _ trial: `Who may ask for what`.Trial, matter: String, file: String) throws -> String {
        let known = [
            "matter": matter, "key": "verb.note", "paper": trial.paper, "file": file, "setting": "hours",
            "token": "none", "name": "shodo.css", "form": "report",
        ].merging(trial.places) { $1 }
        var filled = path
        while let start = filled.firstIndex(of: "{"), let end = filled.firstIndex(of: "}") {
            let name = String(filled[filled.index(after: start)..<end])
            let value = try #require(known[name], "a place that this test does not know: {\(name)}")
            filled.replaceSubrange(start...end, with: value)
        }
        // Whose holding is ended stands behind the path.
        let isEnd = filled.hasSuffix("/end") && filled.hasPrefix("/posts/")
        return isEnd ? filled + "?person=\(trial.places["holder"] ?? "")" : filled
    }
}

extension String {
    /// As it stands in an address.
    var encoded: String { addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? self }
}
