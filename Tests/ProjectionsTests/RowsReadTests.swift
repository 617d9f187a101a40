// What a question reads: as much as it shows, and no more. Counted, not timed.

import Codec
import CorpusKit
import Foundation
import Governance
import Ledger
import Reports
import SQLite
import Testing

@testable import Projections

/// A year of the corpus that is shaped like a council, folded.
private final class CouncilYear {
    let bench: Bench
    let store: ProjectionStore
    let now: CivilDateTime

    init() throws {
        bench = try Bench(council: 1)
        store = try bench.store()
        try store.rebuild()
        now = try CouncilCorpus.end(of: 1).start
    }

    func ask<Value>(_ body: (Reading) throws -> Value) throws -> Value {
        try store.ask(asAt: nil, asKnownOn: nil, now: now, body)
    }

    func count(_ sql: String) throws -> Int {
        try ask { try Int.fetchOne($0.database, sql: sql) ?? 0 }
    }
}

@Suite struct RowsReadTests {
    private let year: CouncilYear

    init() throws { year = try CouncilYear() }

    @Test func aPageOfDecisionsReadsThePageAlone() throws {
        try year.ask { reading in
            var question = DecisionsQuestion()
            question.limit = 20
            let report = try reading.decisions(question)
            #expect(report.decisions.count == 20)
            #expect(report.next == report.decisions.last?.id)
            #expect(reading.work.decisionsRead == 21)
        }
    }

    @Test func aFilterReadsTheDecisionsThatItMayShow() throws {
        let all = try year.count("SELECT count(*) FROM decision")
        try year.ask { reading in
            var question = DecisionsQuestion()
            question.filter = .callable
            _ = try reading.decisions(question)
            #expect(reading.work.decisionsRead * 10 < all)
        }
        try year.ask { reading in
            var question = DecisionsQuestion()
            question.filter = .awaiting
            let report = try reading.decisions(question)
            #expect(!report.decisions.isEmpty)
            #expect(reading.work.decisionsRead == report.decisions.count)
        }
        try year.ask { reading in
            var question = DecisionsQuestion()
            question.body = "body-2"
            let listed = try reading.decisions(question).decisions
            #expect(listed.count == reading.work.decisionsRead)
        }
    }

    @Test func theDigestReadsOpenDecisionsAndEachBodysRollsOnce() throws {
        let (all, ruled) = (
            try year.count("SELECT count(*) FROM decision"), try year.count("SELECT count(*) FROM meeting")
        )
        try year.ask { reading in
            _ = try reading.untold()
            let first = reading.work.rollsRead
            #expect(first > 0 && first <= ruled)
            _ = try reading.untold()
            #expect(reading.work.rollsRead == first)
            _ = try reading.digest(DigestQuestion())
            // The clocks of the six-month rule look at every roll; the breaches are known already.
            #expect(reading.work.rollsRead <= first + ruled)
            #expect(reading.work.decisionsRead * 4 < all)
        }
    }

    @Test func statusReadsEachUnsettledDecisionOnce() throws {
        try year.ask { reading in
            var report = StatusReport()
            try reading.fill(&report)
            let unsettled = try reading.unsettled()
            #expect(
                reading.work.decisionsRead == unsettled.callIns.count + unsettled.recommendations.count)
            #expect(report.awaitingRatification > 0 && report.work.contains { $0.source == "ratification" })
        }
    }

    @Test func oneBodysNonAttendanceReadsItsRollsAlone() throws {
        let its = try year.count("SELECT count(*) FROM meeting WHERE body = 'body-2'")
        try year.ask { reading in
            var question = NonAttendanceQuestion()
            question.body = "body-2"
            _ = try reading.nonAttendance(question)
            #expect(reading.work.rollsRead == its)
        }
    }

    @Test func oneMembersAttendanceReadsTheRollsOfTheirBodies() throws {
        let all = try year.count("SELECT count(*) FROM meeting")
        for ask in [
            { (reading: Reading) in
                var question = AttendanceQuestion()
                question.person = "councillor-40"
                _ = try reading.attendance(question)
            },
            { (reading: Reading) in
                var question = ParticipationQuestion()
                question.person = "councillor-40"
                _ = try reading.participation(question)
            },
            { (reading: Reading) in
                var question = SixMonthQuestion()
                question.person = "councillor-40"
                _ = try reading.sixMonth(question)
            },
        ] {
            try year.ask { reading in
                let bodies = reading.directory.bodies.values.filter { body in
                    body.seats.contains { $0.person.text == "councillor-40" }
                }.map { "'\($0.id)'" }.joined(separator: ", ")
                let its = try Int.fetchOne(
                    reading.database, sql: "SELECT count(*) FROM meeting WHERE body IN (\(bodies))")
                try ask(reading)
                #expect(reading.work.rollsRead == its)
                #expect(reading.work.rollsRead < all)
            }
        }
    }

    @Test func agendasMinutesAndFindingsOfMeetingsWithoutPapersReadNothingOfTheLog() throws {
        let chained = try year.count(#"SELECT count(*) FROM resolution WHERE "to" IS NOT NULL"#)
        let meetings = try year.count("SELECT count(*) FROM meeting")
        try year.ask { reading in
            let agendas = try reading.agendas(AgendasQuestion()).agendas
            #expect(!agendas.isEmpty)
            let minutes = try reading.minutes(MinutesQuestion()).minutes
            #expect(!minutes.isEmpty)
            #expect(reading.work.rollsRead == 0)
            let report = try reading.findings(FindingsQuestion())
            #expect(report.findings.contains { $0.count ?? 1 > 10 })
            #expect(reading.work.meetingsFolded == 0)
            // Once, for what they contradict and for members whose six months have ended; and again in full where there
            // is something to say.
            let doubtful = report.findings.filter { ["not-quorate", "mark-without-seat"].contains($0.rule) }
            #expect(reading.work.rollsRead <= meetings + doubtful.count)
            // Only those that recommend something are in a chain.
            #expect(reading.work.decisionsRead == chained)
        }
    }

    // MARK: - The same answers

    @Test func pagesPutTogetherAreTheWholeList() throws {
        try year.ask { reading in
            let whole = try reading.decisions(DecisionsQuestion()).decisions
            var question = DecisionsQuestion()
            question.limit = 101
            var paged: [DecisionValue] = []
            repeat {
                let report = try reading.decisions(question)
                paged += report.decisions
                question.after = report.next
            } while question.after != nil
            #expect(paged == whole)
            #expect(whole.count > 500)
        }
        try year.ask { reading in
            let whole = try reading.meetings(MeetingsQuestion()).meetings
            var question = MeetingsQuestion()
            question.limit = 100
            var paged: [MeetingValue] = []
            repeat {
                let report = try reading.meetings(question)
                paged += report.meetings
                question.after = report.next
            } while question.after != nil
            #expect(paged == whole)
        }
        try year.ask { reading in
            let whole = try reading.minutes(MinutesQuestion()).minutes
            var question = MinutesQuestion()
            question.limit = 99
            var paged: [MinutesValue] = []
            repeat {
                let report = try reading.minutes(question)
                paged += report.minutes
                question.after = report.next
            } while question.after != nil
            #expect(paged == whole)
        }
        try year.ask { reading in
            let whole = try reading.nonAttendance(NonAttendanceQuestion()).notices
            var question = NonAttendanceQuestion()
            question.limit = 7
            var paged: [NoticeValue] = []
            repeat {
                let report = try reading.nonAttendance(question)
                paged += report.notices
                question.after = report.next
            } while question.after != nil
            #expect(paged == whole)
            #expect(whole.count > 7)
        }
    }

    @Test func aListThatIsToGoOnBehindWhatIsNotThereIsRefused() throws {
        try year.ask { reading in
            var question = DecisionsQuestion()
            question.after = "decision-99999"
            #expect(throws: Rejection.self) { try reading.decisions(question) }
        }
    }

    @Test func decisionsOutOfRowsAreThoseOutOfTheLog() throws {
        try year.ask { reading in
            for id in try String.fetchAll(reading.database, sql: "SELECT id FROM decision LIMIT 200") {
                let decision = try DecisionID(text: id)
                let (state, history) = try reading.decision(decision)
                let row = try #require(try reading.registered(decision))
                let listed = try reading.value(of: row.state, with: [])
                let folded = try reading.value(of: state, with: [])
                #expect(listed == folded)
                #expect(row.lacks == .lacking(in: state.recorded.corrected(by: history.map(\.event))))
            }
        }
    }

    @Test func whoWasExpectedIsWhatTheBodySaysOnEveryDay() throws {
        try year.ask { reading in
            for body in reading.directory.bodies.values {
                for seat in body.seats.prefix(4) {
                    let first = seat.tenure.from.earliest
                    for day in [-1, 0, 1, 364, 365, 366].compactMap({ first.adding(days: $0) }) {
                        #expect(reading.work.expected(body, on: day).seats == body.expected(on: day))
                    }
                }
            }
        }
    }

    @Test func findingsAlikeArePutTogetherAndListedEachWhenAsked() throws {
        try year.ask { reading in
            let together = try reading.findings(FindingsQuestion()).findings
            var question = FindingsQuestion()
            question.isEach = true
            let each = try reading.findings(question).findings
            #expect(each.allSatisfy { $0.count == nil })
            #expect(together.reduce(0) { $0 + ($1.count ?? 1) } == each.count)
            for group in together where group.count != nil {
                let alike = each.filter { $0.rule == group.rule && $0.body == group.body }
                #expect(alike.count == group.count)
                #expect(alike.count > FindingScope.most)
            }
            // Those that are few are the same either way.
            for one in together where one.count == nil { #expect(each.contains(one)) }
        }
    }

    @Test(arguments: [9, 10, 11]) func tenAlikeAreListedAndElevenPutTogether(count: Int) {
        var groups = FindingGroups(FindingScope(body: nil, isEach: false, begins: .first))
        for number in 0..<count {
            groups.add(
                RecordFinding(
                    "minutes-missing", "meeting/m-\(number)", body: "b", "It lacks them.", remedy: "Add them."
                ))
        }
        #expect(groups.findings.count == (count > 10 ? 1 : count))
        #expect(groups.findings.first?.count == (count > 10 ? count : nil))
    }

    @Test func whatConcernsOnePersonOrContradictsIsListedEach() {
        for rule in ["six-months-ended", "voted-not-present", "signed-before-made"] {
            var groups = FindingGroups(FindingScope(body: nil, isEach: false, begins: .first))
            for number in 0..<30 {
                groups.add(
                    RecordFinding(rule, "person/p-\(number)", body: nil, "It is so.", remedy: "See to it."))
            }
            #expect(groups.findings.count == 30)
            #expect(groups.findings.allSatisfy { $0.count == nil })
        }
    }
}

/// What happens to a decision after it is recorded: rows and log say the same behind each step.
@Suite struct DecisionRowTests {
    @Test func everyStepOfADecisionIsInItsRows() throws {
        let bench = try Bench(council: 1)
        let id = try DecisionID(text: "decision-3")
        var version = 3
        func append(_ payload: some EventPayload) throws {
            try bench.append(payload, version: version)
            version += 1
        }
        for (field, value) in [
            (DecisionField.title, "Another title"), (.made, "1999-06-30"), (.published, "1999-07-02"),
            (.record, "–"), (.reasons, "As minuted."), (.alternatives, "None"), (.conflicts, "12."),
            (.dispensations, "Ä"), (.callIn, "By 9 July"), (.signedBy, "Proper Officer"),
            (.signedOn, "1999-07-01"), (.alternatives, nil), (.signedOn, nil),
        ] as [(DecisionField, String?)] {
            var corrected = DecisionCorrected()
            (corrected.decision, corrected.field, corrected.value) = (id, field, value)
            corrected.reason = "as minuted"
            try append(corrected)
        }
        var amended = ResolutionAmended()
        (amended.decision, amended.number, amended.text) = (id, 1, "That it be agreed as amended.")
        try append(amended)
        var voted = ResolutionVoted()
        (voted.decision, voted.number) = (id, 1)
        voted.vote.mover = try PersonID(text: "councillor-1")
        (voted.vote.inFavour, voted.vote.against) = (4, 3)
        try append(voted)
        var calledIn = ResolutionCalledIn()
        (calledIn.decision, calledIn.number) = (id, 1)
        calledIn.received = try CivilDateTime(text: "1999-07-05T10:00")
        try append(calledIn)
        var concluded = CallInConcluded()
        (concluded.decision, concluded.number, concluded.outcome) = (id, 1, .referredBack)
        concluded.on = try CivilDate(text: "1999-07-20")
        try append(concluded)
        var ratified = ResolutionRatified()
        (ratified.decision, ratified.number, ratified.outcome) = (id, 1, .deferred)
        ratified.by = try BodyID(text: "body-0")
        ratified.on = try CivilDate(text: "1999-08-01")
        try append(ratified)
        var implemented = ResolutionImplemented()
        (implemented.decision, implemented.number) = (id, 1)
        implemented.on = try CivilDate(text: "1999-09-01")
        try append(implemented)

        let store = try bench.store()
        try store.rebuild()
        let end = try bench.ledger.lastSeq()
        let now = try CouncilCorpus.end(of: 1).start
        for known in end - version + 3...end {
            for day in ["1999-07-05", "1999-07-19", "1999-07-20", "1999-07-21", "1999-09-01"] {
                try store.ask(asAt: CivilDate(text: day), asKnownOn: known, now: now) { reading in
                    let (state, history) = try reading.decision(id)
                    let row = try #require(try reading.registered(id))
                    let listed = try reading.value(of: row.state, with: [])
                    let folded = try reading.value(of: state, with: [])
                    #expect(listed == folded)
                    let record = state.recorded.corrected(by: history.map(\.event))
                    #expect(row.lacks == .lacking(in: record))
                    #expect(row.callIn == record.callIn)
                    #expect(row.signedOn == record.signature?.on)
                }
            }
        }
    }

    @Test func whatAResolutionWasProposedAsIsInItsRow() throws {
        let bench = try Bench(council: 1)
        var recorded = DecisionRecorded()
        (recorded.decision, recorded.title) = (try DecisionID(text: "amended"), "Amended")
        (recorded.body, recorded.how) = (try BodyID(text: "body-2"), "by circulation")
        recorded.made = PartialDate(try CivilDate(text: "1999-06-01"))
        var resolution = Resolution()
        (resolution.number, resolution.text) = (7, "That it be agreed.")
        (resolution.proposed, resolution.reflects) = ("That it be noted.", "the committee's advice")
        recorded.resolutions = [resolution]
        try bench.append(recorded, version: 1)
        let store = try bench.store()
        try store.rebuild()
        try store.ask(asAt: nil, asKnownOn: nil, now: CouncilCorpus.end(of: 1).start) { reading in
            let row = try #require(try reading.registered(recorded.decision))
            let listed = try reading.value(of: row.state, with: [])
            let folded = try reading.value(of: reading.decision(recorded.decision).state, with: [])
            #expect(listed == folded)
            #expect(listed.resolutions.map(\.earlierWordings) == [["That it be noted."]])
            #expect(row.state.recorded.how == "by circulation")
        }
    }
}

@Suite struct StoredRollTests {
    @Test(arguments: Standing.allCases) func bothWaysOfReadingARollAgree(standing: Standing) throws {
        var entries: [RollEntry] = []
        for number in 0..<6 {
            var entry = RollEntry(try PersonID(text: "councillor-with-a-long-name-\(number)"), standing)
            if number % 2 == 1 { entry.substituteFor = try PersonID(text: "somebody-\(number)") }
            if number % 3 == 1 { entry.reason = AbsenceReason.allCases.first }
            if number == 4 { entry.arrived = try ClockTime(text: "10:15") }
            if number == 5 { entry.left = try ClockTime(text: "11:45") }
            entries.append(entry)
        }
        let text = String(decoding: PackedRoll(entries, seq: 42).text, as: UTF8.self)
        let general = try PackedRoll.general(text)
        #expect(PackedRoll.quickly(text) == general)
        #expect(general.count == 6)
        try expectPlaces(of: text, general)
    }

    @Test(arguments: [
        "", "[", "[]", "[[]]", #"[["a","present",1,0]"#, #"[["a","present",1]]"#, #"[["a","asleep",1,0]]"#,
        #"[ ["a","present",1,0] ]"#, #"[["a","present",1,0,null,"x"]]"#, #"[["A","present",1,0]]"#,
        #"[["a","present",1,0],]"#, #"[["a","present",1,0]]x"#, #"[["a","present",-1,0]]"#,
    ])
    func whatIsSpelledOtherwiseIsLeftToTheGeneralReader(text: String) {
        let general = try? PackedRoll.general(text)
        if let quick = PackedRoll.quickly(text) { #expect(quick == general) }
        // Gone through without making marks, it is read, or refused, all the same.
        if let general {
            #expect(throws: Never.self) { try expectPlaces(of: text, general) }
        } else {
            #expect(throws: (any Error).self) { try expectPlaces(of: text, []) }
        }
    }

    private func expectPlaces(of text: String, _ marks: [Mark]) throws {
        func words(_ bytes: UnsafeRawBufferPointer?) -> String? {
            bytes.map { String(decoding: $0, as: UTF8.self) }
        }
        var found: [String] = []
        try Array(text.utf8).withUnsafeBytes { bytes in
            try PackedRoll.forEachMark(of: bytes) { mark in
                found.append(
                    "\(words(mark.person) ?? "") \(mark.standing) \(words(mark.substituteFor) ?? "-") \(mark.isDetailed)"
                )
            }
        }
        let expected = marks.map(\.entry).map { entry in
            "\(entry.person) \(entry.standing) \(entry.substituteFor?.text ?? "-") "
                + "\(entry.reason != nil || entry.arrived != nil || entry.left != nil)"
        }
        #expect(found == expected)
    }
}
