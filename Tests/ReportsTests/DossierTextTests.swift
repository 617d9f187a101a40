// What else the record has about a decision, as an auditor reads it.

import Governance
import Reports
import Testing

@Suite("A decision's dossier as text")
struct DossierTextTests {
    private func dossier(_ fill: (inout DecisionReport) throws -> Void = { _ in }) throws -> String {
        try make(Sample.decision()) { report in
            report.attendance = try make(MeetingValue()) {
                ($0.id, $0.body, $0.starts) = ("cabinet-2007-08-02", "cabinet", try time("2007-08-02T17:10"))
                ($0.status, $0.hasRoll, $0.expected, $0.present) = (.held, true, 3, 2)
                ($0.quorum, $0.isQuorate) = (2, true)
            }
            report.roll = [
                line("Councillor A", .present), line("Councillor B", .apologies), line("Councillor C", nil),
            ]
            report.item = make(ItemValue()) { ($0.number, $0.label) = ("7", "Corporate Parenting") }
            report.related = [
                related(.meeting, "meeting/cabinet-2007-08-02", "Cabinet", "", [12, 13, 14, 20]),
                related(.report, "paper/strategy", "The Strategy", "submitted to Cabinet", [9]),
            ]
            try fill(&report)
        }.text(Sample.style(width: 80))
    }

    private func line(_ name: String, _ standing: Standing?) -> RollValue {
        make(RollValue()) { ($0.name, $0.standing, $0.isExpected) = (name, standing, true) }
    }

    private func related(
        _ relation: Relation, _ record: String, _ title: String, _ status: String, _ seqs: [Int]
    ) -> RelatedRecord {
        make(RelatedRecord()) { one in
            (one.relation, one.record, one.title, one.status) = (relation, record, title, status)
            one.entries = seqs.map { seq in make(HistoryValue()) { $0.seq = seq } }
        }
    }

    @Test("The meeting with its roll and quorum, the agenda item, the report, each with its entries")
    func whole() throws {
        let text = try dossier()
        #expect(
            text.contains(
                """
                Meeting

                   Cabinet, 2 August 2007, 5.10pm
                      Agenda item: 7. Corporate Parenting
                       Attendance: 2 of 3 members attended. Quorate (quorum 2).
                          Present: Councillor A
                        Apologies: Councillor B
                     Not recorded: Councillor C
                          Entries: 12 to 14, 20

                Related records

                   Report it rests on
                       Title: The Strategy
                      Status: Submitted to Cabinet.
                      Record: paper/strategy
                     Entries: 9

                """), "\(text)")
    }

    @Test("A meeting without a quorum or without attendance is said as such")
    func withoutQuorum() throws {
        let missed = try dossier { $0.attendance?.isQuorate = false }
        #expect(missed.contains("Attendance: 2 of 3 members attended. Not quorate (quorum 2).\n"))
        let unknown = try dossier {
            $0.attendance?.hasRoll = false
            $0.roll = []
        }
        #expect(unknown.contains("Attendance: Not recorded.\n") && !unknown.contains("Not recorded: "))
    }

    @Test("The chain says where each recommendation went")
    func chain() throws {
        let text = try dossier { report in
            report.chains = [
                try make(ChainValue()) { chain in
                    chain.hops = [
                        try make(HopValue()) {
                            ($0.by.name, $0.made, $0.number) = (
                                "Cabinet", PartialDate(try day("2007-08-02")), 1
                            )
                            $0.explanation = "has waited for Council for 4 days"
                        }
                    ]
                }
            ]
        }
        #expect(
            text.contains(
                "From body to body\n\n   - Cabinet, 2 August 2007, resolution 1: has waited for Council for 4 days.\n"
            ))
    }

    @Test("A call-in names who asked for it, when and why, and what came of it")
    func callIn() throws {
        func text(_ outcome: CallInOutcome?) throws -> String {
            try dossier {
                $0.decision.resolutions[1].callIn = try make(CallInValue()) {
                    ($0.by, $0.received) = (["Councillor A", "Councillor B"], try time("2007-08-08T09:30"))
                    $0.grounds = "cost"
                    ($0.concluded, $0.outcome) = (outcome == nil ? nil : try day("2007-08-20"), outcome)
                }
            }.split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }.joined(separator: " ")
        }
        let open = "Called in by Councillor A and Councillor B on 8 August 2007 at 9.30am: Cost."
        #expect(try text(nil).contains(open) && !text(nil).contains("Call-in ended"))
        #expect(try text(.stands).contains("\(open) Call-in ended on 20 August 2007: the decision stands."))
    }
}
