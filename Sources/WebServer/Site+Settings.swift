import Accounts
import Engine
import HTTPTypes
import Notation
import Pages
import ReadModels
import Rules
import Services

extension Site {
    static let settingHandlers: [Route: Dispatcher.Handler] = [
        .settings: { site, visit, caller in
            .page(settingsPage(site.context(visit, caller), try await site.settingsModel(caller)))
        },
        .settingForm: { site, visit, caller in
            let form = try await site.settingForm(visit, caller, entered: nil)
            return .page(settingPage(site.context(visit, caller), form))
        },
        .changeSetting: { site, visit, caller in
            let form = try await site.settingForm(visit, caller, entered: visit.form)
            guard let change = form.change else {
                return .page(settingPage(site.context(visit, caller), form), status: .unprocessableContent)
            }
            if change.entry.isGrave {
                let title = Label(ja: form.title, en: form.title)
                if let confirm = site.toConfirm(title, next: visit.target, visit, caller) {
                    try await site.keepDraft(visit, of: .person(caller.person))
                    return confirm
                }
            }
            try await site.office.enter([HouseEvent(change.entry)], by: caller.person, reason: change.reason)
            return await site.done(visit, to: "/administration/settings", for: caller)
        },
    ]

    private func settingForm(_ visit: Visit, _ caller: Caller, entered: Entered?) async throws -> SettingForm {
        let words = try wordsInForce(caller)
        let known = words.program.rulebook.timings.map(\.id)
        guard let setting = SettingForm.Setting(key: visit["setting"], words: known) else { throw Trouble(.notFound) }
        return SettingForm(
            context(visit, caller), setting, model: try await settingsModel(caller), entered: entered,
            form: DomainForm(words: words, now: visit.now))
    }

    private func settingsModel(_ caller: Caller) async throws -> SettingsModel {
        let words = try wordsInForce(caller)
        let (record, house) = (caller.record, caller.record.house)
        let targets = words.program.rulebook.timings.map { word in
            SettingsModel.Target(
                word: word.id, title: words.timing(word.id), clauses: words.lines(word.clauses),
                length: house.targets[word.id])
        }
        // Whoever is named now stays among them, also a post outside or one that this edition no longer has.
        let openers = house.openers.map(\.text)
        let posts = (words.program.rulebook.posts.filter { !$0.outside }.map(\.id.text) + openers).uniqued
        return SettingsModel(
            opens: house.opens, closes: house.closes, closedDays: house.closedDays.sorted(), targets: targets,
            unopenedMinutes: record.unopenedMinutes,
            vacancy: house.vacancy.isEmpty ? nil : Input.Option(house.vacancy, words.person(house.vacancy)),
            posts: posts.map { .init($0, words.post($0)) }, openers: openers,
            editions: try await editions(record))
    }

    /// The editions that were adopted, the newest first, each as it was adopted last.
    private func editions(_ record: HouseRecord) async throws -> [SettingsModel.Edition] {
        let open = try await index.openByEdition()
        var shown: Set<[String]> = []
        var editions: [SettingsModel.Edition] = []
        for adoption in record.adoptions.reversed()
        where shown.insert([adoption.rulebook, adoption.edition]).inserted {
            let title = try office.program(adoption.key).rulebook.identity.title.ja
            editions.append(
                .init(
                    title: title.isEmpty ? adoption.rulebook : title, edition: adoption.edition,
                    digest: adoption.digest, unconfirmed: adoption.confirmations.count { $0.by.isEmpty },
                    openMatters: open[adoption.edition] ?? 0, isCurrent: adoption == record.adoption))
        }
        return editions
    }
}
