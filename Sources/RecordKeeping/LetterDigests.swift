// What a notice's letters fix: the checkpoint of the log that they print, whether they rest on what no source bears
// out, and the SHA-256 of each, by which what was told is kept word for word.

import Digests
import Governance
import Reports

/// Adds to a notice the log's checkpoint and the digest of each letter that it leads to.
struct LetterDigests {
    /// The last signed checkpoint, which may leave the building; nil where nobody signs.
    let checkpoint: @Sendable () throws -> String?

    /// - Parameter weakest: the weakest provenance among the entries of records.
    func finishing(
        _ event: Event, in state: State, weakest: (Set<Stream>) throws(Rejection) -> ProvenanceKind?
    ) throws(Rejection) -> Event {
        switch event {
        case .noticeIssued(var it):
            it.provenance = try weakest(state.directory.records(behindLettersOf: it))
            it.checkpoint = try printed(on: it.stream)
            let value = NoticeValue(it)
            for index in it.recipients.indices where it.recipients[index].person != nil {
                it.recipients[index].letter = Self.digest(value.letter(to: value.recipients[index]))
            }
            return .noticeIssued(it)
        case .noticeFollowedUp(var it):
            guard let notice = state.notices[it.notice], let issued = notice.issued else { return event }
            let records = state.directory.records(behindLettersOf: it, to: issued)
            it.provenance = [try weakest(records), issued.provenance].compactMap(\.self).max()
            it.checkpoint = try printed(on: it.stream)
            var value = NoticeValue(issued)
            value.followUps = notice.followUps.map { FollowUpValue($0) }
            let followUp = FollowUpValue(it)
            for index in it.recipients.indices {
                let letter = value.letter(of: followUp, to: followUp.recipients[index])
                it.recipients[index].letter = Self.digest(letter)
            }
            return .noticeFollowedUp(it)
        default:
            return event
        }
    }

    /// No checkpoint may be printed before the head that covers it is on disk; so none, no letter.
    private func printed(on stream: Stream) throws(Rejection) -> String? {
        do { return try checkpoint() } catch {
            throw Rejection(
                "head-written", stream.text,
                "The letters print the log's checkpoint, which cannot be given out while its head cannot be written:"
                    + " \(error).",
                remedy: "Repair the directory of the head, then issue the notice.")
        }
    }

    /// The SHA-256 of a letter as text, in hexadecimal.
    static func digest(_ letter: String) -> String {
        SHA256.hash(Array(letter.utf8)).hex
    }
}
