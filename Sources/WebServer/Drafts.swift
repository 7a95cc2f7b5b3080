import Notation
import Pages

extension Entered {
    /// Reads a draft as the pages keep it: the names of inputs with their values. Nil when it is none.
    init?(draft: String) {
        guard let json = try? JSON(reading: draft), case .object(let members) = json else { return nil }
        self.init(
            members.flatMap { member in
                member.value.array.compactMap { value in value.string.map { (member.name, $0) } }
            })
    }
}
