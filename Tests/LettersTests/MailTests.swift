// Mails: what a mail program reads back is what was meant, and nothing in a text can pass for a header.

import Foundation
import Letters
import Testing

@Suite struct MailTests {
    private func mail(subject: String = "Non-attendance", text: String) -> Mail {
        var mail = Mail()
        (mail.from, mail.to) = ("clerk@example.gov.uk", "leader@example.gov.uk")
        (mail.subject, mail.identifier) = (subject, "malap-okafor-2007-11-01.leader.smith")
        mail.date = "Fri, 02 Nov 2007 09:00:00 +0000"
        mail.alternatives = [MailPart("text/plain", text), MailPart("text/html", "<p>é</p>")]
        mail.attachments = [MailPart("text/csv", "a,b\r\n1,2\r\n", fileName: "t.csv")]
        return mail
    }

    private func lines(_ mail: Mail) -> [String] {
        String(decoding: mail.bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    @Test func everyLineIsShortAsciiAndEndsInCRLF() {
        let mail = mail(
            text: "A long line: " + String(repeating: "Ünïcödé = ", count: 40) + "\n.\nFrom here\n \n")
        let bytes = mail.bytes
        #expect(bytes.allSatisfy { $0 == 0x0D || $0 == 0x0A || (0x20...0x7E).contains($0) })
        #expect(lines(mail).allSatisfy { $0.utf8.count <= 78 })
        for (index, byte) in bytes.enumerated() where byte == 0x0A { #expect(bytes[index - 1] == 0x0D) }
        #expect(!lines(mail).contains("."))
        #expect(!lines(mail).contains { $0.hasPrefix("From ") })
    }

    @Test func aSubjectCannotAddAHeader() {
        let mail = mail(subject: "Hello\r\nBcc: all@example.com", text: "x")
        #expect(!lines(mail).contains { $0.hasPrefix("Bcc") })
    }

    @Test func aSubjectOfOtherLettersIsEncodedAndFolded() throws {
        let subject =
            "Non-attendance of Councillor Ó Súilleabháin at Bwrdd Rhianta Corfforaethol – a long name"
        let folded = lines(mail(subject: subject, text: "x"))
        let start = try #require(folded.firstIndex { $0.hasPrefix("Subject: ") })
        var words = [String(folded[start].dropFirst(9))]
        for line in folded[(start + 1)...].prefix(while: { $0.hasPrefix(" ") }) {
            words.append(String(line.dropFirst()))
        }
        let text = try words.map { word in
            let inner = try #require(word.split(separator: "?").dropFirst(3).first)
            return String(decoding: try #require(Data(base64Encoded: String(inner))), as: UTF8.self)
        }.joined()
        #expect(text == subject)
        #expect(words.count > 1 && words.allSatisfy { $0.count <= 75 })
    }

    @Test func theSameLetterGivesTheSameBytes() {
        #expect(mail(text: "x").bytes == mail(text: "x").bytes)
        #expect(Mail.digest([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
    func anotherProgramReadsItBack() throws {
        let text =
            "Dear Leader,\n\nCouncillor Ó was absent = 50 %.\n" + String(repeating: "long ", count: 60) + "\n"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            """
            import sys, email, email.policy
            m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
            assert not m.defects, m.defects
            p = [x for x in m.walk() if not x.is_multipart()]
            print([x.get_content_type() for x in p], p[2].get_filename())
            sys.stdout.write(p[0].get_content())
            """,
        ]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(mail(text: text).bytes))
        try input.fileHandleForWriting.close()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let expected = "['text/plain', 'text/html', 'text/csv'] t.csv\n" + text
        #expect(said.replacing("\r\n", with: "\n") == expected)
    }
}
