// Commands: what people ask to be recorded. A command is decided against the state and gives the events
// that are then recorded, or a refusal. Deciding is pure: it reads no clock and nothing outside the state.

public import Codec

/// Something that somebody asks to be recorded.
///
/// A command speaks as people do: names, the beginnings of identifiers, dates as they are written. Its
/// events say the same exactly.
public protocol Command: Record {
    /// The records that it names, which have to be at hand when it is decided.
    func needs(in directory: Directory, on today: CivilDate) -> [Need]

    /// What is to be recorded.
    ///
    /// - Returns: the events, in order; none if the record says all of it already.
    func decide(in context: Context) throws(Rejection) -> [Event]
}

extension Command {
    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [] }
}

/// A record outside the directory that a command names.
public enum Need: Hashable, Sendable {
    /// A meeting by the beginning of its identifier.
    case meeting(String)
    /// A decision by the beginning of its identifier.
    case decision(String)
    /// A notice by the beginning of its identifier.
    case notice(String)

    /// The subjects of the streams that it may mean begin with this.
    public var streamPrefix: String {
        switch self {
        case .meeting(let reference): "meeting/\(reference)"
        case .decision(let reference): "decision/\(reference)"
        case .notice(let reference): "notice/\(reference)"
        }
    }
}

/// What a command is decided against: the state, what the names in it turned out to mean, and the moment.
public struct Context: Sendable {
    public let state: State
    /// For each need the identifiers that begin so, a few at most; the exact one alone where there is one.
    public let found: [Need: [String]]
    public let moment: Moment

    public init(state: State, found: [Need: [String]], moment: Moment) {
        self.state = state
        self.found = found
        self.moment = moment
    }

    var directory: Directory { state.directory }

    // MARK: - Records

    func meeting(_ reference: String) throws(Rejection) -> Meeting {
        let need = MeetingReference.need(reference, in: directory, on: moment.today)
        return try state.existing(MeetingID(unchecked: one(need, "meeting", reference)))
    }

    func decision(_ reference: String) throws(Rejection) -> Decision {
        try state.existing(DecisionID(unchecked: one(.decision(reference), "decision", reference)))
    }

    func notice(_ reference: String) throws(Rejection) -> Notice {
        try state.existing(NoticeID(unchecked: one(.notice(reference), "notice", reference)))
    }

    private func one(_ need: Need, _ what: String, _ reference: String) throws(Rejection) -> String {
        let fitting = found[need] ?? []
        if fitting.contains(reference) || fitting.count == 1 {
            return fitting.count == 1 ? fitting[0] : reference
        }
        guard fitting.isEmpty else {
            throw Rejection(
                "unambiguous-\(what)", "\(what)/\(reference)", "\"\(reference)\" fits several in the record.",
                remedy: "Say more of the identifier.", candidates: fitting)
        }
        throw .unknown(what, reference, "minutectl \(what) list")
    }

    /// The first of the identifiers that no record has. Each of them has to be a need of the command.
    func unused(_ slugs: [String], _ need: (String) -> Need) throws(Rejection) -> String {
        for slug in slugs where !(found[need(slug)]?.contains(slug) ?? false) { return slug }
        throw Rejection(
            "identifier", slugs.first ?? "", "There are \(slugs.count) records of that name already.",
            remedy: "Give the new one an identifier of its own.")
    }

    // MARK: - Dates

    /// The day someone means; today if nothing is said.
    func date(_ text: String?, _ field: String) throws(Rejection) -> CivilDate {
        guard let text else { return moment.today }
        do throws(DateError) {
            return try SpokenDate(today: moment.today).date(text)
        } catch { throw Self.refusal(error, field) }
    }

    /// The day, month or year someone means; today if nothing is said.
    func partialDate(_ text: String?, _ field: String) throws(Rejection) -> PartialDate {
        guard let text else { return PartialDate(moment.today) }
        if let exact = PartialDate(text: text) { return exact }
        do throws(DateError) {
            return try SpokenDate(today: moment.today).partialDate(text)
        } catch { throw Self.refusal(error, field) }
    }

    /// The time someone means.
    func dateTime(_ text: String, _ field: String) throws(Rejection) -> CivilDateTime {
        if let exact = CivilDateTime(iso: text) { return exact }
        do throws(DateError) {
            return try SpokenDate(today: moment.today).dateTime(text)
        } catch { throw Self.refusal(error, field) }
    }

    private static func refusal(_ error: DateError, _ field: String) -> Rejection {
        Rejection("date", field, error.message, remedy: error.instead)
    }
}

/// How people name a meeting: by its identifier's beginning, or by its body and day.
public enum MeetingReference {
    /// The need that stands for the reference: `MALAP 6 September 2007` is `malap-2007-09-06`.
    public static func need(_ reference: String, in directory: Directory, on today: CivilDate) -> Need {
        if Slug.isWellFormed(reference) { return .meeting(reference) }
        let words = reference.split(separator: " ").map(String.init)
        for count in stride(from: words.count - 1, to: 0, by: -1) {
            let name = words[..<count].joined(separator: " ")
            let day = words[count...].joined(separator: " ")
            guard let body = try? directory.body(name),
                let date = CivilDate(iso: day) ?? (try? SpokenDate(today: today).date(day))
            else { continue }
            return .meeting(Slug.meeting(of: body.id, on: date))
        }
        return .meeting(reference)
    }
}

/// Decides a command: what it asks for, each event held against the rules and against those before it.
///
/// - Parameters:
///   - state: what is known; on return with the events taken in. Unchanged if the command is refused.
/// - Returns: the events with the time at which each took effect, nil for now.
/// - Throws: ``Rejection``; then nothing is to be recorded.
public func decide(
    _ command: some Command, in state: inout State, found: [Need: [String]], at moment: Moment
) throws(Rejection) -> [(event: Event, effective: CivilDateTime?)] {
    let proposed = try command.decide(in: Context(state: state, found: found, moment: moment))
    return try admit(proposed, in: &state)
}

/// Holds events against the rules, one after the other, and takes them in. All or none.
public func admit(
    _ events: [Event], in state: inout State
) throws(Rejection) -> [(event: Event, effective: CivilDateTime?)] {
    // Only several events can fail half-way and need the state from before.
    let before = events.count > 1 ? state : nil
    var admitted: [(event: Event, effective: CivilDateTime?)] = []
    do {
        for event in events {
            let payload = event.payload
            try payload.admit(in: state)
            let effective = payload.effective(in: state)
            state.evolve(event)
            admitted.append((event, effective))
        }
    } catch {
        if let before { state = before }
        throw error
    }
    return admitted
}
