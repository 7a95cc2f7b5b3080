import ArgumentParser

/// The command line of Shodo.
public struct Shodo: AsyncParsableCommand {
    /// What it is called and which verbs it has.
    public static let configuration = CommandConfiguration(
        commandName: "shodo",
        abstract: "初動: runs an organisation's written procedure.",
        discussion: """
            Exit codes: 0 done · 1 the answer is no (a check, a test, a verification failed) · 2 refused by the rules \
            · 64 the command line is wrong · 74 the folder or a file cannot be used.
            """,
        subcommands: [
            InitCommand.self, DemoCommand.self, ServeCommand.self, ReportCommand.self, MatterCommand.self,
            RegisterCommand.self, EvidenceCommand.self, OrganisationCommand.self, PostCommand.self,
            RetentionCommand.self, RulebookCommand.self, ScenarioCommand.self, VerifyCommand.self, RebuildCommand.self,
            BackupCommand.self, RestoreCommand.self,
            MigrateCommand.self,
        ])

    /// Makes the command; the arguments are filled in by the parser.
    public init() {}
}

/// How data is printed.
enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

struct FormatOption: ParsableArguments {
    @Option(name: .long, help: "text or json.")
    var format: Format = .text
}
