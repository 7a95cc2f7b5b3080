import Accounts
import Engine
import Journaling
import Logging
import Notation
import Pages
import ReadModels
import Rules
import Services
import Synchronization

/// Everything that the web application of one organisation works with.
///
/// Handlers are its methods, in a file for each part of the house. It is put together by the composition of the
/// program, and by tests with another clock.
public final class Site: Sendable {
    let office: Office
    let journal: any Journal
    let signIn: SignIn
    let drafts: Drafts
    let openings: Openings
    let receipts: Receipts
    let formKey: FormKey
    let settings: ServerSettings
    /// The memory that forms under way may take.
    let formBudget: FormBudget
    let demoSignIns: [SignInModel.Demo]
    let ledger: @Sendable (EditionKey) throws -> Ledger
    let log: Logger
    /// Where files lie while they come in.
    let uploads: String
    let scenarios: @Sendable (EditionKey) throws -> [Clause.ID: [String]]
    let index: any MatterIndex
    let indexing: MatterIndexing
    let evidence: EvidenceStore
    let doors = Doors()
    let kept = Kept()
    let views = Views()
    let shelf = MatterShelf()
    let books = BookShelf()
    let verifying = Verifying()
    let reportGate = ReportGate()
    let sent = SentReports()
    let prepared = Atomic(false)

    /// What a site is made of.
    public struct Parts: Sendable {
        /// The record and its rules.
        public var office: Office
        /// The journal behind it, for the pages that show and verify it.
        public var journal: any Journal
        /// Accounts and sessions.
        public var signIn: SignIn
        /// What is typed and not sent.
        public var drafts: Drafts
        /// Who has opened what.
        public var openings: Openings
        /// Receipts of reports.
        public var receipts: Receipts
        /// The key by which forms are known to be ours.
        public var formKey: FormKey
        /// The sentences of an edition's ledger.
        public var ledger: @Sendable (EditionKey) throws -> Ledger
        /// The titles of the scenarios of an edition, by the clauses that they show; asked once for each edition.
        public var scenarios: @Sendable (EditionKey) throws -> [Clause.ID: [String]]
        /// The lists of matters.
        public var index: any MatterIndex
        /// What keeps them up with the journal.
        public var indexing: MatterIndexing
        /// The files of matters.
        public var evidence: EvidenceStore
        /// A folder for files while they come in; emptied at the start.
        public var uploads: String

        /// Puts the parts side by side.
        public init(
            office: Office, journal: any Journal, signIn: SignIn, drafts: Drafts, openings: Openings,
            receipts: Receipts, formKey: FormKey, ledger: @escaping @Sendable (EditionKey) throws -> Ledger,
            scenarios: @escaping @Sendable (EditionKey) throws -> [Clause.ID: [String]] = { _ in [:] },
            index: any MatterIndex, indexing: MatterIndexing, evidence: EvidenceStore, uploads: String
        ) {
            self.office = office
            self.journal = journal
            self.signIn = signIn
            self.drafts = drafts
            self.openings = openings
            self.receipts = receipts
            self.formKey = formKey
            self.ledger = ledger
            self.scenarios = scenarios
            self.index = index
            self.indexing = indexing
            self.evidence = evidence
            self.uploads = uploads
        }
    }

    /// Makes a site of its parts.
    public init(
        _ parts: Parts, settings: ServerSettings, demoSignIns: [SignInModel.Demo] = [], log: Logger
    ) {
        self.demoSignIns = demoSignIns
        office = parts.office
        journal = parts.journal
        signIn = parts.signIn
        drafts = parts.drafts
        openings = parts.openings
        receipts = parts.receipts
        formKey = parts.formKey
        ledger = parts.ledger
        scenarios = parts.scenarios
        index = parts.index
        indexing = parts.indexing
        evidence = parts.evidence
        uploads = parts.uploads
        self.settings = settings
        self.log = log
        formBudget = FormBudget(most: 32 * settings.longestForm)
    }
}
