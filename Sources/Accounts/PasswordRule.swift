/// Which passwords are taken: long ones that are not the first that anybody tries.
///
/// There are no rules of composition and no expiry (NIST SP 800-63B-4, section 3.1.1.2).
public enum PasswordRule {
    /// The least length in characters.
    public static let shortest = 12

    /// Why a password is not taken.
    public enum Fault: String, Hashable, Sendable, CaseIterable {
        /// It has fewer than `shortest` characters.
        case short
        /// It is longer than 1,024 bytes.
        case long
        /// It consists of nothing but common passwords, such as `password1234`, or of one repeated character.
        case common
        /// It is the sign-in name, or made of it and common passwords alone.
        case name
    }

    /// What is wrong with a password; nil when nothing is.
    public static func fault(in typed: String, name: SignInName) -> Fault? {
        guard let password = Password(typed) else { return typed.isEmpty ? .short : .long }
        let text = password.text.lowercased()
        guard password.text.count >= shortest else { return .short }
        if Set(text).count == 1 { return .common }
        if consists(text, of: commonPasswords) { return .common }
        if consists(text, of: commonPasswords + [name.text]) { return .name }
        return nil
    }

    /// Whether a text is nothing but these words, one after another.
    private static func consists(_ text: String, of words: [String]) -> Bool {
        let letters = Array(text)
        let words = words.map { Array($0) }
        var reached = [true] + Array(repeating: false, count: letters.count)
        for start in letters.indices where reached[start] {
            for word in words where !word.isEmpty && letters[start...].starts(with: word) {
                reached[start + word.count] = true
            }
        }
        return reached[letters.count]
    }

    /// The hundred that are tried first, in lower case: gathered from what published lists of leaked passwords share.
    package static let commonPasswords = """
        123456 password 12 123456789 12345678 12345 1234567 1234567890 1234 qwerty abc123 111111 123123 admin
        letmein welcome monkey dragon football iloveyou master sunshine princess login starwars hello freedom
        whatever trustno1 qwerty123 1q2w3e4r 1q2w3e4r5t 1q2w3e 1q2w3e4r5t6y qazwsx zaq12wsx 1qaz2wsx qwertyuiop asdfghjkl
        asdfgh zxcvbnm asdf qwer 000000 0000 654321 666666 888888 121212 112233 123321 987654321 123 1111 11111111
        00000000 password1 passw0rd p@ssw0rd p@ssword pass secret changeme default guest root toor test test123 user
        administrator admin123 administrator1 baseball superman batman michael shadow ashley jordan charlie
        computer internet samsung google pokemon naruto sakura sakura1 doraemon nippon japan tokyo osaka
        arigato konnichiwa himitsu aishiteru takahashi tanaka suzuki sato yamamoto access system
        """.split(whereSeparator: \.isWhitespace).map(String.init)
}
