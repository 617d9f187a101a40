// minutectl body: council, cabinet, boards, panels, partnerships and their terms of reference.

import ArgumentParser
import Governance
import Reports

/// The noun `body`.
struct BodyCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "body", abstract: "Keep bodies and their terms of reference.",
        subcommands: [
            List.self, Show.self, Establish.self, Rename.self, AdoptTermsFile.self, Merge.self, Dissolve.self,
            Correct.self, Map.self,
        ])
}

extension BodyCommands {
    struct List: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "body list",
            discussion: """
                --named-membership lists the bodies whose terms of reference require named councillors, and \
                who they are. The Council itself is left out, because its members are elected.

                EXAMPLES:
                  minutectl body list
                  minutectl body list --named-membership --as-at "1 October 2007"
                """)
        @Flag(help: "Only bodies that require named councillors.") var namedMembership = false
        @OptionGroup var asking: AskingOptions

        func question() -> BodiesQuestion {
            var question = BodiesQuestion()
            question.namedMembership = namedMembership ? true : nil
            return question
        }
    }

    struct Map: AskingCommand {
        static let configuration = CommandConfiguration(
            verb: "body map",
            discussion: """
                EXAMPLES:
                  minutectl body map
                  minutectl body map --body malap --as-at "1 October 2007"
                """)

        @Option(help: "Only links of this body.", completion: .bodies) var body: String?
        @OptionGroup var asking: AskingOptions

        func question() -> BodyMapQuestion {
            var question = BodyMapQuestion()
            question.body = body
            return question
        }
    }

    struct Show: AskingCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a body and its terms of reference.",
            discussion: """
                EXAMPLES:
                  minutectl body show planning
                  minutectl body show malap --as-at "20 September 2007"
                """)
        static let isDetailed = true

        @Argument(help: "A name, an alias or the start of an identifier.", completion: .bodies) var body:
            String
        @OptionGroup var asking: AskingOptions

        func question() -> BodiesQuestion {
            var question = BodiesQuestion()
            question.body = body
            return question
        }
    }

    struct Establish: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "body establish",
            discussion: """
                EXAMPLE:
                  minutectl body establish "Climate Working Group" --kind informal \\
                    --advises cabinet --from "September 2026"
                """)

        @Argument(help: "The name.") var name: String
        @Option(name: .customLong("alias"), help: "Another name for it; may be repeated.")
        var aliases: [String] = []
        @Option(help: "The kind of body.") var kind: BodyKind
        @Option(help: "The body that it advises or works alongside.") var advises: String?
        @Option(help: ArgumentHelp("The first day it existed. (default: not known)", valueName: "date"))
        var from: String?
        @Option(help: "An identifier. (default: made from the name)") var id: String?
        @OptionGroup var options: RecordingGroup

        func command() throws -> EstablishBody {
            var command = EstablishBody()
            (command.name, command.aliases, command.kind) = (name, aliases, kind)
            (command.advises, command.from, command.body) = (advises, from, try identifier(id))
            return command
        }
    }

    struct Rename: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "body rename",
            discussion: """
                The identifier stays the same, and the former name becomes an alias.

                EXAMPLE:
                  minutectl body rename malap "Corporate Parenting Board" \\
                    --reason "Cabinet, 7 July 2026"
                """)

        @Argument(help: "The body.", completion: .bodies) var body: String
        @Argument(help: "The new name.") var name: String
        @Option(name: .customLong("alias"), help: "Another name for it; may be repeated.")
        var aliases: [String] = []
        @OptionGroup var why: ReasonOption
        @OptionGroup var options: RecordingGroup

        func command() -> RenameBody {
            var command = RenameBody()
            (command.body, command.name) = (body, name)
            (command.aliases, command.reason) = (aliases, why.reason)
            return command
        }
    }

    struct AdoptTermsFile: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "body terms",
            discussion: """
                The file has the terms of reference in YAML or JSON, as in a constitution:

                  powers: advises
                  cadence: bi-monthly
                  quorum: 3
                  seats:
                    - {capacity: councillor, count: 8, named: true}
                  nonattendance:
                    {consecutive: 2, months: 12, atleast: 3, apologiescount: true}

                EXAMPLE:
                  minutectl body terms grants-panel terms.yaml --from "1 October 2026"
                """)

        @Argument(help: "The body.", completion: .bodies) var body: String
        @Argument(help: "The terms, in YAML or JSON; - for standard input.", completion: .file())
        var file: String
        @OptionGroup var when: FromOption
        @OptionGroup var options: RecordingGroup

        func command() throws -> AdoptTerms {
            var command = AdoptTerms()
            (command.body, command.from) = (body, when.from)
            command.terms = try SourceDocument(file: file).read(Terms.self)
            return command
        }
    }

    struct Merge: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "body merge",
            discussion: """
                The day is the first on which the body no longer exists separately.

                EXAMPLE:
                  minutectl body merge "Grants Panel" --into corporate-parenting-panel \\
                    --on "1 October 2026"
                """)

        @Argument(help: "The body that ends.", completion: .bodies) var body: String
        @Option(help: "The body that continues.") var into: String
        @OptionGroup var when: OnOption
        @OptionGroup var options: RecordingGroup

        func command() -> MergeBody {
            var command = MergeBody()
            (command.body, command.into, command.on) = (body, into, when.on)
            return command
        }
    }

    struct Dissolve: RecordingCommand {
        static let configuration = CommandConfiguration(
            verb: "body dissolve",
            discussion: """
                The day is the first on which the body no longer exists.

                EXAMPLE:
                  minutectl body dissolve "Grants Panel" --on "1 October 2026"
                """)

        @Argument(help: "The body.", completion: .bodies) var body: String
        @OptionGroup var when: OnOption
        @Option(help: ArgumentHelp("The reason.", valueName: "text")) var reason: String?
        @OptionGroup var options: RecordingGroup

        func command() -> DissolveBody {
            var command = DissolveBody()
            (command.body, command.on, command.reason) = (body, when.on, reason)
            return command
        }
    }
}
