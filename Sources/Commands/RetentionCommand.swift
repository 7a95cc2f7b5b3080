import ArgumentParser
import Engine
import Foundation
import Journaling
import Notation
import Services

/// How long records are kept, and how they are disposed of.
struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Set how long records are kept, hold them, dispose of them. 保存期間・保留・廃棄を扱います。",
        discussion: """
            SUBJECT is the number of a matter, or REGISTER/ROW. Nothing happens by itself when a retention ends: a \
            disposal is done by a person, approved by another, and destroys the content for ever. The entries stay; \
            `verify` says 廃棄済. Backups that were made before still hold the content and its key.
            保存期間が終わっても，ひとりでには何も起きません。廃棄は別の人の承認を得て人が行い，内容は元に戻りません。
            """,
        subcommands: [
            ListRetention.self, SetRetention.self, HoldRecord.self, ReleaseRecord.self, DisposeRecord.self,
        ])
}

/// Who does it, as what, and by which decision.
struct AuthorityOptions: ParsableArguments {
    @Option(name: .long, help: "Who enters it: a person's id (だれが).")
    var by: String

    @Option(name: .customLong("as"), help: "The post to act for (どの役職として).")
    var post: String?

    @Option(name: .long, help: "What it rests on: the number of a matter, paper or decision (決裁の番号).")
    var reference = ""

    func authority(approver: String? = nil, reason: String = "", at now: Instant) -> Authority {
        Authority(
            actor: by, post: post, reference: reference, approver: approver, reason: reason,
            happenedAt: now.milliseconds)
    }
}

/// Does something with a record, then shows how it is kept.
private func change(
    _ subject: String, in folder: DataOption, _ format: Format, _ body: (Desk) async throws -> Receipt
) async throws {
    try await reporting(format) {
        let desk = try await Desk.open(folder.data, for: .writing)
        let receipt = try await body(desk)
        let kept = try await desk.office.kept(subject)
        let zone = try await desk.office.house().house.zone
        let now = desk.office.now
        try await desk.close()
        switch format {
        case .text: print("記録しました。\(kept.line(zone, now))　\(receipt.head)")
        case .json: print(JSON.object(kept.members(zone, now) + [.init("head", .string("\(receipt.head)"))]).text)
        }
    }
}

struct ListRetention: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List ended matters and closed rows with how long they are kept. 保存期間の一覧です。")

    @OptionGroup var folder: DataOption

    @Argument(help: "Only this one: the number of a matter, or REGISTER/ROW (対象).")
    var subject: String?

    @Flag(name: .long, help: "Only those whose retention has ended and that may be disposed of (廃棄できるもの).")
    var due = false

    @OptionGroup var output: FormatOption

    func run() async throws {
        try await reporting(output.format) {
            let desk = try await Desk.open(folder.data, for: .reading)
            let now = desk.office.now
            let zone = try await desk.office.house().house.zone
            var all = try await { () async throws -> [KeptRecord] in
                if let subject { return [try await desk.office.kept(subject)] }
                return try await desk.office.allKept()
            }()
            if due { all.removeAll { !$0.isDue(at: now) } }
            switch output.format {
            case .text:
                for it in all { print(it.line(zone, now)) }
                print("\(all.count)件")
            case .json: print(JSON.array(all.map { .object($0.members(zone, now)) }).text)
            }
        }
    }
}

struct SetRetention: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set the class and the end of a retention. 保存期間の区分と満了日を決めます。")

    @OptionGroup var folder: DataOption

    @Argument(help: "The number of a matter, or REGISTER/ROW (対象).")
    var subject: String

    @Option(name: .customLong("class"), help: "The class in your records schedule, such as 5y (保存区分).")
    var retentionClass: String?

    @Option(name: .long, help: "From when it may be disposed of, such as 2031-04-01 (満了日).")
    var until: String?

    @OptionGroup var authority: AuthorityOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await change(subject, in: folder, output.format) { desk in
            guard retentionClass != nil || until != nil else {
                throw UsageError("--class か --until を示してください", "give --class or --until")
            }
            let now = desk.office.now
            let zone = try await desk.office.house().house.zone
            return try await desk.office.setRetention(
                of: subject, class: retentionClass, until: try until.map { try moment($0, zone: zone, now: now) },
                by: authority.authority(at: now))
        }
    }
}

struct HoldRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Hold a record: while it is held nothing may be destroyed. 廃棄を保留します（訴訟など）。")

    @OptionGroup var folder: DataOption

    @Argument(help: "The number of a matter, or REGISTER/ROW (対象).")
    var subject: String

    @Option(name: .long, help: "The reason (理由).")
    var reason: String

    @OptionGroup var authority: AuthorityOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await change(subject, in: folder, output.format) { desk in
            try await desk.office.hold(subject, true, by: authority.authority(reason: reason, at: desk.office.now))
        }
    }
}

struct ReleaseRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Take a hold off again. 保留を解きます。")

    @OptionGroup var folder: DataOption

    @Argument(help: "The number of a matter, or REGISTER/ROW (対象).")
    var subject: String

    @Option(name: .long, help: "The reason (理由).")
    var reason: String

    @OptionGroup var authority: AuthorityOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await change(subject, in: folder, output.format) { desk in
            try await desk.office.hold(subject, false, by: authority.authority(reason: reason, at: desk.office.now))
        }
    }
}

struct DisposeRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispose",
        abstract: "Destroy the content of a record whose retention has ended. 保存期間の終わった記録を廃棄します。",
        discussion: """
            Cannot be undone. The matter must have ended, its retention must be set and over, nothing may hold it, and \
            whoever approved it must be another person than the one who enters it.
            元に戻せません。承認した人と記録する人は別でなければなりません。
            """)

    @OptionGroup var folder: DataOption

    @Argument(help: "The number of a matter, or REGISTER/ROW (対象).")
    var subject: String

    @Option(name: .long, help: "Who approved it: a person's id (承認した人).")
    var approvedBy: String

    @Option(name: .long, help: "The reason (理由).")
    var reason: String

    @OptionGroup var authority: AuthorityOptions
    @OptionGroup var output: FormatOption

    func run() async throws {
        try await change(subject, in: folder, output.format) { desk in
            try await desk.office.dispose(
                of: subject,
                by: authority.authority(approver: approvedBy, reason: reason, at: desk.office.now))
        }
    }
}

extension KeptRecord {
    fileprivate func line(_ zone: Zone, _ now: Instant) -> String {
        let until = retention.until.map {
            Instant(milliseconds: $0).text(in: zone).prefix(16).replacing("T", with: " ")
        }
        var words = [
            subject, "保存区分 \(retention.retentionClass ?? "未定")", "満了 \(until ?? "未定")",
        ]
        if retention.legalHold { words.append("【保留】") }
        if isErased { words.append("【廃棄済】") } else if isDue(at: now) { words.append("【廃棄できる】") }
        return words.joined(separator: "　")
    }

    fileprivate func members(_ zone: Zone, _ now: Instant) -> [JSON.Member] {
        [
            .init("subject", .string(subject)),
            .init("class", retention.retentionClass.map(JSON.string) ?? .null),
            .init("until", retention.until.map { .string(Instant(milliseconds: $0).text(in: zone)) } ?? .null),
            .init("hold", .bool(retention.legalHold)), .init("ended", .bool(hasEnded)),
            .init("erased", .bool(isErased)), .init("due", .bool(isDue(at: now))),
        ]
    }
}
