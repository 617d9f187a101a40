// Given these events, when this command is sent, then those events are recorded: how every decision of
// the rules is tested. A command sees what the record's keeper would give it, and not the whole record.

import Codec
import Governance
import Testing

/// A record so far. Each event in it is held against the rules, so that no test begins with what cannot be.
struct Given {
    private(set) var state = State()
    private(set) var events: [Event] = []

    init(_ past: [Event], _ location: SourceLocation = #_sourceLocation) {
        take(past, location)
    }

    /// The same record with more in it.
    func and(_ more: Event..., location: SourceLocation = #_sourceLocation) -> Given { and(more, location) }

    /// The same record with more in it.
    func and(_ more: [Event], _ location: SourceLocation = #_sourceLocation) -> Given {
        var longer = self
        longer.take(more, location)
        return longer
    }

    private mutating func take(_ past: [Event], _ location: SourceLocation) {
        do throws(Rejection) {
            for event in past {
                if let entry = event.takenBack {
                    state.histories.events[entry.record] = events.filter { $0.stream == entry.record }
                }
                _ = try admit([event], in: &state)
                events.append(event)
            }
        } catch {
            Issue.record("what is given cannot have happened: \(error)", sourceLocation: location)
        }
    }

    /// What the rules make of a command that is sent at a time by the council's clocks.
    ///
    /// - Parameter time: if nil, 3 August 2007; or long after, for a command that says what was done later than that.
    func when(_ command: some Command, at time: CivilDateTime? = nil, entropy: UInt64 = 0x7f3a) -> Outcome {
        let first = sent(command, at: time ?? "2007-08-03T09:00", entropy)
        guard time == nil, case .failure(let rejection) = first.decided,
            rejection.rule == "not-in-the-future"
        else { return first }
        return sent(command, at: "2037-01-01T09:00", entropy)
    }

    private func sent(_ command: some Command, at time: CivilDateTime, _ entropy: UInt64) -> Outcome {
        let moment = Moment(
            instant: Instant(seconds: time.localSeconds) ?? .epoch, local: time, entropy: entropy)
        let needs = command.needs(in: state.directory, on: moment.today)
        let found = Dictionary(needs.map { ($0, resolve($0)) }, uniquingKeysWith: { first, _ in first })
        var atHand = atHand(found)
        do throws(Rejection) {
            let decided = try decide(command, in: &atHand, found: found, at: moment)
            return Outcome(given: self, decided: .success(decided.events), decided.notes, decided.isComplete)
            {
                $0.when(command, at: time)
            }
        } catch {
            return Outcome(given: self, decided: .failure(error), [], true) { $0.when(command, at: time) }
        }
    }

    /// The identifiers that begin as the need says; the exact one alone where there is one.
    private func resolve(_ need: Need) -> [String] {
        if need.kind == .entry {
            guard let seq = Int(need.reference), events.indices.contains(seq - 1) else { return [] }
            let record = events[seq - 1].stream
            let index = events[..<(seq - 1)].count { $0.stream == record }
            return [EntryPlace(of: index, among: events.filter { $0.stream == record }).text]
        }
        if let day = need.day {
            return events.compactMap { event -> String? in
                if case .meetingScheduled(let it) = event, it.starts.date == day { return it.meeting.text }
                if case .meetingRescheduled(let it) = event, it.starts.date == day { return it.meeting.text }
                return nil
            }
        }
        if need.kind == .follower { return followers(of: need.reference) }
        let exact = need.streamPrefix
        let streams = Set(events.map(\.payload.stream.text))
        if !need.isForNew, streams.contains(exact) { return [need.reference] }
        return streams.filter { $0.hasPrefix(exact) }
            .map { String($0.dropFirst(need.kind.rawValue.count + 1)) }.sorted()
    }

    /// The decisions that deal with what another recommended, as the keeper finds them.
    private func followers(of decision: String) -> [String] {
        state.decisions.values.filter { later in
            later.recorded.resolutions.contains { $0.follows?.decision.text.hasPrefix(decision) ?? false }
        }.map(\.id.text).sorted()
    }

    /// The directory, the records that were found, and those that they speak of: all that is at hand when a
    /// command is decided.
    private func atHand(_ found: [Need: [String]]) -> State {
        var wanted = Set(found.flatMap { need, texts in texts.map { "\(need.streamKind)/\($0)" } })
        var count = 0
        while count != wanted.count {
            count = wanted.count
            for event in events where wanted.contains(event.payload.stream.text) {
                wanted.formUnion(event.payload.references.map(\.text))
            }
        }
        let taken = found.filter { $0.key.kind == .entry }.values.flatMap { $0 }
        for place in taken { wanted.insert(String(place.prefix { $0 != " " })) }
        var some = State()
        for event in TakenBackEntries.standing(events) where wanted.contains(event.stream.text) {
            some.evolve(event)
        }
        some.directory = state.directory
        if !taken.isEmpty { some.histories.events = Dictionary(grouping: events, by: \.stream) }
        return some
    }
}

/// What came of a command.
struct Outcome {
    let given: Given
    let decided: Result<[Admitted], Rejection>
    /// What its receipt says besides.
    let notes: [String]
    /// Whether all of it is in the record then.
    let isComplete: Bool
    /// Sends the same command once more to another record.
    let repeated: (Given) -> Outcome

    init(
        given: Given, decided: Result<[Admitted], Rejection>, _ notes: [String], _ isComplete: Bool,
        repeated: @escaping (Given) -> Outcome
    ) {
        (self.given, self.decided, self.notes) = (given, decided, notes)
        (self.isComplete, self.repeated) = (isComplete, repeated)
    }

    /// The events that are recorded; none if the command was refused.
    var events: [Event] { (try? decided.get().map(\.event)) ?? [] }

    /// When each of the events took effect; nil for now.
    var effective: [CivilDateTime?] { (try? decided.get().map(\.effective)) ?? [] }

    /// The record with what the command added. What the whole record refuses must not have been accepted,
    /// and sending the command again must add nothing.
    @discardableResult
    func accepted(repeatable: Bool = true, _ location: SourceLocation = #_sourceLocation) -> Given {
        if case .failure(let rejection) = decided {
            Issue.record("refused: \(rejection)", sourceLocation: location)
        }
        for event in events { Outcome.expectStorable(event, location) }
        let after = given.and(events, location)
        guard repeatable, case .success = decided else { return after }
        let again = repeated(after)
        switch again.decided {
        case .success(let events):
            #expect(events.isEmpty, "repeating it recorded \(events.map(\.event))", sourceLocation: location)
        case .failure(let rejection): Outcome.expectClear(rejection, location)
        }
        return after
    }

    /// These events are recorded, and sending the command again adds nothing.
    @discardableResult
    func then(
        _ expected: Event..., repeatable: Bool = true, location: SourceLocation = #_sourceLocation
    ) -> Given {
        let after = accepted(repeatable: repeatable, location)
        #expect(events == expected, sourceLocation: location)
        return after
    }

    /// The record says it already: accepted, and nothing is added.
    @discardableResult
    func thenNothing(_ location: SourceLocation = #_sourceLocation) -> Given {
        switch decided {
        case .success: #expect(events.isEmpty, sourceLocation: location)
        case .failure(let rejection): Issue.record("refused: \(rejection)", sourceLocation: location)
        }
        return given
    }

    /// It is refused by that rule, about that record, in words that help.
    @discardableResult
    func thenRefused(
        rule: String, record: String, candidates: [String]? = nil,
        _ location: SourceLocation = #_sourceLocation
    ) -> Given {
        guard case .failure(let rejection) = decided else {
            Issue.record("accepted: \(events)", sourceLocation: location)
            return given
        }
        #expect(rejection.rule == rule, "\(rejection)", sourceLocation: location)
        #expect(rejection.record == record, "\(rejection)", sourceLocation: location)
        if let candidates { #expect(rejection.candidates == candidates, sourceLocation: location) }
        Outcome.expectClear(rejection, location)
        return given
    }

    /// What is recorded can be read again: nothing that a command made up breaks the rules of its own field.
    private static func expectStorable(_ event: Event, _ location: SourceLocation) {
        do {
            let document = try JSONDocument(event.payload.json)
            let read = try Event(type: type(of: event.payload).type, data: document.root)
            #expect(read == event, sourceLocation: location)
        } catch { Issue.record("cannot be read again: \(error)", sourceLocation: location) }
    }

    static func expectClear(_ rejection: Rejection, _ location: SourceLocation) {
        #expect(!rejection.rule.isEmpty && !rejection.record.isEmpty, sourceLocation: location)
        #expect(rejection.message.count > 10 && rejection.remedy.hasSuffix("."), sourceLocation: location)
    }
}

/// Whether one event may be added to the record: for what no command would ask.
func refusal(of event: Event, in given: Given) -> String? {
    var state = given.state
    do throws(Rejection) {
        _ = try admit([event], in: &state)
        return nil
    } catch { return error.rule }
}

/// A command or a record with its fields filled in.
func make<Value: Record>(_: Value.Type, _ fill: (inout Value) -> Void) -> Value {
    var value = Value()
    fill(&value)
    return value
}
