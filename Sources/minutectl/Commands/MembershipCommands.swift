// minutectl person cease, elect: a councillor goes, another one comes, each in one command.

import ArgumentParser
import Governance

extension PersonCommands {
    struct Cease: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "person cease",
            discussion: """
                Ends every seat, office and group membership on that day. After death, resignation, \
                disqualification or six months without attending, it also records the casual vacancy (Local \
                Government Act 1972, sections 84 to 87), which `person elect` fills.

                EXAMPLES:
                  minutectl person cease okafor --on "28 September 2026" --why death
                  minutectl person cease "Jane Okafor" --on "28 September 2026" \\
                    --why resignation --reason "Letter of 27 September 2026"
                """)

        @Argument(help: "The councillor.", completion: .people) var person: String
        @Option(
            help: ArgumentHelp(
                "The first day on which they are no longer a councillor. (default: today)", valueName: "date")
        )
        var on: String?
        @Option(help: "Why.") var why: Ceasing
        @Option(help: ArgumentHelp("More about it, such as the date of the letter.", valueName: "text"))
        var reason: String?
        @OptionGroup var options: RecordingGroup

        func command() -> CeaseToBeMember {
            var command = CeaseToBeMember()
            (command.person, command.on, command.why, command.reason) = (person, on, why, reason)
            return command
        }
    }

    struct Elect: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "person elect",
            discussion: """
                Registers somebody new, gives them their seat on the Council and their group, and ends the vacancy. A \
                former councillor keeps their record.

                EXAMPLES:
                  minutectl person elect "Morgan Reed" --ward Parkside --group labour \\
                    --on "10 July 2026" --in-place-of grey
                  minutectl person elect "Morgan Reed" --on "7 May 2026"
                """)

        @Argument(help: "Their name, as it should be printed.") var name: String
        @Option(help: ArgumentHelp("Their first day in office. (default: today)", valueName: "date"))
        var on: String?
        @Option(help: "The ward or division that they represent.") var ward: String?
        @Option(help: "The political group that they join.") var group: String?
        @Option(help: ArgumentHelp("The member whose seat was vacant.", valueName: "person"))
        var inPlaceOf: String?
        @Option(help: "How the vacancy was filled. (default: by-election)") var how: VacancyFilling?
        @Option(help: "The capacity, if the Council has several.") var capacity: String?
        @Option(help: "The council, if the record has several.", completion: .bodies) var body: String?
        @Option(help: "An identifier for somebody new. (default: made from the name)") var id: String?
        @OptionGroup var options: RecordingGroup

        func command() throws -> ElectMember {
            var command = ElectMember()
            (command.name, command.on, command.ward, command.group) = (name, on, ward, group)
            (command.inPlaceOf, command.how, command.capacity) = (inPlaceOf, how, capacity)
            (command.body, command.person) = (body, try identifier(id))
            return command
        }
    }
}
