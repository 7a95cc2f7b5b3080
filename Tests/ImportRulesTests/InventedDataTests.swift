import Foundation
import Testing

/// Nobody real can be called or written to by what is in this repository.
@Suite struct `People in rulebooks are invented` {
    static let files =
        Repository.files(under: "Rulebooks", ending: ".yaml").filter { !$0.path.contains("/ledger/") }
        + Repository.files(under: "Tests/Fixtures", ending: ".yaml")

    @Test(arguments: files)
    func `every mail address and page is of an example domain`(file: File) {
        for (number, line) in file.lines.enumerated()
        where line.contains("@") || line.contains("＠") || line.contains("//") {
            let text = String(line).precomposedStringWithCompatibilityMapping
            let domains =
                text.matches(of: /[A-Za-z0-9._+-]+@([A-Za-z0-9.-]+)/).map(\.output.1)
                + text.matches(of: /https?:\/\/([A-Za-z0-9.-]+)/).map(\.output.1)
            for domain in domains where !isExample(domain) {
                Issue.record("\(file.path):\(number + 1) has the domain \(domain): use one of RFC 2606 or example.*.jp")
            }
        }
    }

    @Test(arguments: files)
    func `there is no telephone number but 0000-00-0000`(file: File) {
        // Japan keeps no numbers for examples; one of zeros alone rings nowhere.
        for (number, line) in file.lines.enumerated() where digits(line) >= 9 {
            let text = String(line).precomposedStringWithCompatibilityMapping
                .replacing(/[‐‑–—―−ー]/, with: "-").replacing("0000-00-0000", with: "")
            let dashed = text.firstMatch(of: /(?:^|[^0-9-])(?:\+81-?|0)[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}(?:[^0-9-]|$)/)
            let bracketed = text.firstMatch(of: /(?:^|[^0-9])0[0-9]{1,4}\([0-9]{1,4}\)[0-9]{3,4}/)
            let plain = text.firstMatch(of: /(?:^|[^0-9A-Za-z])0[0-9]{9,10}(?:[^0-9]|$)/)
            if dashed != nil || bracketed != nil || plain != nil {
                Issue.record("\(file.path):\(number + 1) looks like a telephone number")
            }
        }
    }

    private func digits(_ line: Substring) -> Int {
        line.unicodeScalars.count { ("0"..."9").contains($0) || ("０"..."９").contains($0) }
    }

    private func isExample(_ domain: Substring) -> Bool {
        let name = domain.lowercased()
        return name.wholeMatch(of: /(?:.*\.)?example(?:\.(?:com|net|org|jp|(?:ac|co|ed|go|gr|lg|ne|or)\.jp))?\.?/)
            != nil
            || name.hasSuffix(".test") || name.hasSuffix(".invalid") || name == "localhost"
    }
}
