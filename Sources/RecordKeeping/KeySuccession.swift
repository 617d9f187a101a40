// The entry that names the log's next key. It is the last one of its commit, because the checkpoint that covers
// it is the old key's last.

public import Governance
import Ledger
import Reports

extension RecordKeeper {
    /// Records that another key takes over, in a commit of its own.
    ///
    /// - Parameters:
    ///   - prepare: says what is to be recorded; called on the keeper's thread, between two commits.
    ///   - reply: gets the receipt once it is durable, on that thread, before anything else is recorded.
    public func succeed(
        actor: String, _ prepare: @escaping @Sendable () throws -> KeySucceeded, _ reply: @escaping Reply
    ) {
        exclusive(
            { [self] book in
                recordAlone(book, { [try book.record(.keySucceeded(prepare()), actor: actor)] }, reply)
                // It is answered already, once all knew of it.
                return {}
            }, refused: { reply(.failure(.closed($0))) })
    }
}

extension RecordBook {
    /// Admits and appends one event that no command proposes.
    func record(_ event: Event, actor: String) throws -> CommandReceipt {
        let moment = try moment()
        let admitted = try Governance.admit(event, in: &state)
        touch(event)
        let name = "key-succession-\(String(moment.entropy, radix: 36))"
        let context = AppendContext(
            actor: actor, recordedTime: LogInstant(milliseconds: Int(moment.instant.microseconds / 1_000)),
            commandId: name)
        let appended = try append(admitted, context)
        var receipt = CommandReceipt()
        (receipt.isChange, receipt.first, receipt.last) = (true, appended.seq, appended.seq)
        return receipt
    }
}
