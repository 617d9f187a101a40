// Letters on their way: from a breach in the rolls through the real programs and a real mail service into a
// mailbox, and into a directory; what fails is recorded and tried again.

import Codec
import Foundation
import Testing

@Suite(.serialized) struct DeliveryTests {
    private static let exim = "/usr/sbin/exim4"

    /// Stockton's record, in which H's notice of September 2008 waits to be acknowledged.
    private func prepared(_ addresses: String) throws -> (daemon: RunningDaemon, addresses: String) {
        let daemon = try RunningDaemon.stockton()
        let file = daemon.directory.appending(path: "addresses")
        try addresses.write(to: file, atomically: true, encoding: .utf8)
        return (daemon, file.path(percentEncoded: false))
    }

    private func deliver(
        _ daemon: RunningDaemon, _ addresses: String, _ more: String...
    ) throws -> Outcome {
        try Programs.run(
            Programs.path("minutectl"),
            [
                "--socket", daemon.socket, "notice", "deliver", "--from", "clerk@example.gov.uk",
                "--addresses", addresses, "--notice",
                "malap-councillor-h-2008",
            ] + more)
    }

    private func sending(_ daemon: RunningDaemon) throws -> [String?] {
        let report = try daemon.json("report", "non-attendance", "--person", "councillor-h")
        let notice = try #require(report["notices"]?.elements.last)
        return (notice["recipients"]?.elements ?? []).map { $0["sending"]?.string }
    }

    @Test func lettersGoIntoADirectoryOnce() throws {
        let (daemon, addresses) = try prepared("councillor-a: leader@example.gov.uk # the Leader\n")
        let outbox = daemon.directory.appending(path: "outbox")
        try FileManager.default.createDirectory(at: outbox, withIntermediateDirectories: true)
        let path = outbox.path(percentEncoded: false)

        let dry = try deliver(daemon, addresses, "--outbox", path, "--dry-run")
        #expect(dry.status == 0 && dry.output.contains("Would deliver"), "\(dry.output)\(dry.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
        #expect(try sending(daemon) == ["waiting"])

        let first = try deliver(daemon, addresses, "--outbox", path)
        #expect(
            first.status == 0 && first.output.contains("leader@example.gov.uk"),
            "\(first.output)\(first.errors)")
        let files = try FileManager.default.contentsOfDirectory(atPath: path)
        #expect(files == ["malap-councillor-h-2008-09-18.leader.councillor-a.eml"])
        #expect(try sending(daemon) == ["delivered"])

        let again = try deliver(daemon, addresses, "--outbox", path)
        #expect(again.output == "No letters are waiting to be delivered.\n")
    }

    @Test func aLetterThatIsKnownToBeWrongWaitsForItsCorrection() throws {
        let (daemon, addresses) = try prepared("councillor-a: leader@example.gov.uk\n")
        let path = daemon.directory.path(percentEncoded: false)
        _ = try daemon.minutectl(
            "attendance", "correct", "malap-2008-09-18", "councillor-h", "present", "--why",
            "Signed the register")
        let held = try deliver(daemon, addresses, "--outbox", path)
        #expect(
            held.output.contains(
                "the attendance has been corrected since. First: minutectl notice follow-up malap-"),
            "\(held.output)")
        #expect(try sending(daemon) == ["waiting"])
        // The rule was not broken, and nobody was told that it was: neither letter goes out.
        _ = try daemon.minutectl("notice", "follow-up", "malap-councillor-h-2008-09-18")
        #expect(
            try deliver(daemon, addresses, "--outbox", path).output.contains(
                "withdrawn before it was recorded as sent, so it is not sent. If it did go out: minutectl notice"
            ))
        #expect(try sending(daemon) == ["waiting"])
        // It had gone out by hand: then the correction goes out too.
        _ = try daemon.minutectl(
            "notice", "delivered", "malap-councillor-h-2008-09-18", "--to", "councillor-a")
        #expect(try deliver(daemon, addresses, "--outbox", path).output.contains("Delivered malap-"))
        #expect(
            !(try daemon.minutectl("report", "digest").output.contains(
                "about Councillor H is not recorded as sent")))
    }

    @Test func lettersOfAnOlderRecordWaitForAPerson() throws {
        let (daemon, addresses) = try prepared("councillor-a: leader@example.gov.uk\n")
        let run = try Programs.run(
            Programs.path("minutectl"),
            [
                "--socket", daemon.socket, "notice", "deliver", "--from", "clerk@example.gov.uk",
                "--addresses",
                addresses, "--sendmail", "/bin/false",
            ])
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(run.output.contains("Waits for you: malap-councillor-h-2008-09-18"), "\(run.output)")
        #expect(run.output.contains("notice deliver --notice malap-councillor-h-2008-09-18"), "\(run.output)")
        #expect(try sending(daemon) == ["waiting"])
        #expect(try daemon.entries == stocktonEntries)
    }

    @Test func whatFailsIsRecordedShownAndTriedAgain() throws {
        let (daemon, addresses) = try prepared("# nobody yet\n")
        for _ in 1...2 {
            let failed = try deliver(daemon, addresses)
            #expect(failed.status == 1 && failed.output.contains("no address is listed"), "\(failed.errors)")
        }
        #expect(try sending(daemon) == ["failed"])
        let shown = try daemon.minutectl("notice", "show", "malap-councillor-h-2008")
        #expect(
            shown.output.contains(
                "Delivery of the letter to Councillor A failed 2 times: No address is listed."))
        #expect(try daemon.minutectl("report", "digest").output.contains("was not delivered"))

        let outbox = daemon.directory.path(percentEncoded: false)
        try "councillor-a: a@example.gov.uk\n".write(toFile: addresses, atomically: true, encoding: .utf8)
        let refused = try deliver(daemon, addresses, "--sendmail", "/bin/false")
        #expect(refused.output.contains("ended with status 1"), "\(refused.output)")
        #expect(
            try deliver(daemon, addresses, "--outbox", outbox, "--attempts", "3").output.hasPrefix(
                "No letter"))
        #expect(try deliver(daemon, addresses, "--outbox", outbox).status == 0)
        #expect(try sending(daemon) == ["delivered"])
    }

    /// Whether status, digest and findings say that a correction of a notice is owed.
    private func owed(_ daemon: RunningDaemon, _ notice: String) throws -> [Bool] {
        let status = try daemon.minutectl("status").output
        return [
            // It is as wide as a screen, so that sentences break.
            status.replacing("\n    ", with: " ").contains(
                "the attendance has been recorded or corrected since."),
            try daemon.minutectl("report", "digest").output.contains("corrected since"),
            try daemon.minutectl("report", "findings", "--rule", "notice-to-correct").output.contains(notice),
        ]
    }

    @Test func aCorrectionIsFollowedUpOnce() throws {
        let (daemon, addresses) = try prepared("councillor-a: leader@example.gov.uk\n")
        let notice = "malap-councillor-h-2007-11-15"
        #expect(try owed(daemon, notice) == [true, true, true])
        let run = try daemon.minutectl("notice", "run", "--from", "1 January 2007")
        #expect(
            run.output.contains("Issued a follow-up of malap-councillor-h-2007-11-15"),
            "\(run.output)\(run.errors)")
        #expect(
            try daemon.minutectl("notice", "run", "--from", "1 January 2007").output
                == "There are no notices to issue.\n")
        #expect(try owed(daemon, notice) == [false, false, false])
        let shown = try daemon.minutectl("notice", "show", "malap-councillor-h-2007")
        #expect(shown.output.contains("Correction: Non-attendance of Councillor H"))
        #expect(shown.output.contains("The corrected record shows that the rule was not broken."))
        #expect(
            try deliver(daemon, addresses, "--outbox", daemon.directory.path(percentEncoded: false)).status
                != 3)
        let page = try Programs.run(
            Programs.path("minutectl"),
            [
                "--socket", daemon.socket, "notice", "show", "malap-councillor-h-2007", "--format", "html",
                "--follow-up", "1",
            ])
        #expect(page.output.contains("<th scope=\"col\">Our letter said</th>"), "\(page.errors)")
        let corrected = try daemon.minutectl(
            "attendance", "correct", "malap-2008-09-18", "councillor-h", "present", "--why",
            "Signed the register")
        #expect(
            (corrected.output + corrected.errors).contains(
                "The notice malap-councillor-h-2008-09-18 says something else."),
            "\(corrected)")
        #expect(try owed(daemon, "malap-councillor-h-2008-09-18") == [true, true, true])
    }

    @Test func aReportGoesIntoAMailAsTextPageAndTable() throws {
        let (daemon, _) = try prepared("")
        func mail(_ report: String, to address: String) throws -> Outcome {
            try Programs.run(
                Programs.path("minutectl"),
                [
                    "--socket", daemon.socket, "report", report, "--as-at", "2008-09-30", "--format", "eml",
                    "--mail-to", address,
                ])
        }
        for report in ["non-attendance", "attendance"] {
            let sent = try mail(report, to: "leader@example.gov.uk")
            #expect(sent.status == 0, "\(sent.errors)")
            #expect(sent.output.contains("To: leader@example.gov.uk\r\n"))
            for type in ["text/plain", "text/html", "text/csv; header=present"] {
                #expect(sent.output.contains("Content-Type: \(type); charset=utf-8\r\n"))
            }
            #expect(sent.output.contains("Councillor H"))
        }
        let refused = try mail("attendance", to: "a@b\r\nBcc: c@d")
        #expect(
            refused.status == 2 && refused.errors.contains("is not an email address"), "\(refused.errors)")
    }

    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: exim) && getuid() == 0, "needs exim4 and root"))
    func aRealMailServiceTakesIt() throws {
        let (daemon, addresses) = try prepared("councillor-a: leader@example.gov.uk\n")
        let mail = daemon.directory.appending(path: "mail")
        try FileManager.default.createDirectory(at: mail, withIntermediateDirectories: true)
        let directory = mail.path(percentEncoded: false)
        try """
        primary_hostname = localhost
        spool_directory = \(directory)/spool
        log_file_path = \(directory)/log_%s
        keep_environment =
        begin routers
        everyone:
          driver = accept
          transport = mailbox
        begin transports
        mailbox:
          driver = appendfile
          file = \(directory)/mailbox
          user = Debian-exim
        """.write(to: mail.appending(path: "conf"), atomically: true, encoding: .utf8)
        try "#!/bin/sh\nexec \(Self.exim) -C \(directory)/conf -odf \"$@\"\n"
            .write(to: mail.appending(path: "sendmail"), atomically: true, encoding: .utf8)
        chmod(directory + "/sendmail", 0o755)
        // The service delivers as a user of its own.
        for path in [directory, daemon.directory.path(percentEncoded: false)] { chmod(path, 0o777) }

        let sent = try deliver(daemon, addresses, "--sendmail", directory + "/sendmail")
        #expect(sent.status == 0, "\(sent.output)\(sent.errors)")
        let mailbox = try String(contentsOf: mail.appending(path: "mailbox"), encoding: .utf8)
        #expect(
            mailbox.contains(
                "Subject: Invented for illustration: Non-attendance of Councillor H at Multi Agency Looked After"
            ))
        #expect(mailbox.contains("To: leader@example.gov.uk"))
        #expect(mailbox.contains("Councillor H missed two meetings"))
        #expect(mailbox.contains("Content-Type: text/html; charset=utf-8"))
        #expect(try sending(daemon) == ["delivered"])
    }
}
