// The daemon as commands see it: connected to, asked, and its errors put into words.

import Codec
import Control
import Governance
import Reports

/// A connection to the daemon, here or over ssh.
final class Daemon {
    let client: ControlClient
    private let remote: RemoteShell?
    private let host: String

    /// Connects.
    init(_ options: GlobalOptions) throws(Failure) {
        host = options.host ?? ""
        guard let host = options.host else {
            remote = nil
            do { client = try ControlClient(path: options.socketPath) } catch { throw Failure(error) }
            return
        }
        let shell = try RemoteShell(host: host, socket: options.socket)
        remote = shell
        client = ControlClient(reading: shell.output, writing: shell.input)
    }

    /// Calls a method that has one reply.
    ///
    /// - Parameter commandId: the name of the command that is sent; nil for what records nothing.
    func call(
        _ method: String, _ parameters: some FieldValue = NoParameters(), commandId: String? = nil
    ) throws(Failure) -> JSONObject {
        do { return try client.call(method, parameters) } catch { throw failure(error, commandId) }
    }

    /// Calls a method that has one reply, and reads it.
    func call<Reply: Record>(
        _ method: String, _ parameters: some FieldValue = NoParameters(), returning: Reply.Type
    ) throws(Failure) -> Reply {
        do { return try client.call(method, parameters, returning: Reply.self) } catch {
            throw failure(error, nil)
        }
    }

    /// Calls a method that has many replies, and hands each to `body` until that says to stop.
    func stream(
        _ method: String, _ parameters: some FieldValue = NoParameters(),
        _ body: (JSONObject) throws -> Void
    ) throws {
        do {
            var replies = try client.stream(method, parameters)
            while let reply = try replies.next() { try body(reply) }
        } catch let error as CallFailure {
            throw failure(error, nil)
        }
    }

    /// Reads a reply that has been kept as it came.
    func read<Reply: Record>(_ object: JSONObject, as _: Reply.Type) throws(Failure) -> Reply {
        do { return try Reply(json: object.bytes) } catch {
            throw Failure(CallFailure.unreadable("\(error)"))
        }
    }

    /// What went wrong; with another machine, what ssh says of it too.
    private func failure(_ error: CallFailure, _ commandId: String?) -> Failure {
        var failure = Failure(error, commandId: commandId)
        if case .connectionLost = error, let remote, let status = remote.waitForEnd(), status != 0 {
            failure.message = "The daemon cannot be reached on \(host): ssh ended with status \(status)."
            if commandId == nil {
                failure.details = ["`ssh \(host) minutectl status` shows whether it works there."]
            }
        }
        return failure
    }
}

extension Daemon {
    /// Asks a question.
    func ask<Asked: Question>(_ question: Asked) throws(Failure) -> Asked.Answer {
        let reply = try answer(to: question)
        return try read(reply, as: ReportReply<Asked.Answer>.self).report
    }

    /// Asks a question, and keeps the reply as it came.
    func answer<Asked: Question>(to question: Asked) throws(Failure) -> JSONObject {
        try call(Asked.fullMethod, question)
    }

    /// Has a command recorded.
    func record<Recorded: Command>(
        _ command: Recorded, _ options: CommandOptions
    ) throws(Failure) -> (receipt: CommandReceipt, reply: JSONObject) {
        var call = CommandCall<Recorded>()
        (call.command, call.options) = (command, options)
        let method = "\(InterfaceName.records.rawValue).\(Recorded.self)"
        let json = call.json
        guard json.count <= Submission.greatestSize else {
            return try recordInPieces("\(Recorded.self)", json, options)
        }
        let reply = try self.call(method, call, commandId: options.commandId)
        return (try read(reply, as: ReceiptReply.self).receipt, reply)
    }

    /// Has a command recorded that is too long for one call: it is uploaded, and then submitted by itself.
    private func recordInPieces(
        _ name: String, _ json: [UInt8], _ options: CommandOptions
    ) throws(Failure) -> (receipt: CommandReceipt, reply: JSONObject) {
        var named = NamedCommand()
        (named.command, named.parameters) = (name, JSONObject(json: json))
        var request = SubmitRequest()
        request.upload = try Upload.send(named.json, to: self)
        request.isDryRun = options.isDryRun
        let reply = try self.call(
            InterfaceName.records.method("Submit"), request, commandId: options.commandId)
        guard let receipt = try read(reply, as: SubmitReply.self).receipts.first else {
            throw Failure(.unreachable, "The daemon sent no receipt.")
        }
        return (receipt, JSONObject(receipt))
    }
}
