// minutectl decision vote: who moved and seconded a resolution, and how the members voted.

import ArgumentParser
import Governance

extension DecisionCommands {
    struct Vote: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "decision vote",
            discussion: """
                Give numbers for a show of hands, names for a recorded vote. To replace what was recorded \
                before, give it again with a reason. A casting vote is included in the numbers: 3 \
                to 3 and the chair's casting vote for it is 4 to 3.

                EXAMPLES:
                  minutectl decision vote green-belt 1 --mover smith --seconder khan \\
                    --for 5 --against 2
                  minutectl decision vote green-belt 2 --members-for okafor khan patel \\
                    --members-against smith brown lee --reason "The minutes name them"
                  minutectl decision vote green-belt 1 --for 4 --against 3 \\
                    --casting-for brown
                  minutectl decision vote green-belt 1 --groups-for labour green \\
                    --groups-against conservative --except lee
                """)

        @OptionGroup var which: ResolutionArguments
        @Option(help: ArgumentHelp("Who moved it.", valueName: "person")) var mover: String?
        @Option(help: ArgumentHelp("Who seconded it.", valueName: "person")) var seconder: String?
        @Option(name: .customLong("for"), help: ArgumentHelp("How many voted for it.", valueName: "number"))
        var inFavour: Int?
        @Option(help: ArgumentHelp("How many voted against it.", valueName: "number")) var against: Int?
        @Option(help: ArgumentHelp("How many abstained.", valueName: "number")) var abstained: Int?
        @Option(parsing: .upToNextOption, help: ArgumentHelp("Who voted for it.", valueName: "person"))
        var membersFor: [String] = []
        @Option(parsing: .upToNextOption, help: ArgumentHelp("Who voted against it.", valueName: "person"))
        var membersAgainst: [String] = []
        @Option(parsing: .upToNextOption, help: ArgumentHelp("Who abstained.", valueName: "person"))
        var membersAbstained: [String] = []
        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp("Groups whose members at the meeting voted for it.", valueName: "group"))
        var groupsFor: [String] = []
        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp("Groups whose members at the meeting voted against it.", valueName: "group"))
        var groupsAgainst: [String] = []
        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp("Groups whose members at the meeting abstained.", valueName: "group"))
        var groupsAbstained: [String] = []
        @Option(
            parsing: .upToNextOption,
            help: ArgumentHelp(
                "Members of these groups to leave out of their group's vote.", valueName: "person"))
        var except: [String] = []
        @Option(
            help: ArgumentHelp("Who presided and gave a casting vote for it.", valueName: "person"))
        var castingFor: String?
        @Option(
            help: ArgumentHelp("Who presided and gave a casting vote against it.", valueName: "person"))
        var castingAgainst: String?
        @Option(
            name: [.long, .customLong("why")],
            help: ArgumentHelp("Why the earlier vote is replaced.", valueName: "text"))
        var reason: String?
        @OptionGroup var options: RecordingGroup

        func validate() throws {
            guard castingFor == nil || castingAgainst == nil else {
                throw ValidationError("A casting vote is either for or against. Give one of them.")
            }
        }

        func command() -> RecordVote {
            var command = RecordVote()
            (command.decision, command.number) = (which.decision, which.number)
            (command.mover, command.seconder, command.reason) = (mover, seconder, reason)
            (command.inFavour, command.against, command.abstained) = (inFavour, against, abstained)
            (command.membersFor, command.membersAgainst) = (membersFor, membersAgainst)
            command.membersAbstained = membersAbstained
            (command.groups.inFavour, command.groups.against) = (groupsFor, groupsAgainst)
            (command.groups.abstained, command.groups.except) = (groupsAbstained, except)
            command.castingBy = castingFor ?? castingAgainst
            if command.castingBy != nil { command.castingVote = castingFor == nil ? .against : .inFavour }
            return command
        }
    }
}
