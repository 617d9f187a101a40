// Once the six months have ended they stay ended; and where a clock starts when the record begins.

import Codec
import Governance
import Testing

@Suite("Six months that have ended, and clocks where the record begins")
struct LapseTests {
    /// Councillor C on the Council, the Leader on Council and Cabinet, since 5 January 2026.
    private let council = Given(SmallCouncil.events).and(
        Fact.seat("council", "councillor-c", from: "2026-01-05"),
        Fact.seat("cabinet", "leader", from: "2026-01-05"),
        Fact.seat("council", "leader", from: "2026-01-05"))

    private func rolled(_ body: BodyID, _ date: CivilDate, _ standing: Standing = .present)
        -> RolledAttendance
    {
        RolledAttendance(
            meeting: (try? MeetingID(text: "\(body)-\(date.iso)")) ?? MeetingID(), body: body, date: date,
            standing: standing)
    }

    /// The clocks of a member who missed a meeting of the Council, and one of the Cabinet, in each month.
    private func clocks(
        in given: Given? = nil, of person: PersonID = "councillor-c", _ rolls: [RolledAttendance],
        on day: CivilDate
    ) -> [SixMonthClock] {
        let missed = missed("council", until: day) + missed("cabinet", until: day)
        return (given ?? council).state.directory.sixMonthClocks(of: person, rolls + missed, on: day)
    }

    @Test(
        "attending on the last day keeps the seat; on the day after it does not",
        arguments: [("2026-07-07", true), ("2026-07-08", true), ("2026-07-09", false), ("2026-09-02", false)])
    func attendingAfterwards(_ day: CivilDate, _ keeps: Bool) throws {
        let clock = try #require(
            clocks([rolled("council", "2026-01-08"), rolled("council", day)], on: "2026-09-10").first)
        #expect(clock.since == (keeps ? day : "2026-01-08"))
        #expect((clock.standing == .expired) == !keeps)
        #expect(clock.lastDay == (keeps ? day.adding(months: 6) : "2026-07-08"))
        #expect(clock.disregarded.map(\.why) == (keeps ? [] : [.afterTheEnd]))
    }

    @Test("however often they attend later, until the roll is corrected")
    func staysEnded() throws {
        let later = [
            rolled("council", "2026-01-08"), rolled("malap", "2026-09-02"), rolled("malap", "2026-12-01"),
        ]
        let clock = try #require(clocks(later, on: "2027-03-01").first)
        #expect(clock.standing == .expired)
        #expect(clock.disregarded.map(\.why) == [.afterTheEnd, .afterTheEnd])
        // A roll that turns out to name them closes the gap.
        #expect(
            clocks(later + [rolled("council", "2026-06-30")], on: "2027-02-01").first?.standing == .running)
        // Before the end it was not known.
        #expect(clocks(later, on: "2026-07-08").first?.standing == .warning)
        #expect(clocks(later, on: "2026-07-09").first?.standing == .expired)
    }

    @Test("from the first day in office too: on the last day, and the day after")
    func firstDayInOffice() throws {
        #expect(clocks([rolled("council", "2026-07-05")], on: "2026-08-01").first?.standing == .running)
        let late = try #require(clocks([rolled("council", "2026-07-06")], on: "2026-08-01").first)
        #expect(late.standing == .expired)
        #expect(late.start == .tookOffice)
        // Attending on the first day itself is an attendance.
        #expect(clocks([rolled("council", "2026-01-05")], on: "2026-02-01").first?.attended != nil)
    }

    @Test(
        "an approval dated by the last day lifts the end, whenever it is recorded; a later one does not",
        arguments: [("2026-07-07", true), ("2026-07-08", true), ("2026-07-09", false)])
    func approval(_ day: CivilDate, _ lifts: Bool) throws {
        var directory = council.state.directory
        directory.evolve(
            .absenceApproved(
                make(AbsenceApproved.self) {
                    ($0.person, $0.decision, $0.on) = ("councillor-c", "leave", day)
                }))
        let rolls =
            [rolled("council", "2026-01-08"), rolled("council", "2026-09-02")]
            + missed("council", until: "2026-09-10")
        let clock = try #require(directory.sixMonthClocks(of: "councillor-c", rolls, on: "2026-09-10").first)
        #expect(clock.standing == (lifts ? .running : .expired))
        #expect(clock.since == (lifts ? "2026-09-02" : "2026-01-08"))
        #expect(clock.tooLate.map(\.decision) == (lifts ? [] : ["leave"]))
        #expect(clock.approval == nil)
    }

    private func vacancy(_ on: String) -> DeclareVacancy {
        make(DeclareVacancy.self) {
            ($0.person, $0.on, $0.reason) = ("councillor-c", on, "no meeting attended")
        }
    }

    @Test("a declared vacancy stays declared; elected again in a new seat, a new clock starts")
    func electedAgain() throws {
        let rolls = [rolled("council", "2026-01-08"), rolled("council", "2026-09-02")]
        let declared = council.when(vacancy("10 September 2026"), at: "2026-09-11T09:00").accepted()
        #expect(clocks(in: declared, rolls, on: "2026-09-09").first?.standing == .expired)
        #expect(clocks(in: declared, rolls, on: "2026-09-10").first?.standing == .declared)
        let attended = rolls + [rolled("council", "2026-10-01")]
        #expect(clocks(in: declared, attended, on: "2026-10-02").first?.standing == .declared)
        let again = declared.and(
            Fact.vacated("council", "councillor-c", on: "2026-09-10"),
            Fact.seat("council", "councillor-c", from: "2026-10-15"))
        let clock = try #require(clocks(in: again, attended, on: "2026-10-15").first)
        #expect((clock.standing, clock.since, clock.start) == (.running, "2026-10-15", .tookOffice))
        #expect(clocks(in: again, attended, on: "2026-10-14").isEmpty)
    }

    @Test("where the same member fills the vacancy and the seat is not recorded anew, from that day")
    func filledBySame() throws {
        let filled = council.when(vacancy("10 September 2026"), at: "2026-09-11T09:00").accepted().when(
            make(FillVacancy.self) {
                ($0.person, $0.on, $0.by) = ("councillor-c", "15 October 2026", "councillor-c")
            }, at: "2026-10-16T09:00"
        ).accepted()
        let rolls = [rolled("council", "2026-01-08")]
        #expect(clocks(in: filled, rolls, on: "2026-10-14").first?.standing == .declared)
        #expect(clocks(in: filled, rolls, on: "2026-10-15").first?.since == "2026-10-15")
    }

    @Test("a tenure that follows another without a gap does not clear it; one after a gap starts anew")
    func tenures() throws {
        let seats = { (from: PartialDate) in
            self.council.and(
                Fact.vacated("council", "councillor-c", on: "2026-08-01"),
                Fact.seat("council", "councillor-c", from: from))
        }
        let rolls = [rolled("council", "2026-01-08")]
        #expect(clocks(in: seats("2026-08-01"), rolls, on: "2026-08-20").first?.standing == .expired)
        #expect(clocks(in: seats("2026-08-02"), rolls, on: "2026-08-20").first?.standing == .running)
    }

    @Test(
        "leaving the executive after its six months ended does not hide that, while the seat on the Council lasts"
    )
    func leftTheExecutive() throws {
        let rolls = [rolled("cabinet", "2026-01-08"), rolled("council", "2026-06-20")]
        let left = { (day: PartialDate) in self.council.and(Fact.vacated("cabinet", "leader", on: day)) }
        let found = clocks(in: left("2026-08-01"), of: "leader", rolls, on: "2026-08-20")
        #expect(found.map(\.kind) == [.any, .executive])
        #expect(found.last?.standing == .expired)
        // The six months ended with 8 July: who left on the 9th was a member of it to the end of them only.
        #expect(clocks(in: left("2026-07-09"), of: "leader", rolls, on: "2026-08-20").map(\.kind) == [.any])
        #expect(clocks(in: left("2026-07-10"), of: "leader", rolls, on: "2026-08-20").count == 2)
    }

    // MARK: - Time of which the record has no attendance

    /// Without any other roll.
    private func standing(
        _ rolls: [RolledAttendance], on day: CivilDate = "2026-09-10", of person: PersonID = "councillor-c",
        _ kind: SixMonthKind = .any
    ) -> SixMonthStanding? {
        council.state.directory.sixMonthClocks(of: person, rolls, on: day).first { $0.kind == kind }?.standing
    }

    @Test("six months of which no roll names the member end nothing: whether they attended is not known")
    func notKnown() {
        let attended = rolled("council", "2026-01-08")
        #expect(standing([attended], on: "2026-07-08") == .warning)
        #expect(standing([attended], on: "2026-07-09") == .notKnown)
        #expect(standing([], on: "2026-07-06") == .notKnown)
    }

    @Test(
        "a meeting missed in their last three months ends them: before that the record may have stopped",
        arguments: [
            ("2026-01-09", .notKnown), ("2026-04-08", .notKnown), ("2026-04-09", .expired),
            ("2026-07-08", .expired), ("2026-07-09", .notKnown),
        ] as [(CivilDate, SixMonthStanding)])
    func missedOn(_ day: CivilDate, _ expected: SixMonthStanding) {
        #expect(standing([rolled("council", "2026-01-08"), rolled("malap", day, .apologies)]) == expected)
    }

    @Test(
        "where the attendance of a meeting in them is not recorded, it is not known either",
        arguments: [
            ("2026-01-08", .expired), ("2026-01-09", .notKnown), ("2026-07-08", .notKnown),
            ("2026-07-09", .expired),
        ] as [(CivilDate, SixMonthStanding)])
    func unrecorded(_ day: CivilDate, _ expected: SixMonthStanding) {
        let rolls = [rolled("council", "2026-01-08"), rolled("malap", "2026-06-03", .absent)]
        let directory = council.state.directory
        func standing(_ kind: MeetingKind) -> SixMonthStanding? {
            directory.sixMonthClocks(
                of: "councillor-c", rolls, unrecorded: [("council", day, kind)], on: "2026-09-10"
            ).first?.standing
        }
        #expect(standing(.ordinary) == expected)
        // Training is no meeting of the authority.
        #expect(standing(.training) == .expired)
    }

    @Test(
        "so does attending remotely where that does not count, but no training, and no body that is not there"
    )
    func whatIsMissed() throws {
        let attended = rolled("council", "2026-01-08")
        #expect(standing([attended, rolled("council", "2026-05-05", .presentVirtually)]) == .expired)
        let training = RolledAttendance(
            meeting: "council-2026-05-05", body: "council", date: "2026-05-05", standing: .absent,
            kind: .training)
        #expect(standing([attended, training]) == .notKnown)
        #expect(standing([attended, rolled("nobody", "2026-05-05", .absent)]) == .notKnown)
    }

    @Test("the executive's clock looks at the executive's meetings only")
    func executiveMissed() {
        let attended = [rolled("cabinet", "2026-01-08"), rolled("council", "2026-06-20")]
        let council = rolled("council", "2026-05-05", .absent)
        #expect(standing(attended + [council], on: "2026-08-20", of: "leader", .executive) == .notKnown)
        let cabinet = rolled("cabinet", "2026-05-05", .absent)
        #expect(standing(attended + [cabinet], on: "2026-08-20", of: "leader", .executive) == .expired)
    }

    @Test("attending after months of which nothing is known sets the clock back")
    func attendedAfterwards() {
        let rolls = [rolled("council", "2026-01-08"), rolled("council", "2027-02-10")]
        #expect(standing(rolls, on: "2027-03-01") == .running)
        #expect(standing(rolls + [rolled("council", "2026-05-01", .absent)], on: "2027-03-01") == .expired)
        // What was missed after the six months of which nothing is known is missed for nothing.
        #expect(standing(rolls + [rolled("council", "2026-12-01", .absent)], on: "2027-03-01") == .running)
    }

    @Test(
        "whether those months had ended the seat stays in doubt: attending on their last day, and the day after",
        arguments: [("2026-07-08", false), ("2026-07-09", true), ("2027-02-10", true)] as [(CivilDate, Bool)])
    func doubted(_ day: CivilDate, _ isDoubted: Bool) throws {
        func clock(_ more: [RolledAttendance] = [], on now: CivilDate = "2027-03-01") throws -> SixMonthClock
        {
            let rolls = [rolled("council", "2026-01-08"), rolled("council", day)] + more
            return try #require(
                council.state.directory.sixMonthClocks(
                    of: "councillor-c", rolls.sorted { $0.date < $1.date }, on: now
                ).first)
        }
        #expect(try clock(on: day).doubtedEnd == (isDoubted ? "2026-07-08" : nil))
        // A roll that turns out to name them in those months settles it, and one that has them absent does too.
        guard isDoubted else { return }
        let there = rolled("council", "2026-07-08")
        #expect(
            try clock([there], on: max(day, "2026-07-10")).doubtedEnd
                == (day == "2027-02-10" ? "2027-01-08" : nil))
        let missed = try clock([rolled("council", "2026-05-01", .absent)], on: day)
        #expect(missed.doubtedEnd == nil && missed.standing == .expired)
    }

    // MARK: - The record's first day

    /// Councillor C on the Council since 2019, in a record that begins on 1 May 2026.
    private var begun: Given {
        RecordBeginningTests.council().and(
            Fact.seat("council", "councillor-c", from: "2019-05-06"))
    }

    @Test(
        "in office before the record begins: from its first day, and nothing has ended before six months are over"
    )
    func beginning() throws {
        let first = try #require(clocks(in: begun, [], on: "2026-05-01").first)
        #expect((first.since, first.start, first.standing) == ("2026-05-01", .recordBegins, .running))
        #expect(clocks(in: begun, [], on: "2026-04-30").isEmpty)
        #expect(clocks(in: begun, [], on: "2026-11-01").first?.standing == .warning)
        #expect(clocks(in: begun, [], on: "2026-11-02").first?.standing == .expired)
        // An attendance before the first day does not make the clock start earlier.
        let before = clocks(in: begun, [rolled("council", "2026-01-08")], on: "2026-10-01").first
        #expect((before?.since, before?.start) == ("2026-05-01", .recordBegins))
        #expect(clocks(in: begun, [rolled("council", "2026-05-01")], on: "2026-06-01").first?.attended != nil)
    }

    @Test(
        "took office on the first day, the day before, the day after",
        arguments: [
            ("2026-04-30", SixMonthStart.recordBegins, "2026-05-01"),
            ("2026-05-01", .tookOffice, "2026-05-01"),
            ("2026-05-02", .tookOffice, "2026-05-02"),
        ])
    func tookOffice(_ from: PartialDate, _ start: SixMonthStart, _ since: CivilDate) throws {
        let given = RecordBeginningTests.council().and(Fact.seat("council", "councillor-c", from: from))
        let clock = try #require(clocks(in: given, [], on: "2026-06-01").first)
        #expect((clock.start, clock.since) == (start, since))
    }

    private func state(_ on: String, _ body: String = "council") -> StateLastAttendance {
        make(StateLastAttendance.self) {
            ($0.person, $0.body, $0.on) = ("councillor-c", body, on)
            $0.source = "Minutes of the Council, signed"
        }
    }

    @Test("an opening fact sets where the clock starts, with its source")
    func stated() throws {
        let given = begun.when(state("15 March 2026"), at: "2026-05-03T09:00").accepted()
        let clock = try #require(clocks(in: given, [], on: "2026-06-01").first)
        #expect((clock.since, clock.lastDay) == ("2026-03-15", "2026-09-15"))
        guard case .stated(let stated) = clock.start else {
            Issue.record("\(clock.start)")
            return
        }
        #expect(stated.source == "Minutes of the Council, signed")
        // Attending later counts as ever; on the day after the last it does not.
        #expect(
            clocks(in: given, [rolled("council", "2026-09-15")], on: "2026-10-01").first?.standing == .running
        )
        #expect(
            clocks(in: given, [rolled("council", "2026-09-16")], on: "2026-10-01").first?.standing == .expired
        )
        // Withdrawn again, the clock starts on the record's first day.
        let withdrawn = given.when(
            make(TakeBackEntry.self) { ($0.entry, $0.reason) = (given.events.count, "another councillor's") },
            at: "2026-05-04T09:00"
        ).accepted()
        #expect(clocks(in: withdrawn, [], on: "2026-06-01").first?.start == .recordBegins)
    }

    @Test("an opening fact is of a qualifying meeting, before the record, and not six months before it")
    func refusedOpening() {
        let at: CivilDateTime = "2026-05-03T09:00"
        begun.when(state("1 May 2026"), at: at)
            .thenRefused(rule: "before-the-record", record: "person/councillor-c")
        begun.when(state("30 April 2026"), at: at).accepted()
        begun.when(state("1 November 2025"), at: at).accepted()
        begun.when(state("31 October 2025"), at: at)
            .thenRefused(rule: "within-six-months", record: "person/councillor-c")
        let informal = begun.and(Fact.body("ward-surgery", "Ward surgery", .informal))
        informal.when(state("15 March 2026", "ward-surgery"), at: at)
            .thenRefused(rule: "qualifying-body", record: "person/councillor-c")
    }
}
