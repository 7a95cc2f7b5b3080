import Testing

/// What the pure half may not say: it would be asking for the time, an id, chance, a file or the environment.
enum Impurity {
    static let words: [(word: String, instead: String)] = [
        ("Date(", "the time is an argument: `at:`"),
        ("UUID(", "ids are arguments: `newIDs`"),
        (".random(", "chance is an argument: a seeded generator"),
        (".randomElement(", "chance is an argument: a seeded generator"),
        (".shuffled(", "chance is an argument: a seeded generator"),
        ("SystemRandomNumberGenerator", "chance is an argument: a seeded generator"),
        ("ContinuousClock", "the time is an argument: `at:`"),
        ("SuspendingClock", "the time is an argument: `at:`"),
        ("FileManager", "files are read by RulebookFiles and Journaling"),
        ("ProcessInfo", "the environment is read by Commands"),
        ("CommandLine", "the environment is read by Commands"),
        ("getenv", "the environment is read by Commands"),
        ("Task.detached", "the pure half waits for nothing"),
        ("Task.sleep", "the pure half waits for nothing"),
        ("DispatchQueue", "the pure half waits for nothing"),
        ("hashValue", "it differs from run to run; the digest is an argument"),
        ("nonisolated(unsafe)", "no shared state"),
        ("@unchecked", "no shared state"),
        ("print(", "the pure half returns what it has to say"),
    ]
}

@Suite struct `The pure half asks the world nothing` {
    @Test(arguments: Repository.core)
    func `no clock, id, chance, file or environment`(file: File) {
        let lines = file.code.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            for (word, instead) in Impurity.words where says(line, word) {
                Issue.record("\(file.path):\(number + 1) says \(word) — \(instead)")
            }
        }
    }

    /// Finds the word where it begins a name, so that `update(` is not `Date(`.
    private func says(_ line: Substring, _ word: String) -> Bool {
        var rest = line
        while let range = rest.firstRange(of: word) {
            let before = range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : " "
            let isWord = word.first?.isLetter == true && (before.isLetter || before.isNumber || before == "_")
            if !isWord { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
