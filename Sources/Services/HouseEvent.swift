import Engine
import Notation
import Rules

/// What an organisation has entered of itself: people, posts, hours, targets, the rulebook in force.
///
/// The names by which it is recorded stand in `HouseEvent+JSON.swift` and never change.
public enum HouseEvent: Hashable, Sendable {
    case organisationNamed(OrganisationName)
    case personEntered(House.Person)
    /// What a unit is called; an empty name takes it back, and the unit is called by its id.
    case unitNamed(id: String, name: Label)
    case holdingBegun(House.Holding)
    /// The holding of this person and post that lasts at the moment ends then.
    case holdingEnded(post: Name<Post>, unit: String, person: String, at: Instant)
    case absenceEntered(House.Absence)
    case standInNamed(House.StandIn)
    case standInEnded(House.StandIn)
    /// Office hours in minutes of the day.
    case hoursSet(opens: Int, closes: Int)
    /// All closed days from now on, besides Saturdays and Sundays.
    case closedDaysSet([Day])
    case targetSet(word: Name<TimingWord>, Duration)
    /// Who takes what nobody holds.
    case vacancySet(person: String)
    /// A telephone number of a post or a person; an empty number takes it out.
    case contactSet(House.Contact)
    /// After so many minutes a report that nobody has opened is shown on every page.
    case unopenedMinutesSet(Int)
    /// The posts that may open sealed evidence, all of them.
    case openersSet([Name<Post>])
    case rulebookAdopted(Adoption)
    /// What an administrator did with somebody's account; who may act as whom is part of what the record proves.
    case accountChanged(person: String, AccountDeed)
    /// The folder is for trying things out.
    case demoMarked

    /// What can be done with an account.
    public enum AccountDeed: String, Hashable, Sendable {
        case made
        case madeAdministrator = "made-administrator"
        /// A link by which a new password is set.
        case linked, disabled, enabled
    }

    /// What the organisation is called, and where its clocks stand.
    public struct OrganisationName: Hashable, Sendable {
        /// The name in both languages.
        public var name: Label
        /// As the administrator wrote it, for example `Asia/Tokyo`.
        public var timezone: String
        /// What it means, for ever.
        public var zone: Zone

        /// Makes a name.
        public init(name: Label, timezone: String, zone: Zone) {
            self.name = name
            self.timezone = timezone
            self.zone = zone
        }
    }

    /// A rulebook that comes into force for matters opened from now on.
    public struct Adoption: Hashable, Sendable {
        /// The rulebook's id.
        public var rulebook: String
        /// The edition.
        public var edition: String
        /// How each reading is read.
        public var confirmations: [Confirmation]
        /// A hash over the files of the edition, so that a later change of them is found.
        public var digest: String

        /// Makes an adoption.
        public init(rulebook: String, edition: String, confirmations: [Confirmation] = [], digest: String) {
            self.rulebook = rulebook
            self.edition = edition
            self.confirmations = confirmations
            self.digest = digest
        }

        /// The alternative of each reading.
        public var key: EditionKey {
            EditionKey(
                rulebook: rulebook, edition: edition,
                adopted: Dictionary(confirmations.map { ($0.reading, $0.choice) }, uniquingKeysWith: { $1 }))
        }
    }

    /// How a reading is read here, and who confirmed it.
    public struct Confirmation: Hashable, Sendable {
        /// The reading.
        public var reading: Name<Reading>
        /// The alternative that was adopted.
        public var choice: String
        /// Empty while nobody has confirmed the default.
        public var by: String
        /// When it was confirmed, or adopted unconfirmed.
        public var at: Instant

        /// Makes a confirmation.
        public init(reading: Name<Reading>, choice: String, by: String, at: Instant) {
            self.reading = reading
            self.choice = choice
            self.by = by
            self.at = at
        }
    }
}
