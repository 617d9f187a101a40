// Appends to a log until something stops it, and says after each commit how far it got. The fault tests
// run it as a process of its own, because they kill it and make its system calls fail.
//
//     ledger-faults DIRECTORY BATCH [LIMIT]
//
// Prints "ack N" when the entries up to N are acknowledged. Exits with 10 if a batch was rolled back for
// certain, with 11 if it is not known whether it was committed, with 12 if the log could not be opened.

import Glibc
import Governance
import Ledger

func say(_ text: String) {
    // Straight to the pipe: what stands in a buffer when the process is killed was never said.
    let line = Array((text + "\n").utf8)
    write(STDOUT_FILENO, line, line.count)
}

func fail(_ code: Int32, _ error: any Error) -> Never {
    say("error \(error)")
    exit(code)
}

/// Appends one batch; its entries go to streams of their own, so that any of them may have been lost.
func appendBatch(_ writer: LedgerWriter, of count: Int) throws(AppendError) {
    let now = LogInstant(milliseconds: Int(time(nil)) * 1_000)
    try writer.begin()
    for _ in 0..<count {
        let number = writer.lastSeq + 1
        let context = AppendContext(
            actor: "uid:0(root)", recordedTime: now, commandId: "c-\(number)",
            commandDigest: String(repeating: "01", count: 32))
        if writer.source == nil {
            _ = try writer.found(
                Genesis(council: "faults", name: "Faults", origin: "minuted.example/faults"), context)
        } else {
            let text = String(repeating: "x", count: number * 37 % 900)
            let draft = Draft(
                type: "org.minuted.meeting.scheduled", stream: "meeting/m-\(number)", streamVersion: 1,
                time: now.description, data: Array(#"{"text":"\#(text)"}"#.utf8))
            _ = try writer.append(draft, context)
        }
    }
    try writer.commit()
}

let arguments = CommandLine.arguments
guard arguments.count >= 3, let batch = Int(arguments[2]) else {
    say("usage: ledger-faults DIRECTORY BATCH [LIMIT]")
    exit(2)
}
let limit = arguments.count > 3 ? Int(arguments[3]) ?? .max : .max
let store: LedgerStore
let writer: LedgerWriter
do {
    store = try LedgerStore.open(directory: arguments[1])
    writer = try store.makeWriter()
} catch { fail(12, error) }
say("ready")
do throws(AppendError) {
    while writer.lastSeq < limit {
        try appendBatch(writer, of: batch)
        say("ack \(writer.lastSeq)")
    }
} catch .commitOutcomeUnknown(let failure) {
    fail(11, failure)
} catch {
    fail(10, error)
}
