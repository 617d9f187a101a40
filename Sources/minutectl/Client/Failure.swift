// Why a command fails, in words that say what to do next.

import Codec
import Control
import Governance

/// Why a command did not do what it was asked to.
struct Failure: Error, Equatable {
    var status: ExitStatus
    /// What is wrong, in a sentence.
    var message: String
    /// Further lines: what to do, what may have been meant.
    var details: [String] = []
    /// The rule that it breaks, such as `seat-free`.
    var rule = ""
    /// Where in the parameters it is wrong, outermost first, if the daemon names a field.
    var path: [String] = []
    /// The record that a rule was broken about, such as `body/malap`.
    var record = ""
    /// Which command of a submission it is about, from 0.
    var command: Int?
    /// Everything that is wrong with a document that was sent.
    var problems: [DocumentProblem] = []
    /// The same with the lines of the file.
    var placed: [PlacedProblem] = []

    init(_ status: ExitStatus, _ message: String, _ details: [String] = []) {
        self.status = status
        self.message = message
        self.details = details
    }

    /// The failure as text, a line end behind each line.
    ///
    /// - Parameter isVerbose: whether the rule's name and the record's are said as well.
    func text(isVerbose: Bool = false) -> String {
        let place = isVerbose && !rule.isEmpty ? ["Rule \(rule), record \(record)."] : []
        return ([message] + place + details).map { Screen.harmless($0) + "\n" }.joined()
    }

    /// Says it as the command's options ask for: in words, or as JSON for a script.
    func show(on descriptor: FileDescriptor, _ options: GlobalOptions?) {
        if options?.output == .json {
            let document = try? JSONDocument(JSONObject(FailureReport(self)).bytes)
            return descriptor.write((document?.root.indented ?? "") + "\n")
        }
        let screen = Screen(descriptor)
        let lines = text(isVerbose: options?.verbose ?? false)
            .split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let first = screen.isColored ? "\u{1B}[1;31m\(lines[0])\u{1B}[0m" : String(lines[0])
        descriptor.write("\(first)\n\(lines.count > 1 ? lines[1] : "")")
    }
}

/// A failure as JSON. Members may come to it; those that are there stay.
struct FailureReport: Record {
    var exitstatus = 0
    var message = ""
    var details: [String] = []
    var rule: String?
    var record: String?
    var problems: [PlacedProblem]?

    init() {}

    init(_ failure: Failure) {
        exitstatus = Int(failure.status.rawValue)
        message = failure.message
        details = failure.details
        if !failure.rule.isEmpty { (rule, record) = (failure.rule, failure.record) }
        if !failure.placed.isEmpty { problems = failure.placed }
    }

    mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(FieldError) {
        try coder.field("exitstatus", &exitstatus, "The command's exit status.")
        try coder.field("message", &message, "What is wrong, in a sentence.")
        try coder.field("details", &details, "What to do, and what you may have meant, a line each.")
        try coder.field("rule", &rule, "The rule that was broken.")
        try coder.field("record", &record, "The record it was broken about.")
        try coder.field("problems", &problems, "Everything that is wrong with a file, with its lines.")
    }
}

extension Failure {
    /// A rule refuses it.
    init(_ rejection: Rejection) {
        self.init(.refused, rejection.message)
        if !rejection.remedy.isEmpty { details.append(rejection.remedy) }
        if !rejection.candidates.isEmpty {
            details += ["Choose from:"] + rejection.candidates.map { "  \($0)" }
        }
        (rule, record) = (rejection.rule, rejection.record)
        path = Self.path(inMessage: rejection.message)
        problems = rejection.problems ?? []
    }

    /// The socket cannot be opened.
    init(_ error: ConnectError) {
        self.init(.unreachable, "The daemon cannot be reached at \(error.path): \(error.problem).")
        details = [Self.remedy(error)]
    }

    private static func remedy(_ error: ConnectError) -> String {
        switch error.kind {
        case .notThere, .refused:
            "Start it with `systemctl start minuted.socket`. `systemctl status minuted` shows why it stopped."
        case .notPermitted:
            "Ask the administrator to add you to the group that may open the socket "
                + "(`ls -l \(error.path)` shows which), then log in again."
        case .timedOut, .pathTooLong, .other: error.hint
        }
    }

    /// A call has no reply, or an error for one.
    ///
    /// - Parameter commandId: the name under which a command was sent; nil for a query.
    init(_ failure: CallFailure, commandId: String? = nil) {
        switch failure {
        case .refused(let reply): self.init(reply)
        case .unreadable:
            self.init(
                .unreachable, "\(failure).".capitalizedFirst,
                ["The daemon may have another version than minutectl. `minutectl status` shows its version."])
        case .connectionLost, .timedOut, .busy:
            self.init(.unreachable, "\(failure).".capitalizedFirst)
            if let commandId {
                details = [
                    "It is not known whether the command was recorded. Run it again with "
                        + "`--command-id \(commandId)`. It is recorded only once."
                ]
            } else {
                details = ["Check the daemon with `systemctl status minuted`, then try again."]
            }
        }
    }

    /// The daemon answers with an error.
    private init(_ reply: VarlinkErrorReply) {
        switch reply.name.split(separator: ".").last {
        case "Refused":
            guard let refused = try? reply.read(RefusedReply.self) else { break }
            self.init(refused.rejection)
            command = refused.command
            return
        case "RoleMissing":
            guard let missing = try? reply.read(RoleMissingReply.self) else { break }
            self.init(
                .refused,
                "This needs the role \(missing.role.rawValue), which you (\(missing.you)) do not have.",
                ["Ask the administrator, who gives roles to users and groups in minuted.yaml."])
            return
        case "Unavailable":
            guard let unavailable = try? reply.read(UnavailableReply.self) else { break }
            self.init(
                .unreachable, unavailable.reason.capitalizedFirst,
                ["`minutectl status` says how the daemon is."])
            return
        case "InvalidParameter":
            let place = Self.parameter(of: reply)
            self.init(.refused, "The daemon cannot use the field \(place).")
            path = Self.steps(of: place)
            return
        case "MethodNotFound", "InterfaceNotFound", "MethodNotImplemented":
            self.init(
                .refused, "The daemon does not know this command.",
                ["It may be older than minutectl. `minutectl status` shows its version."])
            return
        default: break
        }
        self.init(.refused, "The daemon replied with an error: \(reply).")
    }
}

// MARK: - Places in parameters

extension Failure {
    private static func parameter(of reply: VarlinkErrorReply) -> String {
        let document = try? JSONDocument(reply.parameters.bytes)
        return document?.root["parameter"]?.string ?? "?"
    }

    /// The steps of a place as messages write it: `entries[3].status`.
    static func steps(of place: String) -> [String] {
        place.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
    }

    /// The place in the message of a refused field, as ``Rejection/badField(_:in:)`` words it.
    private static func path(inMessage message: String) -> [String] {
        let start = "The field "
        guard message.hasPrefix(start) else { return [] }
        let rest = message.dropFirst(start.count)
        return steps(of: String(rest.prefix { $0 != " " }))
    }
}

extension String {
    /// With its first letter in upper case.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
