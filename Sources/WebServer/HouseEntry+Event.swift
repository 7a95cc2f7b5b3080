import Engine
import Notation
import Pages
import Rules
import Services

extension HouseEvent {
    /// What a page enters of the organisation, as it stands in the record.
    init(_ entry: HouseEntry) {
        switch entry {
        case .personEntered(let id, let name, let unit): self = .personEntered(.init(id: id, name: name, unit: unit))
        case .holdingBegun(let post, let unit, let person, let from):
            self = .holdingBegun(.init(post: Name(post), unit: unit, person: person, from: from))
        case .holdingEnded(let post, let unit, let person, let at):
            self = .holdingEnded(post: Name(post), unit: unit, person: person, at: at)
        case .absenceEntered(let person, let from, let to):
            self = .absenceEntered(.init(person: person, from: from, to: to))
        case .standInNamed(let it): self = .standInNamed(.init(post: Name(it.post), unit: it.unit, person: it.person))
        case .standInEnded(let it): self = .standInEnded(.init(post: Name(it.post), unit: it.unit, person: it.person))
        case .hoursSet(let opens, let closes): self = .hoursSet(opens: opens, closes: closes)
        case .closedDaysSet(let days): self = .closedDaysSet(days)
        case .targetSet(let word, let length): self = .targetSet(word: word, length)
        case .vacancySet(let person): self = .vacancySet(person: person)
        case .openersSet(let posts): self = .openersSet(posts)
        case .unopenedMinutesSet(let minutes): self = .unopenedMinutesSet(minutes)
        }
    }
}
