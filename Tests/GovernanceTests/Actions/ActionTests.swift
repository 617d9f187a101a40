// Actions: raised, progressed, put off, completed; overdue as at a day; exceptions.

import Codec
import Governance
import Testing

@Suite("Actions")
struct ActionTests {
    private let council = Given(SmallCouncil.events)
    private let record = "action/recruit-ten-carers"

    private func raise(_ fill: (inout RaiseAction) -> Void = { _ in }) -> RaiseAction {
        make(RaiseAction.self) {
            ($0.what, $0.owner) = ("Recruit ten carers", "Chief Executive")
            ($0.on, $0.due, $0.theme) = ("6 September 2007", "March 2008", "Stay safe")
            fill(&$0)
        }
    }

    private func progress(_ fill: (inout ProgressAction) -> Void) -> ProgressAction {
        make(ProgressAction.self) {
            ($0.action, $0.note, $0.on) = ("recruit", "Six recruited.", "1 March 2008")
            fill(&$0)
        }
    }

    @Test("is overdue the day after the last day that its date can mean")
    func overdue() throws {
        let given = council.when(raise()).accepted()
        let action = try #require(given.state.actions["recruit-ten-carers"])
        #expect(action.owner(on: "2007-10-01") == .office("chief-executive"))
        #expect(action.standing(on: "2008-03-31") == .open)
        #expect(action.standing(on: "2008-04-01") == .overdue)
    }

    @Test("is put off, passed on and made an exception from a day on; before it stays as it was")
    func progressed() throws {
        let later = progress { ($0.due, $0.owner, $0.isException) = ("June 2008", "officer-a", true) }
        let given = council.when(raise()).accepted().when(later).accepted()
        let action = try #require(given.state.actions["recruit-ten-carers"])
        #expect(action.due(on: "2008-02-29") == "2008-03" && action.due(on: "2008-03-01") == "2008-06")
        #expect(action.owner(on: "2008-02-29") == .office("chief-executive"))
        #expect(action.owner(on: "2008-03-01") == .person("officer-a"))
        #expect(!action.isException(on: "2008-02-29") && action.isException(on: "2008-03-01"))
        #expect(action.note(on: "2008-03-01")?.note == "Six recruited.")
        #expect(action.standing(on: "2008-04-01") == .open)
        given.when(progress { $0.on = "1 February 2008" })
            .thenRefused(rule: "dates-in-order", record: record)
    }

    @Test("is completed or given up once")
    func completed() throws {
        let complete = make(CompleteAction.self) { ($0.action, $0.on) = ("recruit", "12 June 2008") }
        let given = council.when(raise()).accepted().when(complete).accepted()
        let action = try #require(given.state.actions["recruit-ten-carers"])
        #expect(action.standing(on: "2008-06-11") == .overdue)
        #expect(action.standing(on: "2008-06-12") == .completed)
        given.when(progress { $0.on = "13 June 2008" }).thenRefused(rule: "action-open", record: record)
        let withdraw = make(WithdrawAction.self) {
            ($0.action, $0.on, $0.reason) = ("recruit", "13 June 2008", "no longer needed")
        }
        given.when(withdraw).thenRefused(rule: "action-open", record: record)
    }

    @Test("carries out a resolution that there is")
    func resolution() {
        let with = { (number: Int) in
            self.raise { ($0.decision, $0.resolution) = (Stockton.id.text, number) }
        }
        Stockton.published.when(with(4)).accepted()
        Stockton.published.when(with(5))
            .thenRefused(rule: "known-resolution", record: "decision/\(Stockton.id)#5")
    }

    @Test("what cannot be is refused")
    func refused() {
        council.when(raise { $0.due = "August 2007" }).thenRefused(rule: "dates-in-order", record: record)
        council.when(raise { $0.owner = "Nobody" }).thenRefused(rule: "known-participant", record: "Nobody")
        council.when(raise { $0.what = "a\nb" }).thenRefused(rule: "text", record: "action/a-b")
        council.when(progress { $0.note = "x" }).thenRefused(rule: "known-action", record: "action/recruit")
    }
}
