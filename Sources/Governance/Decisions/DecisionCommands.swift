// Commands about decisions and their resolutions.

public import Codec

/// Records a decision with all that the proforma asks for.
public struct RecordDecision: Command {
    public var title = ""
    public var body: String?
    public var maker: String?
    public var meeting: String?
    public var made: String?
    public var isKey: Bool?
    public var record: String?
    public var reasons: String?
    public var alternatives: String?
    public var conflicts: String?
    public var dispensations: String?
    public var callIn: String?
    public var resolutions: [Resolution] = []
    public var signature: Signature?
    public var published: String?
    public var decision: DecisionID?
    public var office: String?
    public var how: String?
    public var paper: String?
    public var reconsiders: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("title", &title)
        try coder.field("body", &body, "the body that decided; the meeting's if left out")
        try coder.field("maker", &maker, "the person who decided alone")
        try coder.field("meeting", &meeting, "the meeting at which it was made")
        try coder.field(
            "made", &made, "when it was made, as precisely as is known; the meeting's day if left out")
        try coder.field("key", &isKey, "whether it is a key decision")
        try coder.field("record", &record, "the record of the decision, word for word")
        try coder.field("reasons", &reasons)
        try coder.field("alternatives", &alternatives, "alternative options considered and rejected")
        try coder.field("conflicts", &conflicts, "declared conflicts of interest")
        try coder.field("dispensations", &dispensations)
        try coder.field("callin", &callIn, "the call-in deadline, as the record words it")
        try coder.field("resolutions", &resolutions)
        try coder.field("signature", &signature)
        try coder.field("published", &published, "the day of publication")
        try coder.field("decision", &decision, "an identifier; made from the title if left out")
        try coder.field(
            "office", &office,
            "the office used by one person who decided alone; needed if they hold several that can")
        try coder.field("how", &how, "how the body acted, where it did not meet")
        try coder.field("paper", &paper, "the report it is based on")
        try coder.field(
            "reconsiders", &reconsiders, "the decision, referred back after call-in, that it takes again")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        var needs: [Need] = [.new(.decision, slug)]
        if let meeting { needs.append(MeetingReference.need(meeting, in: directory, on: today)) }
        if let need = ownMeeting(in: directory, on: today) { needs.append(need) }
        needs += resolutions.compactMap { $0.follows.map { .decision($0.decision.text) } }
        if let paper { needs.append(.known(.paper, paper)) }
        if let reconsiders { needs.append(.decision(reconsiders)) }
        return needs
    }

    private var slug: String { decision?.text ?? Slug.make(title, longest: 40) }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = DecisionRecorded()
        event.title = title
        try place(&event, in: context)
        try event.refuseBeforeBody(in: context.directory)
        (event.isKey, event.record, event.reasons) = (isKey, record, reasons)
        (event.alternatives, event.conflicts, event.dispensations) = (alternatives, conflicts, dispensations)
        (event.callIn, event.resolutions, event.signature) = (callIn, resolutions, signature)
        event.paper = try paper.map { name throws(Rejection) in try context.paper(name).id }
        event.reconsiders = try reconsiders.map { name throws(Rejection) in try context.decision(name).id }
        event.settleCallIn(in: context.directory)
        try noteWhenKnown(&event, in: context)
        let others = context.found[.new(.decision, slug)] ?? []
        for known in others.compactMap({ context.state.decisions[DecisionID(unchecked: $0)] })
        where repeats(known, event) {
            if known.isCorrected(since: Decision(known.recorded)) {
                throw .changedSince("decision/\(known.id)", "minutectl decision correct \(known.id) …")
            }
            return try publication(of: known.id, unless: known.published, in: context)
        }
        event.decision = decision ?? DecisionID(unchecked: context.unused(slug, .new(.decision, slug)))
        return [.decisionRecorded(event)] + (try publication(of: event.decision, unless: nil, in: context))
    }

    private func publication(
        of decision: DecisionID, unless known: CivilDate?, in context: Context
    ) throws(Rejection) -> [Event] {
        guard let published else { return [] }
        var event = DecisionPublished()
        (event.decision, event.on) = (decision, try context.date(published, "published"))
        return known == event.on ? [] : [.decisionPublished(event)]
    }

    /// The meeting that the body had on the day, where none is named.
    private func ownMeeting(in directory: Directory, on today: CivilDate) -> Need? {
        guard meeting == nil, how == nil, let body, let made else { return nil }
        return MeetingReference.need(of: body, on: made, in: directory, today: today)
    }

    private func place(_ event: inout DecisionRecorded, in context: Context) throws(Rejection) {
        if let body { event.body = try context.directory.body(body).id }
        if let maker { event.maker = try context.directory.person(maker).id }
        event.how = how
        guard let meeting else {
            event.made = try context.partialDate(made, "made")
            event.meeting = context.held(ownMeeting(in: context.directory, on: context.moment.today))
            if let maker = event.maker, event.body == nil {
                event.office = try office(by: maker, on: event.made, in: context.directory)
            }
            return
        }
        let known = try context.meeting(meeting)
        event.meeting = known.id
        if event.body == nil, maker == nil { event.body = known.body }
        let day = PartialDate(known.starts.date)
        let said = try made == nil ? day : context.partialDate(made, "made")
        // The meeting says the day, where all that is given besides is its month.
        event.made = said.canMean(day.earliest) ? day : said
    }

    /// Where no day is known, what is known of it: that it had been made when it is recorded, signed or published.
    private func noteWhenKnown(_ event: inout DecisionRecorded, in context: Context) throws(Rejection) {
        guard event.made.date == nil else { return }
        let published = try published.map { text throws(Rejection) in try context.date(text, "published") }
        let days = [event.made.latest, context.moment.today, published, signature?.on].compactMap(\.self)
        event.madeBy = max(event.made.earliest, days.min() ?? event.made.latest)
    }

    /// The office by which the person decided alone then.
    private func office(
        by maker: PersonID, on date: PartialDate, in directory: Directory
    ) throws(Rejection) -> OfficeID {
        let held = directory.officesDecidingAlone(of: maker, on: date)
        if let office {
            let named = try directory.office(office)
            guard held.contains(where: { $0.id == named.id }) else {
                throw .decidesAlone(maker, on: date, named, in: directory)
            }
            return named.id
        }
        let said = held.filter(\.isDecidingSaid)
        guard let only = held.count == 1 ? held.first : said.count == 1 ? said.first : nil else {
            if held.isEmpty { throw .decidesAlone(maker, on: date, nil, in: directory) }
            throw Rejection(
                "decides-alone", "person/\(maker)",
                "\(directory.name(maker)) held several offices \(date.withPreposition) that may decide alone.",
                remedy: "Give the one they used: `--office`.", candidates: held.map(\.id.text))
        }
        return only.id
    }

    private func repeats(_ known: Decision, _ event: DecisionRecorded) -> Bool {
        var same = event
        (same.decision, same.madeBy) = (known.id, known.recorded.madeBy)
        return known.recorded == same && !known.isWithdrawn
    }
}

extension Decision {
    /// Whether a part of it says something else than it did when it was recorded.
    fileprivate func isCorrected(since recorded: Decision) -> Bool {
        DecisionField.allCases.contains { $0 != .published && value(of: $0) != recorded.value(of: $0) }
    }
}

/// A command about one decision that is in the record.
protocol DecisionCommand: Command {
    var decision: String { get }
}

extension DecisionCommand {
    public func needs(in directory: Directory, on today: CivilDate) -> [Need] { [.decision(decision)] }
}

/// Records that a decision was published.
public struct PublishDecision: DecisionCommand {
    public var decision = ""
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("on", &on, "the day of publication; today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.decision(decision)
        var event = DecisionPublished()
        event.decision = known.id
        event.on = try context.date(on, "on")
        return known.published == event.on ? [] : [.decisionPublished(event)]
    }
}

/// Corrects a part of a decision's record.
public struct CorrectDecision: DecisionCommand {
    public var decision = ""
    public var field = DecisionField.record
    public var value: String?
    public var reason = ""
    public var number: Int?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("field", &field)
        try coder.field("value", &value, "the correct value; left out for blank")
        try coder.field("reason", &reason)
        try coder.field(
            "number", &number,
            "the resolution, for the field callable; needed if there are several")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        let paper = field == .paper ? value.map { [Need.known(.paper, $0)] } : nil
        let followers = field == .made ? [Need.followers(of: decision)] : []
        return [.decision(decision)] + (paper ?? []) + followers
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.decision(decision)
        var event = DecisionCorrected()
        event.decision = known.id
        (event.field, event.value, event.reason, event.number) = (field, value, reason, number)
        switch field {
        case .callable:
            if number == nil, known.resolutions.count == 1 {
                event.number = known.resolutions[0].recorded.number
            }
            let now = known.resolutions.first { $0.recorded.number == event.number }?.isCallable
            if !known.isWithdrawn, let now, now == event.isCallable { return [] }
            return [.decisionCorrected(event)]
        case .made:
            event.value = try value.map { text throws(Rejection) in
                let date = try context.partialDate(text, "value")
                try known.refuse(made: date, in: context.state)
                return date.text
            }
        case .published, .signedOn:
            event.value = try value.map { text throws(Rejection) in
                try context.date(text, "value").iso
            }
        case .paper:
            event.value = try value.map { name throws(Rejection) in try context.paper(name).id.text }
        default: break
        }
        return known.value(of: field) == event.value && !known.isWithdrawn ? [] : [.decisionCorrected(event)]
    }
}

/// Takes back a decision that was entered by mistake.
public struct WithdrawDecision: DecisionCommand {
    public var decision = ""
    public var reason = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("reason", &reason)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.decision(decision)
        guard !known.isWithdrawn else { return [] }
        var event = DecisionWithdrawn()
        (event.decision, event.reason) = (known.id, reason)
        return [.decisionWithdrawn(event)]
    }
}

/// Words a resolution anew.
public struct AmendResolution: DecisionCommand {
    public var decision = ""
    public var number = 0
    public var text = ""
    public var reason = ""
    public var cites: String?
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("text", &text)
        try coder.field("reason", &reason)
        try coder.field("cites", &cites, "the source of the amendment")
        try coder.field("on", &on, "today if left out")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.decision(decision)
        guard try known.resolution(number).text != text else { return [] }
        var event = ResolutionAmended()
        (event.decision, event.number, event.text) = (known.id, number, text)
        (event.reason, event.cites) = (reason, cites)
        event.on = try context.date(on, "on")
        return [.resolutionAmended(event)]
    }
}

/// Calls a resolution in.
public struct CallInResolution: DecisionCommand {
    public var decision = ""
    public var number = 0
    public var by: [String] = []
    public var received: String?
    public var grounds = ""

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("by", &by, "the members who call it in")
        try coder.field("received", &received, "when the call-in was received; now if left out")
        try coder.field("grounds", &grounds)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = ResolutionCalledIn()
        event.decision = try context.decision(decision).id
        event.number = number
        for member in by { event.by.append(try context.directory.person(member).id) }
        event.received =
            try received.map { text throws(Rejection) in
                try context.dateTime(text, "received")
            } ?? context.moment.local
        event.grounds = grounds
        try event.refuseStrangers(in: context.state)
        return [.resolutionCalledIn(event)]
    }
}

/// Records what came of a call-in.
public struct ConcludeCallIn: DecisionCommand {
    public var decision = ""
    public var number = 0
    public var outcome = CallInOutcome.stands
    public var on: String?
    public var by: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, within: 1...10_000)
        try coder.defaulted("outcome", &outcome)
        try coder.field("on", &on, "today if left out")
        try coder.field("by", &by, "the body that concluded it")
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        var event = CallInConcluded()
        event.decision = try context.decision(decision).id
        (event.number, event.outcome) = (number, outcome)
        event.on = try context.date(on, "on")
        if let by { event.by = try context.directory.body(by).id }
        return [.callInConcluded(event)]
    }
}

/// Records what a body made of a recommendation to it.
public struct RatifyResolution: DecisionCommand {
    public var decision = ""
    public var number = 0
    public var by: String?
    public var outcome = RatificationOutcome.ratified
    public var on: String?
    public var meeting: String?
    public var how: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("by", &by, "the body that dealt with it; the one it recommends to if left out")
        try coder.defaulted("outcome", &outcome)
        try coder.field("on", &on, "the meeting's day, or today, if left out")
        try coder.field("meeting", &meeting, "the meeting at which it was dealt with")
        try coder.field("how", &how, "how the body acted, where it did not meet")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        var needs: [Need] = [.decision(decision)]
        if let meeting { needs.append(MeetingReference.need(meeting, in: directory, on: today)) }
        if let need = ownMeeting(in: directory, on: today) { needs.append(need) }
        return needs
    }

    /// The meeting that the body had on the day, where none is named.
    private func ownMeeting(in directory: Directory, on today: CivilDate) -> Need? {
        guard meeting == nil, how == nil, let by, let on else { return nil }
        return MeetingReference.need(of: by, on: on, in: directory, today: today)
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.decision(decision)
        var event = ResolutionRatified()
        (event.decision, event.number, event.outcome) = (known.id, number, outcome)
        let resolution = try known.resolution(number)
        if let by {
            event.by = try context.directory.body(by).id
        } else if let to = resolution.recorded.to {
            event.by = to
        }
        event.how = how
        if let meeting {
            let place = try context.meeting(meeting)
            event.meeting = place.id
            event.on = try on == nil ? place.starts.date : context.date(on, "on")
        } else {
            event.on = try context.date(on, "on")
            event.meeting = context.held(ownMeeting(in: context.directory, on: context.moment.today))
        }
        let same = ResolutionState.Ratification(outcome: outcome, on: event.on, meeting: event.meeting)
        return resolution.ratification == same ? [] : [.resolutionRatified(event)]
    }
}

/// Records that a resolution was put into effect.
public struct ImplementResolution: DecisionCommand {
    public var decision = ""
    public var number = 0
    public var on: String?

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("decision", &decision)
        try coder.field("number", &number, within: 1...10_000)
        try coder.field("on", &on, "today if left out")
    }

    public func needs(in directory: Directory, on today: CivilDate) -> [Need] {
        [.decision(decision), .followers(of: decision)]
    }

    public func decide(in context: Context) throws(Rejection) -> [Event] {
        let known = try context.decision(decision)
        var event = ResolutionImplemented()
        (event.decision, event.number) = (known.id, number)
        event.on = try context.date(on, "on")
        let implemented = try known.resolution(number).implemented
        if implemented == event.on { return [] }
        // One that is implemented already is refused as that, whatever else may stand against it.
        if implemented == nil {
            let followers = context.state.followers(of: ResolutionReference(known.id, number))
            try event.refuseUnlessImplementable(followers: followers, in: context.state)
        }
        return [.resolutionImplemented(event)]
    }
}
