import Crypto
import Engine
import Foundation
import Notation
import RulebookFiles
import Rules
import Scenarios

/// The hash that papers are granted on.
@Sendable func paperDigest(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
        let text = String(byte, radix: 16)
        return byte < 16 ? "0" + text : text
    }.joined()
}

/// Scenario files read for one rulebook.
struct ScenarioSet {
    struct Member {
        var document: YAMLDocument
        /// Nil when the text is no scenario; then the fault says why.
        var scenario: Scenario?
        var fault: Scenario.Fault?

        var title: String { document.json["scenario"]?.string ?? "" }

        /// Where an entry of `do` stands.
        func place(_ entry: Int) -> Place {
            entry < 0 ? document.place(at: []) : document.place(at: [.key("do"), .index(entry)])
        }
    }

    var members: [Member]
    var diagnostics: [Diagnostic]

    init(files: [URL]) {
        let read = ScenarioFiles.read(files)
        diagnostics = read.diagnostics
        members = read.documents.map { document in
            do throws(Scenario.Fault) {
                return Member(document: document, scenario: try Scenario(json: document.json, zone: .japan), fault: nil)
            } catch {
                return Member(document: document, scenario: nil, fault: error)
            }
        }
    }

    /// The scenarios of a rulebook's own folder.
    init(of rulebook: String) { self.init(files: [URL(fileURLWithPath: rulebook).appending(path: "scenarios")]) }

    var named: [NamedScenario] {
        members.compactMap { member in
            member.scenario.map {
                NamedScenario(name: "\(member.document.file):\(member.document.line) \($0.title)", scenario: $0)
            }
        }
    }
}
