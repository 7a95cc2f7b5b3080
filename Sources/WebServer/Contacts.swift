import Books
import Engine
import Pages
import ReadModels
import Rules

extension Contact {
    /// The numbers of the organisation, in words.
    static func all(of house: House, words: Words) -> [Contact] {
        house.contacts.map { contact in
            Contact(
                who: contact.post.text.isEmpty ? words.person(contact.person) : words.post(contact.post.text),
                telephone: contact.number, hours: hours(contact.hours), purpose: contact.label)
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
