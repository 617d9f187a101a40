// Decisions as a clerk sees them: the register, and one decision on its proforma.

import Governance
import Reports
import Testing

@Suite("Decisions as text")
struct DecisionTextTests {
    @Test("The register has a line for each resolution")
    func register() throws {
        let report = try make(DecisionsReport()) {
            ($0.basis, $0.decisions) = (try Sample.basis(), [try Sample.decisionValue()])
        }
        try same(
            report.text(Sample.style(width: 112)),
            """
            TITLE                         MADE           BY       NO  KIND         STATUS                 CALL-IN UNTIL
            Corporate Parenting Strategy  2 August 2007  cabinet   1  recommended  awaiting ratification  -
            Corporate Parenting Strategy  2 August 2007  cabinet   4  resolved     open to call-in        10 August 2007

            1 decision with 2 resolutions listed.

            """)
        let last = try #require(report.csv().split(separator: "\r\n").last)
        #expect(
            last
                == "corporate-parenting-strategy,Corporate Parenting Strategy,cabinet,,2007-08-02,2007-08-03,false,4,resolved,all reports should contain implications.,,true,open-to-call-in,it can be called in until midnight at the end of Friday 10 August 2007,2007-08-10,,,,,"
        )
    }

    @Test("One decision stands on its proforma, with the resolutions' clocks in plain words")
    func proforma() throws {
        try same(
            Sample.decision().text(Sample.style()),
            """
            As at 6 August 2007.

            Corporate Parenting Strategy (corporate-parenting-strategy)
              Decided by: cabinet
                 Meeting: cabinet-2007-08-02
                    Made: Thursday 2 August 2007
               Published: Friday 3 August 2007
                  Signed: Proper Officer, 6 July 2007

            1. Title of Item/Report

               Corporate Parenting Strategy

            2. Record of the Decision

               Members commended the Strategy.

               It was agreed.

               RECOMMENDED to council that

               1. the Corporate Parenting Strategy be ratified.
                  Awaiting ratification: awaits Council, 4 days so far.
                  Implementation: Autumn 2007.

               RESOLVED that

               4. all reports should contain implications.
                  Open to call-in: it can be called in until midnight at the end of Friday
                  10 August 2007.
                  Original wording: “all reports to Cabinet should contain implications.”

            3. Reasons for the Decision

               Not recorded

            4. Alternative Options Considered and Rejected

               None

            5. Details of any Dispensations

               Not Applicable

            To check

               - The record is signed before the decision was made.

            History

            ENTRY  RECORDED                   BY          WHAT
               41  3 August 2007, 9.15am UTC  unix:clerk  decision recorded, made Thursday 2 August 2007

            """)
    }

    @Test("A long text is shortened unless it is asked for in full")
    func shortened() throws {
        let words = (1...200).map { "word\($0)" }
        let report = try make(Sample.decision()) {
            $0.proforma[2] = ProformaField("Reasons for the Decision", words.joined(separator: " "))
        }
        var style = try Sample.style(width: 80)
        let short = report.text(style)
        #expect(short.contains(" …\n"))
        #expect(!short.contains("word200"))
        #expect(short.hasSuffix("Long texts are shortened (…). To see all of them, add `--full`.\n"))
        for line in short.split(separator: "\n") where line.contains("word") { #expect(line.count <= 80) }
        style.isFull = true
        let full = report.text(style)
        let shown = full.split(whereSeparator: { $0 == " " || $0 == "\n" }).filter {
            $0.hasPrefix("word") && $0 != "wording:"
        }
        #expect(shown.map(String.init) == words)
        #expect(!full.contains("--full"))
    }

    @Test(
        "The standing is not said twice, and the call-in clock stands where the standing leaves it out",
        arguments: [
            (
                ResolutionStanding.implemented, "implemented on Monday 13 August 2007",
                "   4. Text.\n      Implemented on Monday 13 August 2007.\n"
                    + "      The last day for call-in is Friday 10 August 2007.\n"
            ),
            (
                .mayBeImplemented,
                "the call-in period ended at midnight at the end of Friday 10 August 2007",
                "   4. Text.\n      Can be implemented: the call-in period ended at midnight at the end of\n"
                    + "      Friday 10 August 2007.\n"
            ),
            (
                .withdrawn, "",
                "   4. Text.\n      Withdrawn.\n"
                    + "      The last day for call-in is Friday 10 August 2007.\n"
            ),
        ])
    func standing(_ standing: ResolutionStanding, _ explanation: String, _ shown: String) throws {
        let report = try make(Sample.decision()) {
            $0.decision.resolutions[1].earlierWordings = []
            $0.decision.resolutions[1].text = "Text."
            $0.decision.resolutions[1].standing = standing
            $0.decision.resolutions[1].explanation = explanation
        }
        #expect(try report.text(Sample.style()).contains(shown))
    }

    @Test("A withdrawn, unsigned and unpublished decision says so, and resolutions need no record's heading")
    func bare() throws {
        let report = try make(Sample.decision()) {
            ($0.signedBy, $0.signedOn, $0.decision.published) = (nil, nil, nil)
            ($0.decision.isWithdrawn, $0.proforma) = (true, [])
        }
        let text = try report.text(Sample.style())
        #expect(text.contains("Withdrawn: this decision was entered by mistake\n"))
        #expect(text.contains("Published: not recorded\n"))
        #expect(text.contains("Signed: not signed\n\n   RECOMMENDED to council that\n"))
    }

    @Test("One decision as comma-separated values, one thing known to a line")
    func csv() throws {
        let text = try Sample.decision().csv()
        #expect(text.hasPrefix("section,number,field,value\r\ndecision,,id,corporate-parenting-strategy\r\n"))
        #expect(text.contains("\r\nproforma,3,answer,blank\r\nproforma,4,heading,Alternative"))
        #expect(
            text.contains("\r\nproforma,2,text,\"Members commended the Strategy.\n\nIt was agreed.\"\r\n"))
        #expect(text.contains("\r\nresolution,4,callindeadline,2007-08-10\r\n"))
        #expect(text.hasSuffix("\r\nhistory,41,what,\"decision recorded, made Thursday 2 August 2007\"\r\n"))
    }
}
