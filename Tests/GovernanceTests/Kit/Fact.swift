// The events that tests need again and again, each in one line.

import Governance

/// Makers of events.
enum Fact {
    static func registered(_ person: PersonID, _ name: String?, _ kind: PersonKind = .councillor) -> Event {
        .personRegistered(
            make(PersonRegistered.self) { ($0.person, $0.name, $0.kind) = (person, name, kind) })
    }

    static func joined(_ person: PersonID, _ group: GroupID, from: PartialDate) -> Event {
        .groupJoined(make(GroupJoined.self) { ($0.person, $0.group, $0.from) = (person, group, from) })
    }

    static func leftGroup(_ person: PersonID, _ group: GroupID, on: PartialDate) -> Event {
        .groupLeft(make(GroupLeft.self) { ($0.person, $0.group, $0.on) = (person, group, on) })
    }

    static func formed(_ group: GroupID, _ name: String) -> Event {
        .groupFormed(make(GroupFormed.self) { ($0.group, $0.name) = (group, name) })
    }

    static func office(_ id: OfficeID, _ title: String, _ kind: OfficeKind, of group: GroupID? = nil) -> Event
    {
        .officeEstablished(
            make(OfficeEstablished.self) {
                ($0.office, $0.title, $0.kind, $0.group) = (id, title, kind, group)
            })
    }

    static func took(_ office: OfficeID, _ person: PersonID, from: PartialDate) -> Event {
        .officeTaken(make(OfficeTaken.self) { ($0.office, $0.person, $0.from) = (office, person, from) })
    }

    static func left(_ office: OfficeID, _ person: PersonID, on: PartialDate) -> Event {
        .officeLeft(make(OfficeLeft.self) { ($0.office, $0.person, $0.on) = (office, person, on) })
    }

    static func body(
        _ id: BodyID, _ name: String, _ kind: BodyKind = .board, aliases: [String] = []
    ) -> Event {
        .bodyEstablished(
            make(BodyEstablished.self) {
                ($0.body, $0.name, $0.kind, $0.aliases) = (id, name, kind, aliases)
            })
    }

    static func terms(_ body: BodyID, from: PartialDate? = nil, _ fill: (inout Terms) -> Void) -> Event {
        .termsAdopted(
            make(TermsAdopted.self) { ($0.body, $0.from, $0.terms) = (body, from, make(Terms.self, fill)) })
    }

    static func seat(
        _ body: BodyID, _ person: PersonID, _ capacity: String = "councillor",
        from: PartialDate = "2007-01-01",
        chairs: Bool = false
    ) -> Event {
        .seatFilled(
            make(SeatFilled.self) {
                ($0.body, $0.person, $0.capacity) = (body, person, capacity)
                ($0.from, $0.chairs) = (from, chairs)
            })
    }

    static func vacated(_ body: BodyID, _ person: PersonID, on: PartialDate) -> Event {
        .seatVacated(make(SeatVacated.self) { ($0.body, $0.person, $0.on) = (body, person, on) })
    }

    static func merged(_ body: BodyID, into: BodyID, on: PartialDate) -> Event {
        .bodyMerged(make(BodyMerged.self) { ($0.body, $0.into, $0.on) = (body, into, on) })
    }

    static func dissolved(_ body: BodyID, on: PartialDate) -> Event {
        .bodyDissolved(make(BodyDissolved.self) { ($0.body, $0.on) = (body, on) })
    }

    static func scheduled(_ meeting: MeetingID, of body: BodyID, _ starts: CivilDateTime) -> Event {
        .meetingScheduled(
            make(MeetingScheduled.self) { ($0.meeting, $0.body, $0.starts) = (meeting, body, starts) })
    }

    static func held(_ meeting: MeetingID) -> Event {
        .meetingHeld(make(MeetingHeld.self) { $0.meeting = meeting })
    }

    static func cancelled(_ meeting: MeetingID) -> Event {
        .meetingCancelled(
            make(MeetingCancelled.self) { ($0.meeting, $0.reason) = (meeting, "the room was flooded") })
    }

    static func withdrawn(_ meeting: MeetingID) -> Event {
        .meetingWithdrawn(
            make(MeetingWithdrawn.self) { ($0.meeting, $0.reason) = (meeting, "entered for another body") })
    }

    static func roll(_ meeting: MeetingID, _ entries: RollEntry...) -> Event {
        .attendanceRecorded(
            make(AttendanceRecorded.self) { ($0.meeting, $0.entries) = (meeting, entries) })
    }

    /// A meeting that was scheduled and held and has this roll.
    static func meeting(
        _ meeting: MeetingID, of body: BodyID, _ starts: CivilDateTime, _ roll: [(PersonID, Standing)]
    ) -> [Event] {
        var taken = AttendanceRecorded()
        (taken.meeting, taken.entries) = (meeting, roll.map { RollEntry($0.0, $0.1) })
        return [scheduled(meeting, of: body, starts), held(meeting), .attendanceRecorded(taken)]
    }

    static func published(_ decision: DecisionID, on: CivilDate) -> Event {
        .decisionPublished(make(DecisionPublished.self) { ($0.decision, $0.on) = (decision, on) })
    }
}
