import Foundation
import Journaling
import MatterIndexSQLite
import Notation
import Services

/// Lists of matters from the index alone: two filters and a two-character search, by somebody who sees by three posts.
///
/// The matters are invented. Each is about six words of the list, the first of which is in a good third of all matters
/// and the last in next to none.
enum MatterBench {
    static func run(_ report: inout Report) async throws {
        for (count, limit) in [(10_000, 20.0), (100_000, 45.0)] {
            let folder = report.scratch + "/matters-\(count)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let index = try SQLiteMatterIndex(folder: folder)
            let name = count == 10_000 ? "10,000" : "100,000"
            let filling = try await fill(index, count)
            report.add("\(name) matters taken in", Double(count) / filling, "/s")
            let size = try FileManager.default.attributesOfItem(atPath: index.path)[.size] as? Int ?? 0
            report.add("the index of \(name)", Double(size) / 1e6, "MB")
            let mixed = try await times(index, words: words)
            report.add("search of two characters, \(name), p50", quantile(mixed, 0.5) * 1e3, "ms")
            report.add("search of two characters, \(name), p99", quantile(mixed, 0.99) * 1e3, "ms", .atMost(limit))
            let commonest = try await times(index, words: [words[0]])
            report.add("the commonest word, \(name), p99", quantile(commonest, 0.99) * 1e3, "ms", .atMost(limit))
            let letters = try await times(index, words: words.map { String($0.prefix(1)) })
            report.add("search of one character, \(name), p99", quantile(letters, 0.99) * 1e3, "ms")
            let lists = try await times(index, words: [""])
            report.add("the list without a search, \(name), p99", quantile(lists, 0.99) * 1e3, "ms")
            let puts = try await timesOfPuts(index, count)
            report.add("one act taken in, \(name), p50", quantile(puts, 0.5) * 1e3, "ms")
            report.add("an erasure, \(name)", try await erasure(index) * 1e3, "ms")
            try await index.close()
        }
    }

    private static func fill(_ index: SQLiteMatterIndex, _ count: Int) async throws -> Double {
        var invented = Invented()
        var time = 0.0
        for start in stride(from: 0, to: count, by: 500) {
            let batch = (start..<(start + 500)).map { invented.matter($0) }
            time += try await seconds { try await index.put(batch, upTo: nil) }
        }
        return time
    }

    private static func times(_ index: SQLiteMatterIndex, words: [String]) async throws -> [Double] {
        var times: [Double] = []
        var chance = Chance(state: 7)
        for round in 0..<400 {
            var query = MatterQuery(
                viewer: MatterViewer(
                    person: "p\(round % 40)", sight: .keys((0..<3).map { "post:\((round + $0 * 5) % 12)" })),
                order: round % 4 == 0 ? .due : .lastEntered)
            query.filter.kinds = [Invented.kinds[round % 2]]
            query.filter.states = round % 3 == 0 ? [.open] : [.closed]
            query.filter.search = words[chance.below(words.count)]
            let asked = query
            times.append(try await seconds { _ = try await index.query(asked) })
        }
        return times
    }

    private static func timesOfPuts(_ index: SQLiteMatterIndex, _ count: Int) async throws -> [Double] {
        var invented = Invented()
        var times: [Double] = []
        for round in 0..<100 {
            var matter = invented.matter(round * (count / 100))
            matter.texts.append("例示の覚え\(round)")
            let changed = matter
            times.append(try await seconds { try await index.put([changed], upTo: nil) })
        }
        return times
    }

    private static func erasure(_ index: SQLiteMatterIndex) async throws -> Double {
        var invented = Invented()
        var line = invented.matter(0).line
        line.state = .erased
        let erased = IndexedMatter(line: line)
        return try await seconds { try await index.put([erased], upTo: nil) }
    }

    private static func quantile(_ values: [Double], _ part: Double) -> Double {
        let sorted = values.sorted()
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
    }

    /// From the commonest to the rarest.
    static let words = [
        "障害", "端末", "情報", "連絡", "確認", "学生", "教員", "接続", "不審", "通信", "個人", "管理", "利用", "報告", "対応", "停止",
        "紛失", "盗難", "感染", "添付", "開封", "誤送", "公開", "設定", "権限", "漏洩", "改竄", "侵入", "脅迫", "火災", "停電", "浸水",
        "落雷", "廃棄", "譲渡", "貸出", "返却", "委託", "監査", "訓練",
    ]
}

/// Matters that nobody ever had, the same in every run.
private struct Invented {
    static let kinds = ["incident", "claim", "take-out", "drill"]
    private var chance = Chance(state: 42)

    private var about: [String] = []

    mutating func matter(_ number: Int) -> IndexedMatter {
        let words = MatterBench.words
        about = (0..<6).map { _ in
            words[min(chance.below(words.count), chance.below(words.count), chance.below(words.count))]
        }
        let opened = Instant(milliseconds: 1_780_000_000_000 + Int64(number) * 600_000)
        var line = MatterLine(
            id: "2026-" + String(String(1_000_000 + number).dropFirst()),
            kind: Self.kinds[chance.below(10) < 6 ? 0 : 1 + chance.below(3)],
            state: chance.below(10) < 2 ? .open : .closed, exercise: chance.below(20) == 0, openedAt: opened,
            lastEntered: opened.adding(milliseconds: Int64(chance.below(900_000_000))), entries: 30,
            title: sentence(), summary: sentence() + sentence(), edition: "2026-1", level: "",
            firstOpened: chance.below(50) == 0 ? nil : opened)
        var keys = (0..<4).map { _ in "post:\(chance.below(12))" } + ["person:p\(chance.below(300))"]
        if chance.below(30) == 0 { keys.append("not:p\(chance.below(300))") }
        var owed: [Owed] = []
        if line.state == .open {
            owed = (0..<3).map { _ in
                Owed(key: "post:\(chance.below(12))", due: opened.adding(milliseconds: 86_400_000))
            }
            line.nextDue = owed.first?.due
        }
        return IndexedMatter(
            line: line, keys: keys, owed: owed, texts: [line.title, line.summary] + (0..<30).map { _ in sentence() })
    }

    /// Some twenty characters: what it is about, and what stands between.
    private mutating func sentence() -> String {
        var text = ""
        for _ in 0..<4 {
            text += about[chance.below(about.count)]
            text += Self.between[chance.below(Self.between.count)]
        }
        return text + String(chance.below(10_000))
    }

    private static let between = ["の", "を", "に", "から", "について", "が発生した", "と", "へ", "、", "棟の", "係より", "番号"]
}

/// A small generator: the same numbers in every run.
private struct Chance {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
}
