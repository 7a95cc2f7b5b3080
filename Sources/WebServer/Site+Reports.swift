import Accounts
import Engine
import HTTPTypes
import Journaling
import Logging
import Markup
import Notation
import Pages
import ReadModels
import Rules
import Services

extension Site {
    static let reportHandlers: [Route: Dispatcher.Handler] = [
        .home: { try await $0.homeAnswer($1, $2) }, .report: { try await $0.reportAnswer($1, $2) },
        .sendReport: { try await $0.sendReportAnswer($1, $2) }, .received: { try await $0.receivedAnswer($1, $2) },
        .receipt: { site, visit, caller in .page(receiptEntryPage(site.context(visit, caller))) },
        .openReceipt: { try await $0.openReceiptAnswer($1, $2) },
        .addToReport: { try await $0.addToReportAnswer($1, $2) },
    ]

    /// The person by whom reports without an account are entered.
    public static let reporter = "reporter"

    private func homeAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        guard caller.open == nil else { return .redirect("/duties") }
        guard caller.program != nil else { throw Trouble(.serviceUnavailable, kind: "no-rulebook") }
        let words = try wordsInForce(caller)
        return .page(
            homePage(
                context(visit, caller),
                contacts: Contact.now(of: caller.record.house.withoutPrivateContacts, at: visit.now, words: words),
                isOffice: caller.record.house.isOffice(visit.now)))
    }

    // MARK: The report

    private func reportModel(_ visit: Visit, _ caller: Caller) throws -> ReportModel {
        let isKnown = caller.open != nil
        guard
            let model = ReportModel(
                words: try wordsInForce(caller), at: visit.now, takesForCallers: isKnown, opensExercises: isKnown,
                files: settings.mostFiles, megabytes: settings.longestFile / 1_048_576, once: Chance.system.token())
        else { throw Trouble(.notFound, kind: "no-reporting") }
        return model
    }

    private func reportAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        .page(reportPage(context(visit, caller), try reportModel(visit, caller), entered: visit.query))
    }

    private func sendReportAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let context = context(visit, caller)
        let model = try reportModel(visit, caller)
        // A form that was sent twice is one report: the second time shows the receipt of the first.
        let once = visit.form["once"]
        if let matter = await sent.begin(once) { return await received(matter, visit, caller) }
        var opened: String?
        defer { sent.end(once, matter: opened) }
        let network = Origin(address: visit.address).network
        let wait = reportGate.take(network, at: visit.now, most: settings.reportsPerTenMinutes)
        if let wait {
            return Reply(
                .page(
                    tooManyReportsPage(context, model, entered: visit.form, retryAfter: wait),
                    status: .tooManyRequests), headers: [.retryAfter: String(wait)])
        }
        let person = caller.open == nil ? Self.reporter : caller.person
        let read = ReportForm.read(
            visit.form, context, model, by: person, dates: .japanese(in: caller.record.house.zone))
        guard case .report(let report) = read else {
            guard case .wrong(let errors) = read else { throw Trouble(.badRequest) }
            return .page(reportPage(context, model, entered: visit.form, errors: errors), status: .unprocessableContent)
        }
        do {
            let accepted = try await office.open(report.open, then: report.later)
            opened = accepted.matter
            doors.came(accepted.matter, at: visit.now)
            let lost = await takeWhatCan(
                visit.uploads, on: accepted.matter, by: person, from: report.open.onBehalf, at: visit.now)
            return await received(accepted.matter, lost: lost, visit, caller)
        } catch let refused as Refused {
            let notice = RefusalNotice(refused.refusal, words: try wordsInForce(caller), at: visit.now)
            return .page(
                refusalPage(
                    context, notice, back: PageLink("/report", context.say(Phrases.Web.backToReport)),
                    kept: Self.kept(visit.form)), status: .unprocessableContent)
        }
    }

    /// To the receipt; the proof in the address is good for this browser alone.
    private func received(_ matter: String, lost: Int = 0, _ visit: Visit, _ caller: Caller) async -> Reply {
        await forgetDraft(visit, caller)
        let proof = formKey.mark(for: caller.holder, form: "received-\(matter)")
        let more = lost > 0 ? "&lost=\(lost)" : ""
        return .redirect("/received?number=\(FormText.encode(matter))&proof=\(proof)\(more)")
    }

    /// Keeps files of what is entered already; how many could not be kept. What is entered stays entered whatever comes.
    private func takeWhatCan(
        _ uploads: [Upload], on matter: String, by person: String, from giver: String, at now: Instant
    ) async -> Int {
        var lost = 0
        for upload in uploads {
            do {
                _ = try await take([upload], on: matter, by: person, from: giver, at: now)
            } catch {
                lost += 1
                log.error("attachment", metadata: ["error": .string("\(type(of: error))")])
            }
        }
        return lost
    }

    private func receivedAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let id = visit.query["number"]
        guard formKey.accepts(visit.query["proof"], for: caller.holder, form: "received-\(id)"),
            let now = try await office.matterNow(id),
            let reporting = try office.program(of: now).rulebook.reporting.first
        else { return .page(receiptEntryPage(context(visit, caller))) }
        // The report alone: what came later is not for whoever reported.
        let timeline = try await office.timeline(id, after: 0)
        let report = timeline.prefix { [first = timeline.first] in
            $0.event.actor.person == first?.event.actor.person && $0.event.entered == first?.event.entered
        }
        // The machine may be another's an hour later; number and pass-phrase open the receipt for good.
        guard let first = report.first, visit.now < first.event.entered.adding(milliseconds: 3_600_000) else {
            return .page(receiptEntryPage(context(visit, caller)))
        }
        let matter = Matter(id: id, events: report.map(\.event))
        let words = try words(try office.program(of: matter), caller.record)
        let changes = report.flatMap(\.event.changes)
        let danger = reporting.danger.flatMap { fact in
            first.event.changes.compactMap { change -> Bool? in
                guard case .answered(let it) = change, it.fact == fact else { return nil }
                return it.value == .values(["yes"])
            }.last
        }
        let model = ReceivedModel(
            matter: matter, reporting: reporting, words: words, at: visit.now,
            dates: .japanese(in: caller.record.house.zone),
            isDanger: danger, passPhrase: receipts.passPhrase(for: id).description, position: first.head.position,
            head: first.head.hash.description, files: matter.evidence.count,
            lost: Int(visit.query["lost"]) ?? 0,
            past: changes.count { if case .done(let it) = $0 { it.inFact } else { false } })
        return .page(receivedPage(context(visit, caller), model))
    }

    // MARK: The receipt

    private func openReceiptAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let context = context(visit, caller)
        let (claim, errors) = ReceiptForm.claim(visit.form, context)
        guard let claim else {
            return .page(receiptEntryPage(context, entered: visit.form, errors: errors), status: .unprocessableContent)
        }
        guard let model = try await receipt(claim, visit) else {
            return .page(
                receiptEntryPage(context, entered: visit.form, isUnknown: true), status: .unprocessableContent)
        }
        return .page(
            receiptPage(
                context, model, claim: claim, dates: .japanese(in: caller.record.house.zone), files: settings.mostFiles,
                megabytes: settings.longestFile / 1_048_576, once: Chance.system.token(), entered: visit.form))
    }

    private func addToReportAnswer(_ visit: Visit, _ caller: Caller) async throws -> Reply {
        let context = context(visit, caller)
        let (claim, _) = ReceiptForm.claim(visit.form, context)
        guard let claim, let before = try await receipt(claim, visit) else {
            return .page(
                receiptEntryPage(context, entered: visit.form, isUnknown: true), status: .unprocessableContent)
        }
        func show(_ model: ReceiptModel, errors: [String: String] = [:], lost: Int = 0) -> HTML {
            receiptPage(
                context, model, claim: claim, dates: .japanese(in: caller.record.house.zone), files: settings.mostFiles,
                megabytes: settings.longestFile / 1_048_576, once: Chance.system.token(),
                entered: errors.isEmpty ? Entered() : visit.form, errors: errors, lost: lost)
        }
        let matter = try await office.matterNow(claim.number)
        let (note, errors) = ReceiptForm.added(
            visit.form, context, by: Self.reporter, onBehalf: matter?.openedBy.onBehalf ?? "",
            files: visit.uploads.count)
        guard let note else { return .page(show(before, errors: errors), status: .unprocessableContent) }
        let network = Origin(address: visit.address).network
        if let wait = reportGate.take("added " + network, at: visit.now, most: settings.reportsPerTenMinutes) {
            var trouble = Trouble(.tooManyRequests, kind: "additions", retryAfter: wait)
            trouble.kept = Self.kept(visit.form)
            throw trouble
        }
        // A second click adds nothing a second time.
        let once = visit.form["once"]
        var lost = 0
        if await sent.begin(once) == nil {
            var added: String?
            defer { sent.end(once, matter: added) }
            try await office.perform(note, on: claim.number)
            added = claim.number
            lost = await takeWhatCan(
                visit.uploads, on: claim.number, by: Self.reporter, from: note.onBehalf, at: visit.now)
        }
        guard let after = try await receipt(claim, visit, hasJustAdded: true) else { throw Trouble(.notFound) }
        return .page(show(after, lost: lost))
    }

    /// What whoever knows the pass-phrase may see of a report; nil when the two do not fit.
    private func receipt(
        _ claim: ReceiptForm.Claim, _ visit: Visit, hasJustAdded: Bool = false
    ) async throws -> ReceiptModel? {
        let origin = Origin(address: visit.address, userAgent: visit.userAgent, device: nil)
        do throws(AccountFailure) {
            try receipts.prove(claim.number, passPhrase: claim.passPhrase, from: origin, at: visit.now)
        } catch {
            guard error == .refused else { throw error }
            return nil
        }
        // Whoever entered it: a report that was taken by telephone has a receipt like any other.
        guard let matter = try await office.matterNow(claim.number),
            try office.program(of: matter).rulebook.reporting.contains(where: { $0.matter == matter.kind })
        else { return nil }
        let events = try await shelf.events(of: matter, in: self)
        let wasOpened = try await !openings.of(matter: matter.id).isEmpty
        return ReceiptModel(
            matter: matter, events: events, wasOpened: wasOpened, person: Self.reporter, hasJustAdded: hasJustAdded)
    }
}
