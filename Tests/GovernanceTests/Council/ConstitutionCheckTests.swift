// A constitution with mistakes is told all of them at once, each with its place and what to do.

import Codec
import Governance
import Testing

@Suite("Checking a constitution")
struct ConstitutionCheckTests {
    private static let council =
        #""council":{"id":"test","name":"Test Council","origin":"records.test.example/log"}"#

    private func check(_ rest: String) throws -> ConstitutionCheck {
        ConstitutionCheck(try JSONDocument("{\(Self.council)\(rest)}").root, on: "2026-11-30")
    }

    private func problems(_ rest: String) throws -> [String] {
        try check(rest).problems.map { "\($0.path.joined(separator: ".")): \($0.line)" }
    }

    @Test("one without mistakes has no problems")
    func sound() throws {
        let found = try check(
            #"""
            ,"groups":[{"id":"labour","name":"Labour"}],
            "people":[{"id":"okafor","name":"Jane Okafor","kind":"councillor","groups":[{"group":"labour","from":"7 May 2026"}]}]
            """#)
        #expect(found.problems.isEmpty)
        #expect(found.constitution.people[0].groups[0].from == "2026-05-07")
    }

    @Test(
        "dates are read as on the command line, as precise as they are written",
        arguments: [
            (#""7 May 2026""#, "2026-05-07"), (#""2026-05-07""#, "2026-05-07"), (#""May 2026""#, "2026-05"),
            ("2026", "2026"), (#""autumn 2025""#, "2025-autumn"), (#""7/5/2026""#, "2026-05-07"),
        ] as [(String, PartialDate)])
    func dates(text: String, date: PartialDate) throws {
        let found = try check(
            #","people":[{"id":"a","name":"A","kind":"officer"}],"#
                + #""offices":[{"id":"o","title":"O","kind":"other","holders":[{"person":"a","from":\#(text)}]}]"#
        )
        #expect(found.problems.isEmpty, "\(found.problems)")
        #expect(found.constitution.offices[0].holders[0].from == date)
    }

    @Test(
        "a date that means another day tomorrow, or none, is refused with the reason",
        arguments: [
            ("7 May", "does not say which year"), ("yesterday", "another day every time"),
            ("31 June 2026", "June"), ("soon", "soon"),
        ])
    func badDates(text: String, problem: String) throws {
        let found = try problems(
            #","people":[{"id":"a","name":"A","kind":"councillor","dbs":[]}],"#
                + #""council2":1,"bodies":[{"id":"b","name":"B","kind":"board","from":"\#(text)"}]"#)
        #expect(found.count == 2)
        let date = found.first { $0.hasPrefix("bodies.0.from: bodies[0].from: ") }
        #expect(date?.contains(problem) == true, "\(found)")
    }

    @Test("every mistake is listed: fields, words, references, rules")
    func all() throws {
        let found = try problems(
            #"""
            ,"groups":[{"id":"labour","name":"Labour"}],
            "people":[
              {"id":"okafor","name":"Okafor","kind":"councilor","groups":[{"group":"labor","from":"2026-05-07"}]},
              {"id":"jones","name":"Jones","kind":"councillor","grups":[]},
              {"id":"jones","name":"Jones","kind":"councillor"},
              {"id":"smith","name":"Smith","kind":"councillor"}],
            "offices":[{"id":"leader","title":"Leader","kind":"leader","holders":[{"person":"smyth","from":"2026"}]},
              {"id":"gl","title":"Group Leader","kind":"group-leader"}],
            "bodies":[{"id":"board","name":"Board","kind":"board",
              "terms":[{"powers":"advises","quorum":0,"reportsto":["cabinet"]}],
              "members":[{"person":"smith","capacity":"member","from":"2026-05-07","until":"2026-05-01"}]}]
            """#)
        func has(_ place: String, _ text: String) {
            #expect(found.contains { $0.hasPrefix("\(place): ") && $0.contains(text) }, "\(place): \(found)")
        }
        has("people.0.kind", "did you mean \"councillor\"?")
        has("people.0.groups.0.group", "Did you mean \"labour\"?")
        has("people.1.grups", "did you mean \"groups\"?")
        has("people.2.id", "people[1]")
        has("offices.0.holders.0.person", "Did you mean \"smith\"?")
        has("offices.1", "The office of a group leader needs a group.")
        has("bodies.0.terms.0.quorum", "1 to 1,000")
        has("bodies.0.terms.0.reportsto.0", "There is no body with the identifier \"cabinet\".")
        has("bodies.0.members.0", "")
        #expect(found.count == 9, "\(found)")
    }

    @Test("what follows from a mistake is not a mistake of its own")
    func consequences() throws {
        let found = try problems(
            #"""
            ,"people":[{"id":"okafor","kind":"councillor"}],
            "bodies":[{"id":"board","name":"Board","kind":"board",
              "members":[{"person":"okafor","capacity":"member","from":"2026-05-07"}]}]
            """#)
        #expect(found.count == 1 && found[0].hasPrefix("people.0: The name is missing."), "\(found)")
    }

    @Test("applying a document says all that a check says, and of one mistake what its rule says")
    func applying() throws {
        let two = make(ApplyConstitution.self) {
            ($0.constitution.council.id, $0.constitution.council.name) = ("test", "Test Council")
            $0.constitution.council.origin = "records.test.example/log"
            $0.constitution.offices = (["a", "b"] as [OfficeID]).map { id in
                make(Constitution.OfficeSection.self) {
                    ($0.id, $0.title, $0.kind) = (id, "Group Leader", .groupLeader)
                }
            }
        }
        let refused = Given([]).when(two)
        #expect(refused.rejection?.problems?.map(\.path) == [["offices", "0"], ["offices", "1"]])
        #expect(refused.rejection?.message == "The constitution has 2 problems.")
        let one = make(ApplyConstitution.self) {
            $0.constitution = two.constitution
            $0.constitution.offices.removeLast()
        }
        Given([]).when(one).thenRefused(rule: "group-of-leader", record: "office/a")
        #expect(Given([]).when(one).rejection?.problems?.count == 1)
    }

    @Test(
        "a record does not begin without an origin that somebody chose",
        arguments: [nil, "", "records of test", "records+test"])
    func origin(_ origin: String?) {
        let command = make(ApplyConstitution.self) {
            ($0.constitution.council.id, $0.constitution.council.name) = ("test", "Test Council")
            $0.constitution.council.origin = origin
        }
        Given([]).when(command).thenRefused(rule: "origin", record: "council/test")
        // A record that has begun has one.
        let later = make(ApplyConstitution.self) {
            ($0.constitution.council.id, $0.constitution.council.name) = (
                "stockton", "Stockton-on-Tees Borough Council"
            )
        }
        Given([SmallCouncil.founded]).when(later).thenNothing()
    }
}

extension Outcome {
    fileprivate var rejection: Rejection? {
        if case .failure(let rejection) = decided { rejection } else { nil }
    }
}
