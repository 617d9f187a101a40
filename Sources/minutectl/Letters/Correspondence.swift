// Letters as they go out: as text, as a page, as a mail.

import ArgumentParser
import Glibc
import Governance
import Letters
import Reports

/// In which form a letter is shown.
enum LetterFormat: String, CaseIterable, ExpressibleByArgument {
    case text, html, csv, json, eml
}

/// One letter: a notice's or a follow-up's, to one recipient.
struct Letter {
    let council: String
    let notice: NoticeValue
    let followUp: FollowUpValue?
    let recipient: RecipientValue

    /// Its letters, of the notice itself and of its follow-ups; none for offices that are vacant.
    static func all(of notice: NoticeValue, council: String) -> [Letter] {
        let own = notice.recipients.map {
            Letter(council: council, notice: notice, followUp: nil, recipient: $0)
        }
        let later = notice.followUps.flatMap { followUp in
            followUp.recipients.map {
                Letter(council: council, notice: notice, followUp: followUp, recipient: $0)
            }
        }
        return (own + later).filter { $0.recipient.person != nil }
    }

    /// The letters to be sent: one to each person. An older notice has one for each office of the same person.
    static func toSend(of notice: NoticeValue, council: String) -> [Letter] {
        var seen: Set<String> = []
        return all(of: notice, council: council).filter { letter in
            let number = letter.followUp.map { String($0.number) } ?? ""
            return seen.insert("\(number) \(letter.recipient.person ?? "")").inserted
        }
    }

    /// Tells letters apart, in names of files and of mails.
    var identifier: String {
        let number = followUp.map { ".\($0.number)" } ?? ""
        let role = recipient.role.rawValue
        return "\(notice.id)\(number).\(role).\(recipient.person ?? "")"
    }

    var subject: String { content.mailSubject }

    var text: String {
        followUp.map { notice.letter(of: $0, to: recipient) }
            ?? notice.letter(to: recipient, council: council)
    }

    private var content: LetterContent {
        LetterContent(notice, followUp: followUp, to: recipient, council: council)
    }

    var csv: String { content.csv }

    func page(_ templates: TemplateOptions) throws -> String {
        try Page.letter(
            notice, followUp: followUp, to: recipient, council: council,
            template: try templates.read("letter.html"))
    }

    /// The letter as a mail: as text and as a page, with its table attached.
    func mail(from: String, to: String, _ templates: TemplateOptions) throws -> Mail {
        var mail = Mail()
        (mail.from, mail.to, mail.subject, mail.identifier) = (from, to, subject, identifier)
        mail.date = Mail.now
        mail.alternatives = [MailPart("text/plain", text), MailPart("text/html", try page(templates))]
        mail.attachments = [
            MailPart("text/csv; header=present", content.csvForPeople, fileName: "\(notice.id).csv")
        ]
        return mail
    }
}

extension Mail {
    /// The present time as RFC 5322 has it.
    static var now: String {
        var seconds = time(nil)
        var parts = tm()
        localtime_r(&seconds, &parts)
        var buffer = [CChar](repeating: 0, count: 64)
        let length = strftime(&buffer, buffer.count, "%a, %d %b %Y %H:%M:%S %z", &parts)
        return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// Where recipients are written to: a file of lines `PERSON: ADDRESS`, with comments behind `#`.
struct AddressBook {
    private var addresses: [String: String] = [:]

    static let defaultPath = "/etc/minuted/addresses"

    init(_ path: String) throws(Failure) {
        let text = String(decoding: try InputFile(path).readAll(atMost: 1 << 20), as: UTF8.self)
        for (index, whole) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = whole.split(separator: "#", omittingEmptySubsequences: false).first ?? ""
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
            guard parts.count == 2, Self.isAddress(parts[1]) else {
                throw Failure(
                    .usage,
                    "\(path), line \(index + 1): the line is not in the form `okafor: j.okafor@example.gov.uk`."
                )
            }
            addresses[parts[0]] = parts[1]
        }
    }

    subscript(person: String) -> String? { addresses[person] }

    /// Whether a mail can go there without anything in it being taken for something else.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && isPlain && !text.hasPrefix("-")
            && !text.contains(where: { "<>()[],;:\\\"".contains($0) })
    }
}
