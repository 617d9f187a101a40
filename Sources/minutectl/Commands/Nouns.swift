// The nouns of the command line, in the order of the help.

import ArgumentParser

/// The subcommands of the root.
enum Nouns {
    // A type is looked up only when its noun is asked for: the runtime sets it up then.
    private static let all: [(name: String, command: @Sendable () -> any ParsableCommand.Type)] = [
        ("init", { InitCommand.self }), ("status", { StatusCommand.self }),
        ("search", { SearchCommand.self }), ("changes", { ChangesCommand.self }),
        ("calendar", { CalendarCommand.self }),
        ("constitution", { ConstitutionCommands.self }),
        ("council", { CouncilCommands.self }),
        ("person", { PersonCommands.self }), ("group", { GroupCommands.self }),
        ("office", { OfficeCommands.self }),
        ("body", { BodyCommands.self }), ("seat", { SeatCommands.self }),
        ("meeting", { MeetingCommands.self }),
        ("attendance", { AttendanceCommands.self }), ("absence", { AbsenceCommands.self }),
        ("interest", { InterestCommands.self }),
        ("agenda", { AgendaCommands.self }),
        ("minutes", { MinutesCommands.self }), ("paper", { PaperCommands.self }),
        ("decision", { DecisionCommands.self }), ("attachment", { AttachmentCommands.self }),
        ("record", { RecordCommands.self }),
        ("duty", { DutyCommands.self }), ("action", { ActionCommands.self }),
        ("matter", { MatterCommands.self }), ("notice", { NoticeCommands.self }),
        ("place", { PlaceCommands.self }),
        ("visit", { VisitCommands.self }), ("pledge", { PledgeCommands.self }),
        ("top-ten", { TopTenCommands.self }), ("statistic", { StatisticCommands.self }),
        ("question", { QuestionCommands.self }), ("report", { ReportCommands.self }),
        ("log", { LogCommands.self }),
        ("backup", { BackupCommand.self }),
        ("projection", { ProjectionCommands.self }), ("submit", { SubmitCommand.self }),
        ("bridge", { BridgeCommand.self }),
    ]

    static var names: [String] { all.map(\.name) }

    /// The subcommand of that name.
    static func command(named name: String) -> (any ParsableCommand.Type)? {
        all.first { $0.name == name }?.command()
    }

    /// The subcommands that arguments may mean: those whose name is among them, or all.
    ///
    /// Setting all of them up takes longer than asking the daemon, so that it is left out where it can be.
    static func named(in arguments: [String]) -> [any ParsableCommand.Type] {
        let words = Set(arguments.dropFirst())
        let named = all.filter { words.contains($0.name) }
        return (named.isEmpty || words.contains("help") ? all : named).map { $0.command() }
    }
}
