extension Route {
    // What everybody may ask for.
    public static let home = get("/", .anybody, states: .empty)
    public static let report = get("/report", .anybody, states: .error)
    public static let sendReport = post("/report", .anybody)
    public static let received = get("/received", .receipt)
    public static let receipt = get("/receipt", .anybody, states: .error)
    public static let openReceipt = post("/receipt", .receipt)
    public static let addToReport = post("/receipt/add", .receipt)
    public static let signInForm = get("/sign-in", .anybody, states: .error)
    public static let signIn = post("/sign-in", .anybody)
    public static let signOut = post("/sign-out", .anybody)
    public static let link = get("/link/{token}", .anybody, states: .error)
    public static let redeemLink = post("/link/{token}", .anybody)
    public static let asset = get("/assets/{name}", .anybody, .asset)
    public static let health = get("/healthz", .anybody, .json)
    public static let ready = get("/readyz", .anybody, .json)

    // What whoever has signed in may ask for.
    public static let duties = get("/duties", .person, states: .empty)
    public static let matters = get("/matters", .person, states: .empty)
    public static let saveView = post("/matters/views", .person)
    public static let newMatter = get("/matters/new", .person, states: .error)
    public static let openMatter = post("/matters/new", .person)
    public static let matter = get("/matters/{matter}", .seeMatter, states: .empty)
    public static let matterEntries = get("/matters/{matter}/entries", .seeMatter)
    public static let matterChanges = get("/matters/{matter}/changes", .seeMatter, .json)
    public static let matterPaper = get("/matters/{matter}/papers/{paper}", .seeMatter)
    public static let matterFile = get("/matters/{matter}/files/{file}", .seeMatter, .file)
    public static let addFile = post("/matters/{matter}/files", .actOnMatter)
    public static let act = get("/matters/{matter}/acts/{key}", .actOnMatter, states: .refused, .error)
    public static let doAct = post("/matters/{matter}/acts/{key}", .actOnMatter)
    public static let registers = get("/registers", .person, states: .empty)
    public static let register = get("/registers/{register}", .seeRegister, states: .empty)
    public static let newRow = get("/registers/{register}/rows/new", .writeRegister, states: .error)
    public static let addRow = post("/registers/{register}/rows/new", .writeRegister)
    public static let row = get("/registers/{register}/rows/{row}", .seeRegister)
    public static let amendRowForm = get("/registers/{register}/rows/{row}/amend", .writeRegister, states: .error)
    public static let amendRow = post("/registers/{register}/rows/{row}/amend", .writeRegister)
    public static let closeRowForm = get("/registers/{register}/rows/{row}/close", .writeRegister, states: .error)
    public static let closeRow = post("/registers/{register}/rows/{row}/close", .writeRegister)
    public static let rulebook = get("/rulebook", .person)
    public static let clause = get("/rulebook/clauses/{clause}", .person)
    public static let readings = get("/rulebook/readings", .person)
    public static let people = get("/people", .seePeople)
    public static let managePeople = post("/people", .managePeople)
    public static let person = get("/people/{person}", .seePeople)
    public static let postHolders = get("/posts/{post}", .seePeople)
    public static let sheets = get("/sheets", .person)
    public static let postSheet = get("/sheets/posts/{post}", .person)
    public static let contactSheet = get("/sheets/contacts", .person)
    public static let reportSheet = get("/sheets/report", .person)
    public static let journal = get("/journal", .seeJournal)
    public static let verifyJournal = post("/journal/verify", .seeJournal)
    public static let account = get("/account", .person, states: .error)
    public static let changeAccount = post("/account", .person)
    public static let confirmForm = get("/confirm", .person, states: .error)
    public static let confirm = post("/confirm", .person)
    public static let saveDraft = Route(.post, "/drafts/{form}", .person, .json)
    public static let administration = get("/administration", .administer, states: .error)
    public static let administer = post("/administration", .administer)

    /// Every route there is.
    public static let all: [Route] = [
        home, report, sendReport, received, receipt, openReceipt, addToReport, signInForm, signIn, signOut, link,
        redeemLink, asset, health, ready, duties, matters, saveView, newMatter, openMatter, matter, matterEntries,
        matterChanges, matterPaper, matterFile, addFile, act, doAct, registers, register, newRow, addRow, row,
        amendRowForm, amendRow, closeRowForm, closeRow, rulebook, clause, readings, people, managePeople, person, postHolders, sheets, postSheet,
        contactSheet, reportSheet, journal, verifyJournal, account, changeAccount, confirmForm, confirm, saveDraft,
        administration, administer,
    ]
}
