import Rules

// What the tests of this package must see and nobody else needs.
extension RulebookFolder {
    /// What would be left hanging in the air with a clause taken out and these alternatives adopted.
    ///
    /// Always empty; the tests hold it to that.
    package func dangling(without clause: Clause.ID?, adopted: [Name<Reading>: String]) -> [Diagnostic] {
        let log = Log()
        let gone = hanging.gone(without: clause, adopted: adopted)
        _ = Decoder(names: names, gone: gone, log: log).rulebook(sections, identity: identity)
        return log.diagnostics
    }

    /// The ids that the rules use, of one kind or of all.
    package func idsInUse(_ space: Namespace? = nil) -> Set<String> {
        Set(uses.lazy.filter { space == nil || $0.key.space == space }.map(\.key.id))
    }
}
