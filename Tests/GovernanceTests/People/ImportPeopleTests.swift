// A list of councillors is recorded whole or not at all; imported again it records nothing.

import Codec
import Governance
import Testing

@Suite("Importing councillors")
struct ImportPeopleTests {
    /// A council with an office of Leader, and nobody in it.
    private static let empty: Given = {
        let command = make(ApplyConstitution.self) {
            ($0.constitution.council.id, $0.constitution.council.name) = ("test", "Test Council")
            $0.constitution.council.origin = "records.test.example/log"
            $0.constitution.offices = [
                make(Constitution.OfficeSection.self) {
                    ($0.id, $0.title, $0.kind) = ("leader", "Leader of the Council", .leader)
                }
            ]
            $0.constitution.bodies = [
                make(Constitution.BodySection.self) {
                    ($0.id, $0.name, $0.kind) = ("council", "Council", .council)
                    $0.terms = [
                        make(Constitution.TermsSection.self) {
                            $0.terms.powers = .decides
                            $0.terms.seats = [
                                make(SeatDefinition.self) { ($0.capacity, $0.isNamed) = ("member", true) }
                            ]
                        }
                    ]
                }
            ]
        }
        return Given([]).when(command).accepted()
    }()

    private func row(_ name: String, _ fill: (inout ImportedPerson) -> Void = { _ in }) -> ImportedPerson {
        make(ImportedPerson.self) {
            ($0.name, $0.ward, $0.group, $0.from) = (name, "Abbey", "Labour", "3 May 2007")
            fill(&$0)
        }
    }

    private func list(_ rows: [ImportedPerson], _ fill: (inout ImportPeople) -> Void = { _ in })
        -> ImportPeople
    {
        make(ImportPeople.self) {
            ($0.people, $0.newGroups) = (rows, true)
            fill(&$0)
        }
    }

    private func problems(_ outcome: Outcome) -> [String] {
        guard case .failure(let rejection) = outcome.decided else { return [] }
        return (rejection.problems ?? []).map { "\($0.path.dropFirst().joined(separator: ".")): \($0.line)" }
    }

    @Test("each is registered, joins the group and takes a seat for the ward, from the first day")
    func recorded() {
        let after = Self.empty.when(
            list([
                row("Jane Okafor") {
                    ($0.office, $0.officeFrom) = ("Leader of the Council; Group Leader", "24 May 2007")
                    $0.deputies = ["Ann Lee"]
                },
                row("Ann Lee") { ($0.group, $0.ward) = ("none", "St Mary's") },
            ])
        ).accepted()
        let directory = after.state.directory
        #expect(directory.people["okafor"]?.group(on: "2007-05-03") == "labour")
        #expect(directory.people["okafor"]?.group(on: "2007-05-02") == nil)
        #expect(directory.people["lee"]?.groups.isEmpty == true)
        let seats = directory.bodies["council"]?.seats ?? []
        #expect(
            seats.map(\.details.ward) == ["Abbey", "St Mary's"]
                && seats.allSatisfy { $0.capacity == "member" })
        #expect(seats.first?.details.deputies == ["lee"])
        #expect(directory.ward(of: "lee", on: "2007-05-03") == "St Mary's")
        #expect(directory.ward(of: "lee", on: "2007-05-02") == nil)
        #expect(directory.offices["leader"]?.holder(on: "2007-05-24") == "okafor")
        #expect(directory.offices["leader"]?.holder(on: "2007-05-23") == nil)
        #expect(directory.offices["leader-of-the-labour-group"]?.group == "labour")
    }

    @Test("imported again it records nothing; with one more row that one")
    func again() {
        let rows = [row("Jane Okafor") { ($0.office, $0.officeFrom) = ("Group Leader", "24 May 2007") }]
        let once = Self.empty.when(list(rows)).accepted()
        once.when(list(rows)).thenNothing()
        let more = once.when(list(rows + [row("Ann Lee")])).accepted()
        #expect(more.events.count == once.events.count + 3)
    }

    @Test("a seat on record without a ward gets the list's, and one with another is named")
    func wards() {
        let once = Self.empty.when(list([row("Jane Okafor") { $0.ward = nil }])).accepted()
        let later = once.when(list([row("Jane Okafor")])).accepted()
        #expect(later.state.directory.ward(of: "okafor", on: "2007-05-03") == "Abbey")
        let other = later.when(list([row("Jane Okafor") { $0.ward = "Hill" }]))
        other.thenNothing()
        #expect(!other.isComplete && other.notes.first?.contains("minutectl seat correct") == true)
    }

    @Test("a namesake on record is the same person, also by a former name")
    func known() {
        let once = Self.empty.when(list([row("Jane Okafor") { $0.group = nil }])).accepted()
        let renamed = once.and(
            .personRenamed(
                make(PersonRenamed.self) {
                    ($0.person, $0.name, $0.reason) = ("okafor", "Jane Lee", "marriage")
                }))
        renamed.when(list([row("jane  okafor") { $0.group = nil }])).thenNothing()
    }

    @Test("everything that is wrong is listed with its row, and nothing is recorded")
    func wrong() {
        let found = problems(
            Self.empty.when(
                list([
                    row("Jane Okafor"), row("jane okafor"), row("") { $0.group = nil },
                    row("Ann Lee") { $0.from = nil }, row("Bo Khan") { $0.from = "31 June 2007" },
                    row("Cy Hall") { $0.office = "Leader of the Council" },
                    row("Di Moss") { ($0.office, $0.officeFrom) = ("Leader of the Counsil", "24 May 2007") },
                    row("Ed Nash") { $0.deputies = ["Nobody"] }, row("Flo Orr") { $0.group = "Labuor" },
                ])))
        func has(_ place: String, _ text: String) {
            #expect(found.contains { $0.hasPrefix("\(place): ") && $0.contains(text) }, "\(place): \(found)")
        }
        has("1.name", "in the list twice")
        has("2.name", "The name is missing.")
        has("3.from", "--from")
        has("4.from", "30 June 2007")
        has("5.officefrom", "--offices-from")
        has("6.office", "Did you mean \"Leader of the Council\"?")
        has("7.deputies", "Nobody")
        has("8.group", "Did you mean \"Labour\"?")
        #expect(found.count == 8, "\(found)")
    }

    @Test("a group that there is not is formed only where that was asked for, and named once")
    func groups() {
        let rows = [
            row("Jane Okafor") { ($0.office, $0.officeFrom) = ("Group Leader", "24 May 2007") },
            row("Ann Lee"),
        ]
        let found = problems(Self.empty.when(list(rows) { $0.newGroups = nil }))
        #expect(
            found.count == 1 && found[0].hasPrefix("0.group: ") && found[0].contains("--new-groups"),
            "\(found)")
        let formed = Self.empty.and(
            .groupFormed(make(GroupFormed.self) { ($0.group, $0.name) = ("labour", "Labour") }))
        _ = formed.when(list(rows) { $0.newGroups = nil }).accepted()
    }

    @Test("what a rule refuses is said at its row")
    func rules() {
        let found = problems(
            Self.empty.when(
                list([
                    row("Jane Okafor") { ($0.office, $0.officeFrom) = ("leader", "24 May 2007") },
                    row("Ann Lee") { ($0.office, $0.officeFrom) = ("leader", "24 May 2007") },
                ])))
        #expect(found.count == 1 && found[0].hasPrefix("1.office: Jane Okafor holds the office"), "\(found)")
    }

    @Test("without a council, or with nothing to sit on, it is refused")
    func nowhere() {
        Given([]).when(list([row("Jane Okafor")])).thenRefused(rule: "council-founded", record: "council")
        Given([SmallCouncil.founded]).when(list([row("Jane Okafor")])).thenRefused(
            rule: "people-list", record: "council")
    }
}
