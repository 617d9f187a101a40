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

    /// What whoever sends it should know about what was decided, a sentence each.
    func notes(on events: [Event], in context: Context) -> [String]

    /// Whether all that it asks for is in the record once its events are.
    func isComplete(in context: Context) -> Bool
}

extension Command {
    /// Whether it says why.
    fileprivate var givesReason: Bool {
        guard let said = try? JSONDocument(json) else { return false }
        return ["reason", "why"].contains { said.root[$0]?.string?.isEmpty == false }
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [] }

    public func notes(on events: [Event], in context: Context) -> [String] {
        ReceiptNotes(context).notes(on: events)
    }

    public func isComplete(in context: Context) -> Bool { true }
}

/// A record outside the directory that a command names.
public struct Need: Hashable, Sendable {
    /// What sort of record it is.
    public enum Kind: String, Sendable {
        case meeting, decision, notice, duty, paper, matter, action, visit, pledge, issuelist
        /// The decisions that deal with a recommendation of the decision so named.
        case follower
        /// An entry of the log, by its number; found as an ``EntryPlace``, with its record's history.
        case entry
    }

    public let kind: Kind
    /// The beginning of its identifier.
    public let reference: String
    /// Whether every identifier that begins so is wanted, to make a new one beside them.
    public let isForNew: Bool
    /// Where it is set, every meeting that was ever to begin on this day is wanted of the body whose
    /// identifier is the reference.
    public var day: CivilDate?

    /// An entry of the log.
    static func entry(_ seq: Int) -> Need { Need(kind: .entry, reference: "\(seq)", isForNew: false) }

    /// A meeting that is in the record.
    public static func meeting(_ reference: String) -> Need {
        Need(kind: .meeting, reference: reference, isForNew: false)
    }

    /// The decisions that deal with what a decision recommended.
    static func followers(of decision: String) -> Need {
        Need(kind: .follower, reference: decision, isForNew: false)
    }

    /// A decision that is in the record.
    public static func decision(_ reference: String) -> Need {
        Need(kind: .decision, reference: reference, isForNew: false)
    }

    /// A notice that is in the record, or not.
    public static func notice(_ reference: String) -> Need {
        Need(kind: .notice, reference: reference, isForNew: false)
    }

    /// A record of that kind that is in the record.
    static func known(_ kind: Kind, _ reference: String) -> Need {
        Need(kind: kind, reference: reference, isForNew: false)
    }

    /// The meetings of a body on a day.
    static func meetings(of body: BodyID, on day: CivilDate) -> Need {
        var need = Need(kind: .meeting, reference: body.text, isForNew: false)
        need.day = day
        return need
    }

    /// A record to be made, whose identifier must differ from those that are there.
    static func new(_ kind: Kind, _ slug: String) -> Need {
        Need(kind: kind, reference: slug, isForNew: true)
    }

    /// The subjects of the streams that it may mean begin with this.
    public var streamPrefix: String {
        guard let day else { return "\(streamKind)/\(reference)" }
        return "\(streamKind)/\(Slug.meeting(of: BodyID(unchecked: reference), on: day))"
    }

    /// The kind of the streams that are found for it.
    public var streamKind: String {
        switch kind {
        case .follower: Kind.decision.rawValue
        case .meeting, .decision, .notice, .duty, .paper, .matter, .action, .visit, .pledge, .issuelist,
            .entry:
            kind.rawValue
        }
    }
}

/// What a command is decided against: the state, what the names in it turned out to mean, and the moment.
///
/// A class, because it is handed around a lot, and to copy a state is to hold on to each of its parts.
public final class Context: Sendable {
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
        guard let phrase = try MeetingPhrase(reference, in: directory, on: moment.today) else {
            return try state.existing(MeetingID(unchecked: one(.meeting(reference), "meeting", reference)))
        }
        return try state.existing(
            phrase.pick(among: meetings(of: phrase.body, on: phrase.day), in: directory))
    }

    /// The meetings of a body that begin on the day as things stand now.
    func meetings(of body: BodyID, on day: CivilDate) -> [Meeting] {
        (found[.meetings(of: body, on: day)] ?? []).compactMap { state.meetings[MeetingID(unchecked: $0)] }
            .filter { $0.body == body && $0.starts.date == day }
    }

    /// The meeting that a need turned out to mean, if it was held; nil if there is none, or several.
    func held(_ need: Need?) -> MeetingID? {
        guard let need, let day = need.day else { return nil }
        let all = meetings(of: BodyID(unchecked: need.reference), on: day).filter { $0.status != .withdrawn }
        let held = all.filter { $0.status == .held }
        return all.count(where: { $0.status != .cancelled }) == 1 ? held.first?.id : nil
    }

    func decision(_ reference: String) throws(Rejection) -> Decision {
        try state.existing(DecisionID(unchecked: one(.decision(reference), "decision", reference)))
    }

    func notice(_ reference: String) throws(Rejection) -> Notice {
        try state.existing(NoticeID(unchecked: one(.notice(reference), "notice", reference)))
    }

    /// The identifier that a need turned out to mean.
    func one(_ need: Need, _ what: String, _ reference: String) throws(Rejection) -> String {
        let fitting = found[need] ?? []
        if fitting.contains(reference) || fitting.count == 1 {
            return fitting.count == 1 ? fitting[0] : reference
        }
        guard fitting.isEmpty else {
            throw Rejection(
                "unambiguous-\(what)", "\(what)/\(reference)",
                "\"\(reference)\" matches \(fitting.count) records.",
                remedy: "Give the identifier of the one you mean.",
                candidates: fitting.map { label(need.kind, $0) })
        }
        throw .unknown(what, reference, "minutectl \(what) list")
    }

    /// A record as it is listed among others: its identifier, and what it is called.
    private func label(_ kind: Need.Kind, _ id: String) -> String {
        switch kind {
        case .meeting: state.meetings[MeetingID(unchecked: id)].map { $0.label(in: directory) } ?? id
        case .decision, .paper, .matter, .action, .duty, .pledge, .issuelist:
            (try? Stream(text: "\(kind.rawValue)/\(id)")).map { state.listed($0) } ?? id
        case .notice, .visit, .follower, .entry: id
        }
    }

    /// An identifier that no record of the need has: the slug, or one with a number behind it.
    func unused(_ slug: String, _ need: Need) -> String {
        let taken = Set(found[need] ?? [])
        return Slug.unused(slug) { taken.contains($0) }
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

    /// The time someone means, which has to be one that the clocks show. Of an hour that they show twice, when
    /// they go back, it is the first.
    func dateTime(_ text: String, _ field: String) throws(Rejection) -> CivilDateTime {
        let time: CivilDateTime
        if let exact = CivilDateTime(iso: text) {
            time = exact
        } else {
            time = try spokenDateTime(text, field)
        }
        guard moment.timesShown(time) > 0 else {
            let later = time.adding(seconds: 3_600) ?? time
            throw Rejection(
                "date", field,
                "There is no \(time.spokenTime) on \(time.date.spoken): the clocks go forward past that hour.",
                remedy: "Give the time that the clocks show, such as \(later.spokenTime).")
        }
        return time
    }

    private func spokenDateTime(_ text: String, _ field: String) throws(Rejection) -> CivilDateTime {
        do throws(DateError) {
            return try SpokenDate(today: moment.today).dateTime(text)
        } catch { throw Self.refusal(error, field) }
    }

    private static func refusal(_ error: DateError, _ field: String) -> Rejection {
        Rejection("date", field, error.message, remedy: error.instead)
    }
}

/// An event that the rules admit, with what an entry needs of it.
public struct Admitted: Sendable {
    public let event: Event
    /// When it took effect, by the council's clocks; nil for now.
    public let effective: CivilDateTime?
    /// The payload as JSON: the entry's `data`.
    public let data: [UInt8]
    /// The number, list or date in it that is out of today's bounds: in a restored entry only.
    public var beyond: Rejection?

    /// The longest payload in bytes. With the attributes around it an entry stays under the 65,535 bytes
    /// that fit into an entry bundle (C2SP tlog-tiles).
    public static let longestData = 62_000
}

/// What came of a command: the events that the rules admit, and what to tell whoever sent it.
public struct Decided: Sendable {
    public let events: [Admitted]
    public let notes: [String]
    /// Whether all that was asked for is in the record then.
    public let isComplete: Bool
}

/// Decides a command: what it asks for, each event held against the rules and against those before it.
///
/// - Parameters:
///   - state: what is known; on return with the events taken in. Unchanged if the command is refused, unless whoever
///     asks keeps what was before (``State/beginUndo()``) and takes it back.
///   - finishing: adds to an event what follows from it alone but is worked out elsewhere, such as the
///     checkpoint that its letters print and their digests.
/// - Throws: ``Rejection``; then nothing is to be recorded.
public func decide(
    _ command: some Command, in state: inout State, found: [Need: [String]], at moment: Moment,
    finishing: (Event, State) throws(Rejection) -> Event = { event, _ in event }
) throws(Rejection) -> Decided {
    try refuseUnprintable(command)
    let (proposed, notes, isComplete) = try propose(
        command, Context(state: state, found: found, moment: moment))
    // No context lives on while events are taken in: the state would be copied then.
    var finished: [Event] = []
    for event in proposed { finished.append(try finishing(event, state)) }
    let events = try admit(finished, in: &state) { event, state throws(Rejection) in
        try event.refuseUndoable(in: state, on: moment.today)
        try event.refuseAfterDeath(in: state)
    }
    return Decided(events: events, notes: notes, isComplete: isComplete)
}

/// What a command asks for, with what to tell whoever sent it, and whether that is all it asks for.
private func propose(
    _ command: some Command, _ context: Context
) throws(Rejection) -> (events: [Event], notes: [String], isComplete: Bool) {
    let events = try command.decide(in: context)
    var notes = command.notes(on: events, in: context)
    if events.isEmpty, command.givesReason {
        notes.append("If you gave another reason, it has not been recorded: the one on record stays.")
    }
    return (events, notes, command.isComplete(in: context))
}

/// Holds events against the rules, one after the other, and takes them in. All or none, where nobody else keeps what
/// was before.
///
/// - Parameter check: what else each has to pass.
public func admit(
    _ events: [Event], in state: inout State,
    checking check: (Event, State) throws(Rejection) -> Void = { _, _ in }
) throws(Rejection) -> [Admitted] {
    // Only several events can fail half-way and need what was before.
    let isOurs = events.count > 1 && state.undo == nil
    if isOurs { state.beginUndo() }
    var admitted: [Admitted] = []
    do {
        for event in events {
            try check(event, state)
            admitted.append(try admit(event, in: &state))
        }
    } catch {
        if isOurs { state.takeBack() }
        throw error
    }
    if isOurs { state.endUndo() }
    return admitted
}

/// Refuses a new text with characters that steer a terminal or turn the direction of
/// writing around. What is in a log already may have them.
public func refuseUnprintable(_ said: some Record) throws(Rejection) {
    do throws(FieldError) { try said.check(.text) } catch {
        throw Rejection(
            "text", error.place, "\(error).", remedy: "Use letters, punctuation, tabs and line breaks only.")
    }
}

/// Which number, list or date of a payload is out of bounds.
private func beyondBounds(_ payload: some EventPayload) -> Rejection? {
    do throws(FieldError) { try payload.check(.bounds) } catch {
        return Rejection(
            "bounds", payload.stream.text, "\(error).",
            remedy: "Correct it. The description of the interface gives the limits of each field.")
    }
    return nil
}

/// Holds one event against the rules and takes it in: the only door into the record.
///
/// - Parameter isRestored: whether it is of a log that is being restored. Bounds of numbers, lists and dates were not
///   there when older entries were recorded, and nobody may change these: they are named, and not refused.
public func admit(
    _ event: Event, in state: inout State, isRestored: Bool = false
) throws(Rejection) -> Admitted {
    let payload = event.payload
    try payload.admit(in: state)
    let (data, isWithin) = payload.jsonWithBounds
    let beyond = isWithin ? nil : beyondBounds(payload)
    if let beyond, !isRestored { throw beyond }
    guard data.count <= Admitted.longestData else {
        throw Rejection(
            "entry-size", payload.stream.text,
            "This entry would have \(data.count) bytes, and the limit is \(Admitted.longestData).",
            remedy: "Shorten the longest text, or record it in parts.")
    }
    let admitted = Admitted(
        event: event, effective: payload.effective(in: state), data: data, beyond: beyond)
    state.keep(event.stream)
    state.evolve(event)
    return admitted
}
