// One person whole, out of what each part of the record says of them.

import Governance
import Ledger
public import Reports

extension Reading {
    /// A person with all that the record has about them.
    public func person(_ question: PersonQuestion) throws -> PersonReport {
        let known = try directory.person(question.person)
        let name = "person/\(known.id)"
        var report = PersonReport()
        report.basis = basis
        var people = PeopleQuestion()
        people.person = name
        report.person = try self.people(people).people.first ?? PersonValue()
        hold(known, in: &report)
        var attendance = AttendanceQuestion()
        attendance.person = name
        report.attendance = try self.attendance(attendance).members.first
        var clocks = SixMonthQuestion()
        clocks.person = name
        if known.kind == .councillor { report.clocks = try sixMonth(clocks).clocks }
        report.notices = try notices(about: known.id)
        var votes = MemberVotesQuestion()
        votes.member = name
        report.votes = try memberVotes(votes).votes
        var interests = InterestsQuestion()
        interests.member = name
        let held = try self.interests(interests)
        (report.interests, report.declared) = (held.registered, held.declared)
        report.dispensations = held.dispensations
        try addWork(of: known.id, name, to: &report)
        report.history = try historyNaming(known.id)
        return report
    }

    /// What they hold and held by the day, the latest first.
    private func hold(_ known: Person, in report: inout PersonReport) {
        func value(_ record: String, _ name: String, _ tenure: Tenure) -> HoldingValue? {
            guard tenure.from.earliest <= asAt else { return nil }
            var value = HoldingValue()
            (value.record, value.name, value.from) = (record, name, tenure.from)
            // An end that is still to come is part of what is on record today; looked back at, it was to come.
            value.until = tenure.until.flatMap { $0.earliest <= asAt || isToday ? $0 : nil }
            return value
        }
        for body in directory.bodies.values {
            report.seats += body.seats.filter { $0.person == known.id }.compactMap { seat in
                guard var held = value("body/\(body.id)", body.name, seat.tenure) else { return nil }
                (held.capacity, held.ward) = (seat.capacity, seat.details.ward)
                held.chairs = seat.chairs ? true : nil
                return held
            }
            // Who chaired for a part only of the time in their seat.
            report.seats += body.chairings.filter { $0.person == known.id }.compactMap { chairing in
                guard var held = value("body/\(body.id)", body.name, chairing.tenure) else { return nil }
                held.chairs = true
                return held
            }
        }
        for office in directory.offices.values {
            report.offices += office.holders.filter { $0.person == known.id }.compactMap {
                value("office/\(office.id)", office.title, $0.tenure)
            }
        }
        report.groups = known.groups.compactMap {
            value("group/\($0.group)", directory.name($0.group), $0.tenure)
        }
        report.vacancies = known.vacancies.filter { $0.on <= asAt }.sorted { $1.on < $0.on }.map { vacancy in
            var value = PersonVacancyValue()
            (value.on, value.cause, value.reason) = (vacancy.on, vacancy.cause, vacancy.reason)
            guard let filled = vacancy.filled, filled <= asAt else { return value }
            (value.filled, value.filledBy) = (filled, vacancy.filledBy?.text)
            value.filledByName = vacancy.filledBy.map { directory.name($0) }
            return value
        }
        for path in [\PersonReport.seats, \.offices, \.groups] {
            report[keyPath: path].sort { ($1.from.earliest, $0.record) < ($0.from.earliest, $1.record) }
        }
    }

    private func notices(about person: PersonID) throws -> [PersonNoticeValue] {
        var question = NonAttendanceQuestion()
        question.person = "person/\(person)"
        return try nonAttendance(question).notices.map { notice in
            var value = PersonNoticeValue()
            (value.notice, value.body, value.bodyName) = (notice.id, notice.body, notice.bodyName)
            (value.status, value.missed) = (notice.status, notice.absences.count)
            value.last = notice.absences.last?.date
            return value
        }
    }

    /// What waits for them: duties and actions that they answer for, and checks that their seats need.
    private func addWork(of person: PersonID, _ name: String, to report: inout PersonReport) throws {
        var duties = DutiesQuestion()
        duties.person = name
        report.duties = try self.duties(duties).duties.filter(\.isOpen)
        report.actions = try actions(ActionsQuestion()).actions.filter { action in
            action.owner.person == person.text && (action.standing == .open || action.standing == .overdue)
        }
        report.checks = try checks(DBSQuestion()).checks.filter { $0.person == person.text }
    }

    /// The entries about a person: their own, and those of bodies and offices that name them.
    private func historyNaming(_ person: PersonID) throws -> [HistoryValue] {
        let mention = Array("\"person\":\"\(person)\"".utf8)
        var seqs: [Stream: Set<Int>] = [:]
        try ledger.forEach(ofTypes: Self.typesOfHoldings, upTo: point.position) { seq, bytes in
            guard bytes.contains(mention) else { return }
            seqs[try Event(seq: seq, entry: bytes).payload.stream, default: []].insert(seq)
        }
        var found = try history(of: .person(person))
        for (stream, its) in seqs { found += try history(of: stream).filter { its.contains($0.seq) } }
        return found.filter { isToday || $0.recordedDay <= asAt }.sorted { $0.seq < $1.seq }
    }

    private static let typesOfHoldings = [
        SeatFilled.type, SeatVacated.type, SeatCorrected.type, OfficeTaken.type, OfficeLeft.type,
        OfficeTenureCorrected.type,
    ]
}
