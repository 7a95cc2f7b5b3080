import Accounts
import Pages
import ReadModels
import Rules

/// The acts for which the password is typed once more, unless it was lately: those that decide who sees and who
/// decides, and those that open what is sealed. A telephone left on a desk must not be enough for them.
///
/// Decisions of the procedure are not among them: at two in the morning a password more is a decision less, and each of
/// them is in the record, and can be answered by another.
extension Site {
    /// To the password, when it was not typed lately; nil when the act may go on.
    ///
    /// - Parameter next: the page from which the act is done again.
    func toConfirm(_ act: Label, next: String, _ visit: Visit, _ caller: Caller) -> Reply? {
        guard let open = caller.open, !signIn.isConfirmed(open.session, at: visit.now) else { return nil }
        let said = context(visit, caller).say(act)
        return .redirect("/account/confirm?next=\(FormText.encode(next))&act=\(FormText.encode(said))")
    }
}

extension HouseEntry {
    /// Whoever gets a post sees what it sees and decides what it decides; an opener, what is sealed.
    var isGrave: Bool {
        switch self {
        case .holdingBegun, .standInNamed, .openersSet: true
        default: false
        }
    }
}

extension ActKey {
    /// Whoever is excluded loses sight at once; whoever is readmitted reads what was said meanwhile; what is sealed is
    /// illegal or malicious.
    var isGrave: Bool { [.verb("exclude"), .verb("readmit"), .verb("open-evidence")].contains(self) }
}
