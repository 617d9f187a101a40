// Agendas with standing items, and how far minutes have come.

import Codec
import Governance
import Testing

@Suite("Agendas and minutes")
struct AgendaTests {
    private let record = "meeting/trust-board-2007-09-20"
    private let given = Given(SmallCouncil.events).and([
        Fact.terms("trust-board", from: "2007-09-01") {
            ($0.reportsTo, $0.standingItems) = (["cabinet"], ["MALAP monitoring"])
        },
        Fact.scheduled("trust-board-2007-09-20", of: "trust-board", "2007-09-20T10:00"),
        Fact.held("trust-board-2007-09-20"),
        Fact.scheduled("trust-board-2007-12-13", of: "trust-board", "2007-12-13T10:00"),
        Fact.held("trust-board-2007-12-13"),
        Fact.scheduled("cabinet-2007-10-04", of: "cabinet", "2007-10-04T16:30"),
        Fact.held("cabinet-2007-10-04"),
    ])

    private func table(_ label: String, _ fill: (inout TableItem) -> Void = { _ in }) -> TableItem {
        make(TableItem.self) {
            ($0.meeting, $0.label) = ("trust-board-2007-09-20", label)
            fill(&$0)
        }
    }

    private func minutes(
        _ stage: MinutesStage, _ fill: (inout RecordMinutes) -> Void = { _ in }
    ) -> RecordMinutes {
        make(RecordMinutes.self) {
            ($0.meeting, $0.stage) = ("trust-board-2007-09-20", stage)
            fill(&$0)
        }
    }

    @Test("an item that is called as the terms call it is the standing item")
    func standing() throws {
        let tabled = given.when(table("malap monitoring")).accepted()
        let meeting = try #require(tabled.state.meetings["trust-board-2007-09-20"])
        #expect(meeting.agenda.map(\.standing) == ["MALAP monitoring"])
        let other = given.when(table("Item 6") { $0.standing = "MALAP Monitoring" })
        guard case .itemTabled(let item)? = other.events.first else {
            Issue.record("\(other.decided)")
            return
        }
        #expect(item.standing == "MALAP monitoring")
        given.when(table("Placements") { $0.standing = "Placements" })
            .thenRefused(rule: "standing-item", record: record, candidates: ["MALAP monitoring"])
    }

    @Test("those who are invited for an item are in the record; without any, nothing is written")
    func invited() throws {
        let tabled = given.when(table("Placements") { $0.invited = ["cabinet", "officer-a"] }).accepted()
        let meeting = try #require(tabled.state.meetings["trust-board-2007-09-20"])
        #expect(meeting.agenda.first?.invited?.map(\.text) == ["body/cabinet", "person/officer-a"])
        given.when(table("Placements") { $0.invited = ["Nobody"] })
            .thenRefused(rule: "known-participant", record: "Nobody")
        let plain = given.when(table("Placements")).events.first
        #expect(plain.map { String(decoding: $0.payload.json, as: UTF8.self).contains("invited") } == false)
    }

    @Test("an item is tabled once, and taken off for a reason")
    func once() {
        let tabled = given.when(table("Placements")).accepted()
        tabled.when(table("Placements") { $0.number = "6" }).thenRefused(rule: "tabled-once", record: record)
        let remove = make(RemoveItem.self) {
            ($0.meeting, $0.label, $0.reason) = ("trust-board-2007-09-20", "Placements", "put off")
        }
        tabled.when(remove).accepted()
        given.when(remove).thenRefused(rule: "correct-what-is-recorded", record: record)
        given.when(table("Placements") { $0.paper = "placements" })
            .thenRefused(rule: "known-paper", record: "paper/placements")
    }

    @Test("an agenda is published before its meeting, once")
    func published() {
        let publish = make(PublishAgenda.self) {
            ($0.meeting, $0.on) = ("trust-board-2007-09-20", "13 September 2007")
        }
        let done = given.when(publish).accepted()
        var again = publish
        again.on = "14 September 2007"
        done.when(again).thenRefused(rule: "published-once", record: record)
        again.on = "21 September 2007"
        given.when(again).thenRefused(rule: "dates-in-order", record: record)
    }

    @Test("minutes are drafted, approved at a later meeting, signed, and presented to other bodies")
    func minutes() {
        let drafted = given.when(minutes(.drafted) { $0.on = "25 September 2007" }).accepted()
        drafted.when(minutes(.signed) { $0.on = "14 December 2007" })
            .thenRefused(rule: "minutes-approved", record: record)
        let approved = drafted.when(minutes(.approved) { $0.at = "trust-board-2007-12-13" }).accepted()
        approved.when(minutes(.signed) { ($0.on, $0.by) = ("13 December 2007", "Councillor A") }).accepted()
        let presented = drafted.when(minutes(.presented) { $0.at = "cabinet-2007-10-04" })
        presented.accepted()
        guard case .minutesRecorded(let event)? = presented.events.first else { return }
        #expect(event.to == "cabinet" && event.on == "2007-10-04")
    }

    @Test("minutes of what was not held, before the meeting, or at another body's meeting are refused")
    func refused() {
        given.when(minutes(.drafted) { $0.on = "19 September 2007" })
            .thenRefused(rule: "dates-in-order", record: record)
        given.when(minutes(.approved) { $0.at = "cabinet-2007-10-04" })
            .thenRefused(rule: "minutes-at", record: record)
        given.when(minutes(.presented) { $0.on = "4 October 2007" })
            .thenRefused(rule: "presented-to", record: record)
        given.when(minutes(.drafted) { ($0.on, $0.to) = ("25 September 2007", "Cabinet") })
            .thenRefused(rule: "presented-to", record: record)
        SmallCouncil.withMeeting.when(
            make(RecordMinutes.self) { ($0.meeting, $0.on) = ("malap-2007-09-06", "7 September 2007") }
        ).thenRefused(rule: "meeting-held", record: "meeting/malap-2007-09-06")
    }

    @Test("a reporting route that comes back to where it began is refused")
    func cycle() {
        #expect(
            refusal(of: Fact.terms("cabinet", from: "2008-01-01") { $0.reportsTo = ["malap"] }, in: given)
                == "reporting-route")
    }
}
