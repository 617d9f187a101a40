// Young people are pseudonymous: no path leads a name of theirs into the log.

import Codec
import Foundation
import Governance
import Testing

@Suite("Young people's names")
struct PseudonymTests {
    private static let name = "Robin Example"
    private let council = Given(SmallCouncil.events)

    @Test("are refused when they are registered, whatever the identifier")
    func registering() {
        let record = "person/yp-7f3b"
        council.when(
            make(RegisterPerson.self) {
                ($0.name, $0.kind, $0.person) = (Self.name, .youngPerson, "yp-7f3b")
            }
        ).thenRefused(rule: "young-people-pseudonymous", record: record)
        for id in ["robin-example", "yp-robin", "yp-7f3", "yp-7f3a-robin", "robin-7f3a"] as [PersonID] {
            council.when(make(RegisterPerson.self) { ($0.kind, $0.person) = (.youngPerson, id) })
                .thenRefused(rule: "young-people-pseudonymous", record: "person/\(id)")
        }
        let event = make(PersonRegistered.self) {
            ($0.person, $0.kind, $0.name) = ("yp-7f3b", .youngPerson, Self.name)
        }
        #expect(refusal(of: .personRegistered(event), in: council) == "young-people-pseudonymous")
    }

    @Test("are refused when they are renamed, by command, import or constitution")
    func renaming() {
        let rename = make(RenamePerson.self) {
            ($0.person, $0.name, $0.reason) = ("yp-7f3a", Self.name, "asked for")
        }
        council.when(rename).thenRefused(rule: "young-people-pseudonymous", record: "person/yp-7f3a")
        let renamed = make(PersonRenamed.self) {
            ($0.person, $0.name, $0.reason) = ("yp-7f3a", Self.name, "asked for")
        }
        #expect(refusal(of: .personRenamed(renamed), in: council) == "young-people-pseudonymous")
        for id in ["yp-7f3a", "yp-7f3b"] as [PersonID] {
            let apply = make(ApplyConstitution.self) {
                $0.constitution.council.id = "stockton"
                $0.constitution.council.origin = "minuted.example/stockton"
                $0.constitution.people = [
                    make(Constitution.PersonSection.self) {
                        ($0.id, $0.name, $0.kind) = (id, Self.name, .youngPerson)
                    }
                ]
            }
            council.when(apply).thenRefused(rule: "young-people-pseudonymous", record: "person/\(id)")
        }
    }

    /// Where a command names a person, it has to be one who is in the record: a name is looked up and not
    /// kept. So a name that nobody registered gets nowhere.
    @Test("are looked up and never kept, wherever a command names people")
    func lookedUp() {
        let given = Given(
            Homes.events + [
                Fact.scheduled("malap-2009-09-06", of: "malap", "2009-09-06T16:30"),
                Fact.held("malap-2009-09-06"),
                Fact.body("cicc", "Children in Care Council", .youngPeople),
            ]
        ).when(PledgeTests.adopt, at: "2014-01-10T09:00").accepted().and(
            .decisionRecorded(
                make(DecisionRecorded.self) {
                    ($0.decision, $0.title, $0.body, $0.made) = ("plan", "The plan", "malap", "2009-09-06")
                    $0.resolutions = [
                        make(Resolution.self) {
                            ($0.number, $0.kind, $0.to, $0.text) = (1, .recommended, "cabinet", "That it be")
                        }
                    ]
                }))
        let name = Self.name
        let line = make(RollLine.self) { $0.person = name }
        let commands: [any Command] = [
            make(FillSeat.self) { ($0.body, $0.person, $0.capacity) = ("malap", name, "young person") },
            make(VacateSeat.self) { ($0.body, $0.person) = ("malap", name) },
            make(TakeOffice.self) { ($0.office, $0.person) = ("chief-executive", name) },
            make(JoinGroup.self) { ($0.person, $0.group) = (name, "group-one") },
            make(RecordAttendance.self) { ($0.meeting, $0.entries) = ("malap-2009-09-06", [line]) },
            make(RecordDecision.self) { ($0.title, $0.maker, $0.made) = ("A title", name, "2009-09-06") },
            make(AllocateVisit.self) { ($0.place, $0.member, $0.period) = ("lodge", name, "2009-09") },
            make(RecordVisit.self) { ($0.place, $0.on, $0.visitors) = ("lodge", "2009-09-14", [name]) },
            make(SignPledge.self) { ($0.pledge, $0.people) = ("our", [name]) },
            make(RecordDBS.self) { ($0.person, $0.isCleared) = (name, true) },
            make(PresentPledge.self) { ($0.pledge, $0.to, $0.by) = ("our", "council", name) },
            make(RecordKeyNotice.self) {
                ($0.decision, $0.kind, $0.agreedBy, $0.reason) = ("plan", .general, name, "none")
            },
            make(ExceptMeetingNotice.self) {
                ($0.meeting, $0.agreedBy, $0.reason) = ("malap-2009-09-06", name, "none")
            },
            make(DeclareVacancy.self) { ($0.person, $0.reason) = (name, "none") },
            make(FillVacancy.self) { $0.person = name },
            make(RecordVote.self) { ($0.decision, $0.number, $0.mover) = ("plan", 1, name) },
            make(RecordVote.self) { ($0.decision, $0.number, $0.membersFor) = ("plan", 1, [name]) },
            make(CallInResolution.self) {
                ($0.decision, $0.number, $0.by, $0.grounds) = ("plan", 1, [name], "cost")
            },
            make(RaiseMatter.self) { ($0.what, $0.from, $0.to) = ("Clubs", name, "malap") },
            make(RaiseAction.self) { ($0.what, $0.owner) = ("Recruit", name) },
            make(EstablishDuty.self) { ($0.what, $0.bearer) = ("Review", name) },
            make(SuspendPerson.self) { ($0.person, $0.reason) = (name, "none") },
            make(EstablishIssueList.self) { ($0.title, $0.managedBy) = ("Top Ten", name) },
        ]
        for command in commands {
            let outcome = given.when(command, at: "2014-01-10T09:00")
            #expect(outcome.events.isEmpty, "\(type(of: command))")
            guard case .failure(let rejection) = outcome.decided else {
                Issue.record("accepted: \(type(of: command))")
                continue
            }
            #expect(
                ["known-person", "known-body", "known-participant"].contains(rejection.rule), "\(rejection)")
        }
    }

    /// Every field of an event that stands for a person is an identifier, so that an import cannot bring a
    /// name in where the commands look one up; and labels take no words.
    @Test("do not fit into the fields of events that stand for people, nor into labels")
    func identifiers() throws {
        let people = [
            "person", "member", "maker", "owner", "by", "visitors", "substitutefor", "mover", "seconder",
            "membersfor", "membersagainst", "membersabstained", "agreedby",
        ]
        var count = 0
        for type in Event.payloadTypes {
            for field in FieldTypes.of(type) where people.contains(field.name) {
                // The signature under a decision is the Proper Officer's, kept as it stands there.
                if type == DecisionRecorded.self, field.type == "String" { continue }
                count += 1
                // A participant is an identifier with the sort of its record; how a letter went is a choice.
                let isIdentifier =
                    field.type.contains("Identifier<Person>") || field.type.hasPrefix("Identifier<")
                    || field.type == "Participant"
                #expect(
                    isIdentifier || field.type == "DeliveryWay", "\(type.type) \(field.name): \(field.type)")
            }
        }
        #expect(count > 20)
        #expect(throws: FieldError.self) { try PersonID(text: Self.name) }
        #expect(throws: FieldError.self) { try Participant(text: "person/" + Self.name) }
        #expect(throws: FieldError.self) { try Topic(text: Self.name) }
        #expect(throws: FieldError.self) {
            try VisitMade(
                json: Array(
                    #"{"visit":"v","place":"p","kind":"rota","on":"2009","visitors":["Robin Example"]}"#.utf8)
            )
        }
    }

    /// Words can be about anybody, so that each field that takes them is one that was looked at: an event with
    /// another one fails here until it has been. What a visitor saw and what follows a visit has none.
    @Test("have no way in through words but those fields that have been looked at")
    func words() throws {
        var found: [String] = []
        for type in Event.payloadTypes {
            for field in FieldTypes.of(type) where field.type.contains("String") {
                found.append("\(type.type.dropFirst("org.minuted.".count)) \(field.name)")
            }
        }
        found.sort()
        if ProcessInfo.processInfo.environment["MINUTED_RECORD"] == "1" {
            let lines = found.map { $0 + "\n" }.joined()
            try lines.write(to: Self.list, atomically: true, encoding: .utf8)
            Issue.record("recorded anew: look at each field that is new in FieldsOfWords.txt")
            return
        }
        let known = try String(contentsOf: Self.list, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(found == known, "look at each field that differs: could a young person be named there?")
        #expect(!found.contains { $0.hasPrefix("visit.made") })
    }

    private static let list = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "FieldsOfWords.txt")
}

/// The coder that lists what types a record's fields have, those of the records in it too.
private struct FieldTypes: FieldCoder {
    private var found: [(name: String, type: String)] = []

    static func of<Value: Record>(_: Value.Type) -> [(name: String, type: String)] {
        var lister = FieldTypes()
        var record = Value()
        // A lister throws nothing: it only looks.
        try? record.fields(&lister)
        return lister.found
    }

    private mutating func list<Value: FieldValue>(_ name: StaticString, _: Value.Type) {
        if let record = Value.self as? any Record.Type {
            found += Self.of(record)
        } else {
            found.append(("\(name)", "\(Value.self)"))
        }
    }

    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) { list(name, Value.self) }

    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value?, _ meaning: StaticString
    ) throws(FieldError) { list(name, Value.self) }

    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout [Value], _ meaning: StaticString
    ) throws(FieldError) { list(name, Value.self) }

    mutating func defaulted<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) { list(name, Value.self) }
}
