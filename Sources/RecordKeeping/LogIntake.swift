// Taking entries in from a file: restoring a log verbatim, and importing entries anew. Both go through the
// same rules as commands do.

import Codec
public import Governance
import Ledger
public import Reports

/// Why nothing was taken in.
public enum IntakeFailure: Error, Sendable {
    /// A line breaks a rule. Lines count from 1; 0 if it is none's fault.
    case refused(line: Int, Rejection)
    case unavailable(String)
}

/// The pieces of a file, one after the other; nil behind the last.
public typealias FilePieces = @Sendable () throws -> [UInt8]?

extension RecordKeeper {
    /// Puts a log verbatim into this one, which has to be empty: all of it or nothing.
    public func restore(
        _ pieces: @escaping FilePieces,
        _ reply: @escaping @Sendable (Result<ImportReport, IntakeFailure>) -> Void
    ) {
        let pieces = self.pieces(pieces)
        exclusive(
            { book in
                let result = Self.restore(pieces, book)
                return { reply(result) }
            }, refused: { reply(.failure(.unavailable($0))) })
    }

    private static func restore(_ pieces: FilePieces, _ book: RecordBook) -> Result<
        ImportReport, IntakeFailure
    > {
        do {
            var report = ImportReport()
            let restore = try Restore(into: book.writer) { envelope, bytes in
                if let rejection = try book.admit(restored: envelope, bytes) {
                    report.noteBeyond(RefusedLine(envelope.seq, rejection))
                }
            }
            var isFirst = true
            while let piece = try pieces() {
                // Some editors put a mark before text in UTF-8; it is no part of the first entry.
                let isMarked = isFirst && piece.starts(with: [0xEF, 0xBB, 0xBF])
                try restore.add(isMarked ? piece.dropFirst(3) : piece[...])
                isFirst = false
            }
            report.recorded = try restore.finish()
            return .success(report)
        } catch {
            book.startOver()
            if let failure = error as? IntakeFailure { return .failure(failure) }
            switch error as? RestoreError {
            case .refused(let line, let rule, let problem):
                return .failure(
                    .refused(
                        line: line,
                        Rejection(rule.rawValue, "line \(line)", "\(problem).", remedy: rule.remedy)))
            case .notEmpty(let last):
                return .failure(
                    .refused(
                        line: 0,
                        Rejection(
                            "empty-log", "log",
                            "A log can be restored only into an empty one, and this one has \(last) entries.",
                            remedy:
                                "Start a daemon with an empty state directory, or use `minutectl log import`."
                        )))
            case .finished, .append, nil: break
            }
            return .failure(.unavailable("\(error)"))
        }
    }

    /// Records the entries of a file anew: with today's recorded time and the real actor, the envelope that
    /// they had kept in `original…` attributes. A line that was imported before is left out.
    ///
    /// - Parameter keepsGoing: whether refused lines are left out; otherwise nothing enters if one is refused.
    public func importEntries(
        _ pieces: @escaping FilePieces, actor: String, keepsGoing: Bool,
        _ reply: @escaping @Sendable (Result<ImportReport, IntakeFailure>) -> Void
    ) {
        let pieces = self.pieces(pieces)
        exclusive(
            { book in
                let result = Self.importEntries(pieces, actor, keepsGoing, book)
                return { reply(result) }
            },
            refused: { reply(.failure(.unavailable($0))) })
    }

    /// From how many refused lines on an import is no import: it is another file, and others wait for the keeper.
    package static let mostLeftOut = 1_000

    private static func tooManyLeftOut(_ last: Rejection) -> Rejection {
        Rejection(
            "lines-left-out", last.record,
            "\(mostLeftOut) lines are refused. This one: \(last.message) Nothing was recorded.",
            remedy: "Check that this is the right file, or import it in parts.")
    }

    private static func importEntries(
        _ pieces: FilePieces, _ actor: String, _ keepsGoing: Bool, _ book: RecordBook
    ) -> Result<ImportReport, IntakeFailure> {
        var report = ImportReport()
        var lines = LineSplitter()
        var number = 0
        let before = book.state.directory
        do {
            try book.begin()
            while let batch = try lines.next(pieces) {
                for line in batch {
                    number += 1
                    do {
                        let isNew = try book.importLine(line, actor: actor)
                        if isNew { report.recorded += 1 } else { report.repeated += 1 }
                    } catch let rejection as Rejection {
                        guard keepsGoing else {
                            book.startOver(before)
                            return .failure(.refused(line: number, rejection))
                        }
                        report.refused.append(RefusedLine(number, rejection))
                        guard report.refused.count < mostLeftOut else {
                            book.startOver(before)
                            return .failure(.refused(line: number, tooManyLeftOut(rejection)))
                        }
                    }
                }
                try book.writer.spill()
            }
            try book.commit()
            return .success(report)
        } catch {
            book.startOver(before)
            return .failure(error as? IntakeFailure ?? .unavailable("\(error)"))
        }
    }
}

extension ImportReport {
    /// How many entries out of bounds are told apart.
    private static let mostBeyond = 100

    fileprivate mutating func noteBeyond(_ line: RefusedLine) {
        beyondCount = (beyondCount ?? 0) + 1
        if (beyond ?? []).count < Self.mostBeyond { beyond = (beyond ?? []) + [line] }
    }
}

extension RefusedLine {
    init(_ line: Int, _ rejection: Rejection) {
        self.init()
        (self.line, rule, message) = (line, rejection.rule, rejection.message)
    }
}

/// Cuts pieces of a file into lines.
struct LineSplitter {
    private var partial: [UInt8] = []
    private var isOver = false
    private var isFirst = true

    /// The lines that end in the next piece; behind the last piece the one without a line end; then nil.
    mutating func next(_ pieces: FilePieces) throws -> [[UInt8]]? {
        guard !isOver else { return nil }
        guard let piece = try pieces() else {
            isOver = true
            return partial.isEmpty ? nil : [partial]
        }
        // Some editors put a mark before text in UTF-8; it is no part of the first line.
        partial += isFirst && piece.starts(with: [0xEF, 0xBB, 0xBF]) ? piece.dropFirst(3) : piece[...]
        isFirst = false
        var lines: [[UInt8]] = []
        var start = partial.startIndex
        while let end = partial[start...].firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(Array(partial[start..<end]))
            start = end + 1
        }
        partial.removeFirst(start)
        return lines
    }
}
