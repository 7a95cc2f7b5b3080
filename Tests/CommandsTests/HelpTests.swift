import Foundation
import Testing

/// The help texts, word for word. `make record` writes them anew.
@Suite struct `Help` {
    static let verbs = [
        "", "init", "demo", "report", "matter", "matter list", "matter show", "matter act", "matter log",
        "matter export", "register", "register list", "register show", "register add", "post", "post assign",
        "post end", "post list", "post stand-in", "post absence", "post contact", "rulebook adopt",
        "organisation", "organisation show", "organisation set", "retention", "retention list", "retention set",
        "retention hold", "retention release", "retention dispose", "evidence", "evidence keep", "evidence list",
        "evidence open", "evidence pass", "evidence seal", "verify", "rebuild", "backup",
        "restore", "migrate", "serve", "account", "account link",
    ]

    @Test(arguments: verbs)
    func `stays as it was written down`(verb: String) throws {
        let words = verb.split(separator: " ").map(String.init)
        let result = try ShodoProgram.run(words + ["--help"])
        #expect(result.code == 0)
        let name = verb.isEmpty ? "shodo" : verb.replacingOccurrences(of: " ", with: "-")
        let golden = ShodoProgram.root.appending(path: "Tests/Golden/help/\(name).txt")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try result.output.write(to: golden, atomically: true, encoding: .utf8)
        }
        let recorded = try String(contentsOf: golden, encoding: .utf8)
        #expect(recorded == result.output, "\(name).txt changed: `make record`, then read the difference")
    }
}
