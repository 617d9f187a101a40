// What is asked of a replay's history, so that the answers can be compared with those that were checked by
// hand: a query, its question, and the day and state of knowledge that it is asked for.

public import Codec
public import Governance
public import Ledger
public import Projections
import Reports

/// A question with a fixed "now", and the file that holds the answer.
public struct Inquiry: Record, Equatable {
    /// The file's name in `expected/`.
    public var into = ""
    public var query = Query.meetings
    public var question = JSONObject()
    /// The council's clocks when it is asked.
    public var now = CivilDateTime.placeholder
    /// The day whose state is asked for.
    public var asAt = CivilDate.placeholder
    /// Only what was recorded before this time, RFC 3339, is taken as known; everything if left out.
    public var knownBefore: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("into", &into)
        try coder.field("query", &query)
        try coder.field("question", &question)
        try coder.field("now", &now)
        try coder.field("asat", &asAt)
        try coder.field("knownbefore", &knownBefore, "RFC 3339; everything is known if left out")
    }

    /// The queries that can be asked.
    public enum Query: String, Choice {
        case people, groups, offices, bodies, seats, meetings, meeting, attendance, decisions, decision
        case nonAttendance = "non-attendance"
        case duties, duty, papers, paper, agendas, minutes, matters, actions, chains
        case dutyCalendar = "duty-calendar"
        case reportsBack = "reports-back"
        case sixMonth = "six-month"
        case digest
    }

    /// The answer as JSON over several lines.
    public func answer(_ projections: ProjectionStore, _ ledger: LedgerStore) throws -> String {
        let last = try knownBefore.map { time in
            guard let time = LogInstant(rfc3339: time) else { throw FieldError("is no time: \(time)") }
            var filter = EntryFilter()
            (filter.recordedBefore, filter.isNewestFirst, filter.limit) = (time, true, 1)
            return try ledger.list(filter).entries.first?.seq ?? 0
        }
        let json = try projections.ask(asAt: asAt, asKnownOn: last, now: now) { try ask($0) }
        return try JSONDocument(json).root.indented + "\n"
    }

    private func ask(_ reading: Reading) throws -> [UInt8] {
        let question = question.bytes
        switch query {
        case .people: return try reading.people(PeopleQuestion(json: question)).json
        case .groups: return try reading.groups(GroupsQuestion(json: question)).json
        case .offices: return try reading.offices(OfficesQuestion(json: question)).json
        case .bodies: return try reading.bodies(BodiesQuestion(json: question)).json
        case .seats: return try reading.seats(SeatsQuestion(json: question)).json
        case .meetings: return try reading.meetings(MeetingsQuestion(json: question)).json
        case .meeting: return try reading.meeting(MeetingQuestion(json: question)).json
        case .attendance: return try reading.attendance(AttendanceQuestion(json: question)).json
        case .decisions: return try reading.decisions(DecisionsQuestion(json: question)).json
        case .decision: return try reading.decision(DecisionQuestion(json: question)).json
        case .sixMonth: return try reading.sixMonth(SixMonthQuestion(json: question)).json
        case .digest: return try reading.digest(DigestQuestion(json: question)).json
        case .nonAttendance: return try reading.nonAttendance(NonAttendanceQuestion(json: question)).json
        case .duties: return try reading.duties(DutiesQuestion(json: question)).json
        case .duty: return try reading.duty(DutyQuestion(json: question)).json
        case .dutyCalendar: return try reading.dutyCalendar(DutyCalendarQuestion(json: question)).json
        case .papers: return try reading.papers(PapersQuestion(json: question)).json
        case .paper: return try reading.paper(PaperQuestion(json: question)).json
        case .agendas: return try reading.agendas(AgendasQuestion(json: question)).json
        case .minutes: return try reading.minutes(MinutesQuestion(json: question)).json
        case .matters: return try reading.matters(MattersQuestion(json: question)).json
        case .reportsBack: return try reading.reportsBack(ReportsBackQuestion(json: question)).json
        case .actions: return try reading.actions(ActionsQuestion(json: question)).json
        case .chains: return try reading.chains(ChainsQuestion(json: question)).json
        }
    }
}
