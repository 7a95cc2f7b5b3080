import Accounts
import ArgumentParser
import Journaling
import Services

/// Sign-in, for whoever looks after the machine.
struct AccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Help people to sign in. サインインを手助けします。", subcommands: [MakeLink.self])
}

struct MakeLink: CarriedCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Make a link with which a person sets a password, once. パスワードを一度だけ設定できるリンクを作ります。",
        discussion: """
            For the administrator whose first link was not used in time, or whose password is lost. Earlier links of \
            the person count no more; the link ends after 24 hours. That it was made is in the record.
            最初のリンクの期限が過ぎたとき，管理者がパスワードを忘れたときに使います。前のリンクは使えなくなります。24時間で切れます。
            作ったことは記録に残ります。
            """)

    @OptionGroup var folder: DataOption

    @Argument(help: "The person's id (人のID).")
    var person: String

    @OptionGroup var by: ByOption

    func run() async throws {
        try await reporting {
            let installation = try Installation.open(folder.data, for: .writing)
            let now = installation.office.now
            let link = try await installation.withAccounts { signIn in
                do throws(AccountFailure) {
                    return try await signIn.makeLink(for: person, purpose: .reset, at: now)
                } catch {
                    guard error == .unknownAccount || error == .disabled else { throw error }
                    throw UsageError(
                        "この人は使えるアカウントを持っていません：\(person)", "this person has no account in use: \(person)")
                }
            }
            // Before anybody reads it: whoever has the link can act as that person.
            try await installation.office.enter([.accountChanged(person: person, .linked)], by: by.by)
            try await installation.close()
            print("/link/\(link)")
        }
    }
}
