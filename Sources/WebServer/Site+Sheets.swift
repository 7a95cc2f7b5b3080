import Engine
import HTTPTypes
import Notation
import Pages
import ReadModels
import Rules
import Services

extension Site {
    static let sheetHandlers: [Route: Dispatcher.Handler] = [
        .sheets: { site, visit, caller in
            let words = try site.wordsInForce(caller)
            let posts = words.program.rulebook.posts.filter { !$0.outside }
            return .page(
                sheetsPage(
                    site.context(visit, caller), posts: posts.map { Input.Option($0.id.text, words.post($0.id.text)) }))
        },
        .postSheet: { site, visit, caller in
            let words = try site.wordsInForce(caller)
            let contacts = Contact.all(of: caller.record.house, words: words)
            guard let model = PostSheetModel(Name(visit["post"]), words: words, contacts: contacts, at: visit.now)
            else { throw Trouble(.notFound) }
            let isFollowing = visit.query["part"] == "following"
            return .page(postSheetPage(site.context(visit, caller), model, isFollowing: isFollowing))
        },
        .contactSheet: { site, visit, caller in
            let words = try site.wordsInForce(caller)
            let stamp = SheetStamp(words: words, today: visit.now.day(in: caller.record.house.zone))
            return .page(
                contactSheetPage(
                    site.context(visit, caller), Contact.all(of: caller.record.house, words: words), stamp: stamp))
        },
        .reportSheet: { site, visit, caller in
            let words = try site.wordsInForce(caller)
            let rulebook = words.program.rulebook
            // Whether there is danger stands on every sheet already.
            let outside = rulebook.reporting.first?.outside
            let model = ReportSheetModel(
                facts: rulebook.facts.filter { $0.id == outside }, words: words,
                contacts: Contact.all(of: caller.record.house, words: words), at: visit.now)
            return .page(reportSheetPage(site.context(visit, caller), model))
        },
    ]
}
