import Journaling

/// Why something about an account or a receipt was not done. The page and the command line say it in their words.
public enum AccountFailure: Error, Hashable, Sendable {
    /// Name or password is wrong, or a receipt and its pass-phrase; which of the two is never said.
    case refused
    /// Too many attempts, or too much to do: not before so many seconds.
    case wait(seconds: Int)
    /// The password is right and the account is out of use.
    case disabled
    /// The session has ended or expired, or there was none.
    case signedOut
    /// The link was redeemed, replaced or has expired.
    case linkGone
    /// The new password is not taken.
    case password(PasswordRule.Fault)
    /// What was typed can be no sign-in name.
    case name
    /// The person has an account, or the name is taken.
    case taken
    /// There is no such account.
    case unknownAccount
    /// Nobody would be left who may make accounts.
    case lastAdministrator
    /// A draft or a view is longer than is kept.
    case tooLong(limit: Int)
    /// The store failed.
    case store(JournalError)

    /// The sentence for a person, in Japanese.
    public var japanese: String {
        switch self {
        case .refused: "パスワードが違います。もう一度入力してください。"
        case .wait(let seconds): "続けて試すことができません。\(seconds)秒後にもう一度入力してください。"
        case .disabled: "この利用者は現在利用できません。管理者に連絡してください。"
        case .signedOut: "サインインの有効期間が終わりました。もう一度サインインしてください。"
        case .linkGone: "このリンクは使用済みか，有効期限が切れています。管理者に再発行を依頼してください。"
        case .password(.short): "パスワードは\(PasswordRule.shortest)文字以上にしてください。"
        case .password(.long): "パスワードが長すぎます。"
        case .password(.common): "よく使われるパスワードは使用できません。ほかのものにしてください。"
        case .password(.name): "利用者名から作ったパスワードは使用できません。ほかのものにしてください。"
        case .name: "利用者名は1文字以上64文字以内で入力してください。"
        case .taken: "この利用者は既に登録されているか，利用者名が使われています。"
        case .unknownAccount: "利用者が見つかりません。"
        case .lastAdministrator: "管理者が一人もいなくなるため，変更できません。"
        case .tooLong(let limit): "長すぎるため保存できません（\(limit)バイトまで）。"
        case .store(let error): error.japanese
        }
    }

    /// The sentence for a person, in English.
    public var english: String {
        switch self {
        case .refused: "this does not match; type it again"
        case .wait(let seconds): "too many attempts; try again in \(seconds) seconds"
        case .disabled: "this account is out of use; ask an administrator"
        case .signedOut: "you are signed out; sign in again"
        case .linkGone: "the link was used or has expired; ask an administrator for another"
        case .password(.short): "a password has at least \(PasswordRule.shortest) characters"
        case .password(.long): "the password is too long"
        case .password(.common): "this password is one of the first that anybody tries"
        case .password(.name): "this password is made of the sign-in name"
        case .name: "a sign-in name has 1 to 64 characters"
        case .taken: "the person has an account already, or the name is taken"
        case .unknownAccount: "there is no such account"
        case .lastAdministrator: "nobody would be left who may make accounts"
        case .tooLong(let limit): "longer than \(limit) bytes"
        case .store(let error): error.english
        }
    }
}

/// Runs something of the store, and says its failures as failures of accounts.
func stored<R>(_ body: () async throws(JournalError) -> R) async throws(AccountFailure) -> R {
    do throws(JournalError) {
        return try await body()
    } catch {
        throw .store(error)
    }
}
