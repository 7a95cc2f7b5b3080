import ReadModels
import Services

extension MatterConcern {
    /// What lists need to know of who may see a matter and what is owed on it.
    init(_ access: MatterAccess) {
        self.init(
            keys: access.keys.sorted() + access.barred.sorted(),
            owed: access.owed.flatMap { owed in owed.keys.sorted().map { Owed(key: $0, due: owed.due) } },
            recheck: access.holdsUntil)
    }
}
