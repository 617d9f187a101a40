// minuted witness: cosigns a log's growth on any machine, a laptop or one that a USB stick is put into.

import ArgumentParser
import Evidence
import Glibc
import Publication

struct WitnessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Cosign new entries of a log, as its witness.",
        discussion: """
            A witness keeps the last size and root of each log it follows, and cosigns only what
            continues them, so nobody can be shown a different history. The log writes a request for its
            witness (c2sp.org/tlog-witness, add-checkpoint). Give the answer back to the log with
            minutectl log cosign.

            EXAMPLES
              minuted witness --directory ~/witness --init witness.example/leader
              minuted witness --directory ~/witness --follow log.vkey
              minuted witness --directory ~/witness request.txt > answer.txt

            EXIT STATUS
              0   cosigned; the answer is on standard output
              1   the witness cannot answer: a file is missing or in use
              4   refused; the reason is on standard error, with the HTTP status a web witness gives
            """)

    @Argument(help: ArgumentHelp("The request; - for standard input.", valueName: "request"))
    var request: String?

    @Option(help: ArgumentHelp("The directory that holds the witness's key and memory.", valueName: "dir"))
    var directory: String

    @Option(
        name: .customLong("init"),
        help: ArgumentHelp("Create a witness with this name, and print its public key.", valueName: "name"))
    var newName: String?

    @Option(
        help: ArgumentHelp(
            "Follow the log with this key; may be repeated.",
            discussion: "If the file lists a log's keys, a followed key is replaced by its successor.",
            valueName: "key"))
    var follow: [String] = []

    func run() throws {
        do {
            let store =
                try newName.map { try WitnessStore.create(directory, name: $0) }
                ?? WitnessStore(directory)
            if newName != nil { print(store.verifierKey) }
            for log in follow { try store.follow(KeyArgument.keys(log)) }
            if let request { try answer(request, store) }
            if request == nil, newName == nil, follow.isEmpty { print(store.verifierKey) }
        } catch let code as ExitCode {
            throw code
        } catch {
            KeyArgument.say("minuted: \(error)")
            throw ExitCode(1)
        }
    }

    private func answer(_ name: String, _ store: WitnessStore) throws {
        let limit = AddCheckpointRequest.maximumBytes
        let bytes =
            name == "-"
            ? try Files.read(STDIN_FILENO, path: "standard input", limit: limit) : try KeyArgument.file(name)
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let answer = try store.answer(bytes, time: UInt64(max(0, now.tv_sec)))
        switch answer {
        case .cosigned:
            try Files.write(answer.body, to: STDOUT_FILENO, path: "standard output")
        case .badRequest: try refuse(answer, "the request is malformed")
        case .unknownLog:
            try refuse(answer, "this witness does not follow the log: give its key with --follow")
        case .notSigned: try refuse(answer, "the checkpoint is not signed with the key that is followed")
        case .conflict(let size):
            try refuse(
                answer, "the last checkpoint cosigned has size \(size): ask for a request from that size")
        case .badProof:
            try refuse(
                answer,
                "the checkpoint does not continue what was cosigned: keep both, and ask the council why")
        }
    }

    private func refuse(_ answer: WitnessAnswer, _ reason: String) throws {
        KeyArgument.say("minuted: refused (\(answer.status)): \(reason)")
        throw ExitCode(4)
    }
}
