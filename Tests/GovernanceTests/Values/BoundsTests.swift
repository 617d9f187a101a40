// Numbers, lists, dates and texts that no honest record has: refused, with the field, by every door.

import Codec
import Governance
import Testing

@Suite("Bounds")
struct BoundsTests {
    private func terms(_ change: (inout Terms) -> Void) -> Terms {
        var seat = SeatDefinition()
        (seat.capacity, seat.count) = ("councillor", 9)
        var terms = Terms()
        terms.seats = [seat]
        change(&terms)
        return terms
    }

    private func refusal(of terms: Terms) -> Rejection? {
        var command = AdoptTerms()
        (command.body, command.terms) = ("malap", terms)
        return refusal(of: command)
    }

    private func refusal(of command: some Command) -> Rejection? {
        guard case .failure(let rejection) = Given(SmallCouncil.events).when(command).decided else {
            return nil
        }
        return rejection
    }

    @Test("a seat count within its bounds is taken, one more or less is refused with its place")
    func seatCount() {
        #expect(refusal(of: terms { $0.seats[0].count = 1_000 }) == nil)
        for count in [1_001, 10_000_000_000, .max] {
            let found = refusal(of: terms { $0.seats[0].count = count })
            #expect(found?.rule == "bounds", "\(count)")
            #expect(found?.message.contains("terms.seats[0].count: is ") == true, "\(found?.message ?? "")")
            #expect(found?.message.contains("1 to 1,000") == true)
        }
    }

    @Test("an event with such a number does not get in by import or restore either")
    func otherDoors() throws {
        var state = Given(SmallCouncil.events).state
        var event = TermsAdopted()
        (event.body, event.terms) = ("malap", terms { $0.seats[0].count = 10_000_000_000 })
        let found = #expect(throws: Rejection.self) { try admit([.termsAdopted(event)], in: &state) }
        #expect(found?.rule == "bounds" && found?.record == "body/malap")
    }

    @Test("a quorum, a list and a year are held to their bounds as well")
    func neighbours() throws {
        #expect(refusal(of: terms { $0.quorum = 1_001 })?.rule == "bounds")
        #expect(refusal(of: terms { $0.quorum = 1_000 }) == nil)
        #expect(
            refusal(of: terms { $0.standingItems = .init(repeating: "x", count: 5_001) })?.message
                .contains("has 5,001 items") == true)
        var duty = EstablishDuty()
        (duty.what, duty.bearer, duty.cadence) = ("Meet", "malap", "365 times a year")
        for (year, isTaken) in [
            ("0001", false), ("0999", false), ("1000", true), ("2999", true), ("3000", false),
        ] {
            duty.from = "\(year)-01-01"
            #expect((refusal(of: duty)?.rule != "bounds") == isTaken, "\(year)")
        }
    }

    @Test(
        "a text with a character that steers a terminal is refused with its position",
        arguments: ["\u{0}", "\u{1B}", "\u{7F}", "\u{9B}", "\u{202E}", "\u{2066}", "\r"])
    func text(_ character: String) throws {
        var person = RegisterPerson()
        (person.name, person.kind) = ("Councillor \(character)Z", .councillor)
        let found = refusal(of: person)
        #expect(found?.rule == "text")
        #expect(found?.message.hasPrefix("name: character 12 is U+") == true, "\(found?.message ?? "")")
    }

    @Test(
        "tabs, line ends and every script are text",
        arguments: ["a\tb", "a\nb", "a\r\nb", "שלום", "Ağrı ’“", "👩‍👧"])
    func honestText(_ text: String) throws { try text.check(.text) }

    @Test("an entry that has such a text already is read")
    func oldEntry() throws {
        let json = Array(#"{"person":"z","name":"Z\u001b\u202e","kind":"councillor"}"#.utf8)
        let event = try PersonRegistered(json: json)
        #expect(event.name == "Z\u{1B}\u{202E}")
        try event.check(.bounds)
        #expect(throws: FieldError.self) { try event.check(.text) }
        #expect(event.name?.showingUnprintable == #"Z\u001B\u202E"#)
    }

    @Test("interfaces say the bounds")
    func described() {
        let count = SeatDefinition.describedFields.first { $0.name == "count" }
        #expect(count?.meaning.hasSuffix("1 to 1,000") == true)
        let seats = Terms.describedFields.first { $0.name == "seats" }
        #expect(seats?.meaning == "at most 500")
    }
}
