// What is not recorded after all is taken back, and nothing else is touched by that.

import Governance
import Testing

@Suite("Taking back what is not recorded after all")
struct UndoTests {
    @Test("every type of event changes its own record alone, so that taking it back leaves all as it was")
    func everyType() throws {
        var state = State()
        for event in Samples.history {
            if let record = event.takenBack?.record {
                state.histories.events[record] = Samples.history.prefix { $0 != event }
                    .filter { $0.stream == record }
            }
            let before = state
            state.beginUndo()
            _ = try admit([event], in: &state)
            state.takeBack()
            #expect(state == before, "\(event)")
            _ = try admit([event], in: &state)
        }
    }

    @Test("several events about the same records are taken back to before the first of them")
    func several() throws {
        var state = State()
        state.beginUndo()
        for event in SmallCouncil.events { _ = try admit([event], in: &state) }
        state.takeBack()
        #expect(state == State())
    }

    @Test("names that were never recorded are not kept, and the others are")
    func names() throws {
        var state = Given(SmallCouncil.events).state
        let before = state.directory.nameCount
        state.beginUndo()
        _ = try admit([Fact.formed("group-four", "Group Four")], in: &state)
        _ = try admit([Fact.registered("invented", "Councillor Invented")], in: &state)
        #expect(state.directory.nameCount > before)
        state.takeBack()
        #expect(state.directory.nameCount == before)
        #expect(try state.directory.group("Group One").id.text == "group-one")
    }

    @Test("a refusal inside a submission leaves it to whoever began the submission to take it back")
    func nested() throws {
        var state = Given(SmallCouncil.events).state
        let before = state
        state.beginUndo()
        _ = try admit([Fact.formed("group-four", "Group Four")], in: &state)
        #expect(throws: Rejection.self) {
            try admit([Fact.formed("group-three", "Group Three"), Fact.formed("group-one", "x")], in: &state)
        }
        state.takeBack()
        #expect(state == before)
    }

    @Test("two events at once leave the records at hand where they are, however many those are")
    func noCopies() throws {
        var state = Given(SmallCouncil.events).state
        state.decisions.reserveCapacity(4_096)
        state.meetings.reserveCapacity(4_096)
        let before = places(of: state)
        for number in 0..<50 {
            var recorded = DecisionRecorded()
            recorded.decision = try DecisionID(text: "minutes-\(number)")
            (recorded.title, recorded.body) = ("Minutes", try BodyID(text: "cabinet"))
            recorded.made = "2007-09-06"
            var resolution = Resolution()
            (resolution.number, resolution.text) = (1, "That the minutes be approved.")
            recorded.resolutions = [resolution]
            var published = DecisionPublished()
            (published.decision, published.on) = (recorded.decision, "2007-09-07")
            _ = try admit([.decisionRecorded(recorded), .decisionPublished(published)], in: &state)
        }
        #expect(state.decisions.count >= 50)
        // A copy would stand somewhere else.
        #expect(places(of: state) == before)
    }

    /// Where the dictionaries' elements stand in memory: each dictionary is a pointer to them.
    private func places(of state: State) -> [UInt] {
        [
            unsafeBitCast(state.decisions, to: UInt.self), unsafeBitCast(state.meetings, to: UInt.self),
            unsafeBitCast(state.directory.people, to: UInt.self),
            unsafeBitCast(state.directory.bodies, to: UInt.self),
        ]
    }
}
