// The digests of a notice's letters: what was told is kept word for word, by its SHA-256.

import Crypto
import Governance
import Reports

/// Adds to a notice the digest of each letter that it leads to.
enum LetterDigests {
    static func finishing(_ event: Event, in state: State) -> Event {
        switch event {
        case .noticeIssued(var it):
            let value = NoticeValue(it)
            for index in it.recipients.indices where it.recipients[index].person != nil {
                it.recipients[index].letter = digest(value.letter(to: value.recipients[index]))
            }
            return .noticeIssued(it)
        case .noticeFollowedUp(var it):
            guard let issued = state.notices[it.notice]?.issued else { return event }
            let (value, followUp) = (NoticeValue(issued), FollowUpValue(it))
            for index in it.recipients.indices {
                let letter = value.letter(of: followUp, to: followUp.recipients[index])
                it.recipients[index].letter = digest(letter)
            }
            return .noticeFollowedUp(it)
        default:
            return event
        }
    }

    /// The SHA-256 of a letter as text, in hexadecimal.
    static func digest(_ letter: String) -> String {
        SHA256.hash(data: Array(letter.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
