import Books
import Engine
import Notation
import Pages
import ReadModels
import Rules

extension House {
    /// For whoever has not signed in: the numbers of posts, and no person's own.
    var withoutPrivateContacts: House {
        var house = self
        house.contacts.removeAll { $0.post.text.isEmpty }
        return house
    }
}

extension Contact {
    /// The numbers of the organisation at which somebody answers now, in words.
    static func now(of house: House, at: Instant, words: Words) -> [Contact] {
        let office = house.isOffice(at)
        return all(of: house, words: words) { $0 == .always || ($0 == .office) == office }
    }

    /// The numbers of the organisation, in words.
    static func all(
        of house: House, words: Words, when: (House.Contact.Hours) -> Bool = { _ in true }
    ) -> [Contact] {
        house.contacts.filter { when($0.hours) }.map { contact in
            Contact(
                who: contact.post.text.isEmpty ? words.person(contact.person) : words.post(contact.post.text),
                telephone: contact.number, hours: hours(contact.hours), kind: contact.label)
        }
    }

    private static func hours(_ hours: House.Contact.Hours) -> String {
        switch hours {
        case .office: Phrases.Web.officeHours.ja
        case .afterHours: Phrases.Web.afterHours.ja
        case .always: ""
        }
    }
}
