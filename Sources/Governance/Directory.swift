// The directory: all people, groups, offices and bodies. Some thousand entries however long the log
// grows, so it is always at hand when a command is decided.

/// Who and what there is, folded from the entries about people, groups, offices and bodies.
public struct Directory: Sendable, Equatable {
    public private(set) var council: Council?
    public private(set) var people: [PersonID: Person] = [:]
    public private(set) var groups: [GroupID: PoliticalGroup] = [:]
    public private(set) var offices: [OfficeID: Office] = [:]
    public private(set) var bodies: [BodyID: Body] = [:]
    public private(set) var places: [PlaceID: Place] = [:]
    /// Which of them a name may mean, so that an identifier that is also somebody's name is noticed.
    var names = NameIndex()
    /// What happened to each of them: few entries, so that any of them can be taken back.
    var histories = Histories()

    public init() {}

    /// How many names are known, for a test that nothing is kept of what is taken back.
    package var nameCount: Int { names.count }

    /// Takes in what happened. Events of other records change nothing here.
    public mutating func evolve(_ event: Event) {
        if event.changesDirectory, event.takenBack == nil {
            histories.events[event.stream, default: []].append(event)
            names.note(event)
        }
        switch event {
        case .directoryTakenBack(let it): evolve(it)
        case .councilFounded(let it): council = Council(it)
        case .councilCalendarSet(let it): council?.evolve(it)
        case .councilRenamed(let it): council?.evolve(it)
        case .personKindCorrected(let it): people[it.person]?.evolve(it)
        case .personWithdrawn(let it): people[it.person]?.evolve(it)
        case .officeRetitled(let it): offices[it.office]?.evolve(it)
        case .bodyCorrected(let it): bodies[it.body]?.evolve(it)
        case .recordBeginningSet(let it): council?.evolve(it)
        case .keySucceeded(let it): council?.evolve(it)
        case .personRegistered(let it): people[it.person] = Person(it)
        case .personRenamed(let it): people[it.person]?.rename(it)
        case .groupJoined(let it):
            people[it.person]?.groups.append(.init(group: it.group, tenure: it.tenure))
        case .groupLeft(let it): people[it.person]?.groups.end(on: it.on) { $0.group == it.group }
        case .groupMembershipCorrected(let it):
            people[it.person]?.groups.correct(it.correction) { $0.group == it.group }
        case .groupFormed(let it): groups[it.group] = PoliticalGroup(id: it.group, name: it.name)
        case .groupRenamed(let it): groups[it.group]?.rename(it.name)
        case .officeEstablished(let it): offices[it.office] = Office(it)
        case .officeTaken(let it):
            offices[it.office]?.holders.append(.init(person: it.person, tenure: it.tenure))
        case .officeLeft(let it): offices[it.office]?.holders.end(on: it.on) { $0.person == it.person }
        case .officeTenureCorrected(let it):
            offices[it.office]?.holders.correct(it.correction) { $0.person == it.person }
        case .bodyEstablished(let it): bodies[it.body] = Body(it)
        case .bodyRenamed(let it): bodies[it.body]?.evolve(it)
        case .termsAdopted(let it): bodies[it.body]?.evolve(it)
        case .bodyMerged(let it): bodies[it.body]?.evolve(it)
        case .bodyDissolved(let it): bodies[it.body]?.evolve(it)
        case .seatFilled(let it): bodies[it.body]?.evolve(it)
        case .seatVacated(let it): bodies[it.body]?.evolve(it)
        case .seatCorrected(let it): bodies[it.body]?.evolve(it)
        case .personDBSRecorded(let it): people[it.person]?.dbs.append(it.record)
        case .placeOpened(let it): places[it.place] = Place(it)
        case .placeVisitsRequired(let it): places[it.place]?.evolve(it)
        case .placeClosed(let it): places[it.place]?.evolve(it)
        case .placeCorrected(let it): places[it.place]?.evolve(it)
        case .meetingScheduled, .meetingRescheduled, .meetingCancelled, .meetingHeld, .meetingWithdrawn,
            .attendanceRecorded, .attendanceCorrected, .decisionRecorded, .decisionPublished,
            .decisionCorrected, .decisionWithdrawn, .resolutionAmended, .resolutionCalledIn,
            .callInConcluded, .resolutionRatified, .resolutionImplemented, .resolutionVoted, .meetingChaired,
            .statisticReported, .questionPut, .noticeIssued,
            .noticeAcknowledged, .noticeWaived, .itemTabled, .itemRemoved, .agendaPublished,
            .minutesRecorded, .dutyEstablished, .dutyChanged, .dutyDischarged, .dutyDischargeWithdrawn,
            .dutyWithdrawn, .paperSubmitted, .paperImplicationAdded, .paperCorrected, .paperWithdrawn,
            .matterRaised, .matterAnswered, .matterClosed, .matterReopened, .actionRaised,
            .actionProgressed, .actionCompleted, .actionWithdrawn,
            .visitAllocated, .visitMade, .visitReported,
            .visitFollowUpRaised, .visitFollowUpCompleted, .visitWithdrawn, .pledgeAdopted,
            .pledgePresented, .pledgeSigned, .pledgeSignatureWithdrawn, .promiseAssessed,
            .promiseAssessmentWithdrawn, .issueListEstablished, .issueListed, .issueAssigned,
            .issueConsidered, .issueAnswered, .issueFedBack, .issueAnswerJudged, .issueRetired,
            .issueCorrected,
            .noticeFollowedUp, .noticeDelivered, .noticeDeliveryFailed, .noticeDrafted,
            .noticeDraftWithdrawn, .attachmentAdded, .recordTakenBack, .keyDecisionNoticed,
            .meetingNoticeExcepted, .interestDeclared:
            break
        case .personSuspended(let it): people[it.person]?.evolve(it)
        case .suspensionCorrected(let it): people[it.person]?.evolve(it)
        case .absenceApproved(let it): people[it.person]?.evolve(it)
        case .interestRegistered(let it): people[it.person]?.evolve(it)
        case .interestEnded(let it): people[it.person]?.evolve(it)
        case .dispensationGranted(let it): people[it.person]?.evolve(it)
        case .vacancyDeclared(let it): people[it.person]?.evolve(it)
        case .vacancyFilled(let it): people[it.person]?.evolve(it)
        case .lastAttendanceStated(let it): people[it.person]?.evolve(it)
        }
    }

    /// The event types that the directory is folded from.
    public static let eventTypes: [String] = [
        CouncilFounded.type, CouncilCalendarSet.type, KeySucceeded.type, PersonRegistered.type,
        PersonRenamed.type,
        GroupJoined.type, GroupLeft.type, GroupMembershipCorrected.type, GroupFormed.type, GroupRenamed.type,
        OfficeEstablished.type, OfficeTaken.type, OfficeLeft.type, OfficeTenureCorrected.type,
        BodyEstablished.type, BodyRenamed.type, TermsAdopted.type, BodyMerged.type, BodyDissolved.type,
        SeatFilled.type, SeatVacated.type, SeatCorrected.type,
        PlaceOpened.type, PlaceVisitsRequired.type, PlaceClosed.type, PlaceCorrected.type,
        PersonDBSRecorded.type,
        PersonSuspended.type, SuspensionCorrected.type, AbsenceApproved.type, VacancyDeclared.type,
        DirectoryTakenBack.type, VacancyFilled.type, RecordBeginningSet.type, LastAttendanceStated.type,
        CouncilRenamed.type, PersonKindCorrected.type, PersonWithdrawn.type, OfficeRetitled.type,
        BodyCorrected.type, InterestRegistered.type, InterestEnded.type, DispensationGranted.type,
    ]
}

extension Directory {
    /// Makes one record what it is in another directory.
    mutating func put(_ record: Stream, from other: Directory) {
        for event in histories.events[record] ?? [] { names.forget(event) }
        histories.events[record] = other.histories.events[record]
        for event in histories.events[record] ?? [] { names.note(event) }
        switch record {
        case .council: council = other.council
        case .person(let id): people[id] = other.people[id]
        case .group(let id): groups[id] = other.groups[id]
        case .office(let id): offices[id] = other.offices[id]
        case .body(let id): bodies[id] = other.bodies[id]
        case .place(let id): places[id] = other.places[id]
        case .meeting, .decision, .notice, .duty, .paper, .matter, .action, .visit, .pledge, .issueList:
            break
        }
    }
}

extension Event {
    /// What happened, in a sentence without a full stop.
    public func sentence(naming names: Directory) -> String { payload.sentence(naming: names) }

    /// Whether it is of the kinds that the directory is folded from.
    public var changesDirectory: Bool {
        switch self {
        case .meetingScheduled, .meetingHeld, .attendanceRecorded, .attendanceCorrected: false
        default: Self.directoryTypes.contains(typeName)
        }
    }

    private static let directoryTypes = Set(Directory.eventTypes)

    /// The record that it happened to.
    public var stream: Stream {
        switch self {
        // The most frequent ones without making a payload of any kind of them first.
        case .attendanceCorrected(let it): .meeting(it.meeting)
        case .attendanceRecorded(let it): .meeting(it.meeting)
        case .meetingScheduled(let it): .meeting(it.meeting)
        case .meetingHeld(let it): .meeting(it.meeting)
        default: payload.stream
        }
    }
}

// MARK: - By identifier

extension Directory {
    /// The person of that identifier, or a refusal.
    public func existing(_ id: PersonID) throws(Rejection) -> Person {
        guard let found = people[id] else { throw .unknown("person", id.text, "minutectl person list") }
        return found
    }

    /// The political group of that identifier, or a refusal.
    public func existing(_ id: GroupID) throws(Rejection) -> PoliticalGroup {
        guard let found = groups[id] else { throw .unknown("group", id.text, "minutectl group list") }
        return found
    }

    /// The office of that identifier, or a refusal.
    public func existing(_ id: OfficeID) throws(Rejection) -> Office {
        guard let found = offices[id] else { throw .unknown("office", id.text, "minutectl office list") }
        return found
    }

    /// The body of that identifier, or a refusal.
    public func existing(_ id: BodyID) throws(Rejection) -> Body {
        guard let found = bodies[id] else { throw .unknown("body", id.text, "minutectl body list") }
        return found
    }

    /// The place of that identifier, or a refusal.
    public func existing(_ id: PlaceID) throws(Rejection) -> Place {
        guard let found = places[id] else { throw .unknown("place", id.text, "minutectl place list") }
        return found
    }

    /// The person's name, or the identifier where there is none.
    public func name(_ id: PersonID) -> String { people[id]?.name ?? id.text }

    /// The name that the person had on the day, or the identifier where there is none.
    public func name(_ id: PersonID, on day: CivilDate) -> String { people[id]?.name(on: day) ?? id.text }

    /// The body's name; the identifier if the record does not have the body.
    public func name(_ id: BodyID) -> String { bodies[id]?.name ?? id.text }

    /// The group's name; the identifier if the record does not have the group.
    public func name(_ id: GroupID) -> String { groups[id]?.name ?? id.text }

    /// The office's title; the identifier if the record does not have the office.
    public func name(_ id: OfficeID) -> String { offices[id]?.title ?? id.text }

    /// The place's name; the identifier if the record does not have the place.
    public func name(_ id: PlaceID) -> String { places[id]?.name ?? id.text }

    /// The office of that kind, and of that group where it is a group's.
    public func office(_ kind: OfficeKind, of group: GroupID? = nil) -> Office? {
        offices.values.first { $0.kind == kind && $0.group == group }
    }
}

extension Directory {
    /// The executive of that day: of those that had not ended, the one that ended first.
    public func executive(on day: CivilDate) -> Body? {
        bodies.values
            .filter { $0.kind == .executive && ($0.ended.map { day < $0.earliest } ?? true) }
            .min { ($0.ended?.earliest ?? .last, $0.id) < ($1.ended?.earliest ?? .last, $1.id) }
    }
}

extension Rejection {
    static func unknown(_ what: String, _ reference: String, _ list: String) -> Rejection {
        Rejection(
            "known-\(what)", "\(what)/\(reference)", "There is no \(what) \"\(reference)\" in the record.",
            remedy: "List them with `\(list)`.")
    }
}
