// A constitution is applied as a whole; applied again it records nothing; changed, only the difference.

import Codec
import Governance
import Testing

@Suite("Constitutions")
struct ConstitutionTests {
    typealias Tenure = Constitution.TenureSection

    private let constitution = make(Constitution.self) {
        $0.council = make(Constitution.CouncilSection.self) {
            ($0.id, $0.name) = ("stockton", "Stockton-on-Tees Borough Council")
            $0.origin = "minuted.example/stockton"
            $0.closures = [
                make(Closure.self) { ($0.from, $0.to, $0.reason) = ("2007-12-27", "2007-12-31", "closed") }
            ]
        }
        $0.groups = [
            make(Constitution.GroupSection.self) { ($0.id, $0.name) = ("group-one", "Group One") },
            make(Constitution.GroupSection.self) { ($0.id, $0.name) = ("group-two", "Group Two") },
        ]
        $0.people = [
            make(Constitution.PersonSection.self) {
                ($0.id, $0.name) = ("councillor-a", "Councillor A")
                $0.groups = [
                    make(Tenure.self) { ($0.group, $0.from, $0.until) = ("group-one", "2003", "2007-05-04") },
                    make(Tenure.self) { ($0.group, $0.from) = ("group-two", "2007-05-04") },
                ]
            },
            make(Constitution.PersonSection.self) { ($0.id, $0.kind) = ("yp-7f3a", .youngPerson) },
            make(Constitution.PersonSection.self) {
                ($0.id, $0.name, $0.kind) = ("chief", "Chief Executive", .officer)
            },
        ]
        $0.offices = [
            make(Constitution.OfficeSection.self) {
                ($0.id, $0.title, $0.kind) = ("leader", "Leader of the Council", .leader)
                $0.holders = [make(Tenure.self) { ($0.person, $0.from) = ("councillor-a", "2007-05") }]
            }
        ]
        $0.bodies = [
            make(Constitution.BodySection.self) {
                ($0.id, $0.name, $0.aliases) = ("malap", "Multi Agency Looked After Partnership", ["MALAP"])
                ($0.kind, $0.from) = (.partnership, "2005-autumn")
                $0.terms = [
                    make(Constitution.TermsSection.self) {
                        $0.from = "2007-01-01"
                        $0.terms.reportsTo = ["trust-board"]
                    }
                ]
                $0.members = [
                    make(Constitution.SeatSection.self) {
                        ($0.person, $0.capacity, $0.from) = ("councillor-a", "councillor", "2007-06")
                        $0.chairs = true
                    },
                    make(Constitution.SeatSection.self) {
                        ($0.person, $0.capacity, $0.from) = ("yp-7f3a", "young person", "2007")
                        $0.until = "2007-09-01"
                    },
                ]
            },
            make(Constitution.BodySection.self) {
                ($0.id, $0.name) = ("trust-board", "Children's Trust Board")
            },
            make(Constitution.BodySection.self) {
                ($0.id, $0.name, $0.kind) = ("informal", "Informal corporate parenting group", .informal)
                ($0.ended, $0.mergedInto) = ("2007-09-01", "malap")
            },
        ]
    }

    private func apply(_ fill: (inout Constitution) -> Void = { _ in }) -> ApplyConstitution {
        make(ApplyConstitution.self) {
            $0.constitution = constitution
            fill(&$0.constitution)
        }
    }

    private var applied: Given { Given([]).when(apply()).accepted() }

    @Test("the first one founds the record, and bodies may refer to those named after them")
    func first() throws {
        let directory = applied.state.directory
        #expect(applied.events.first?.payload.json == SmallCouncil.founded.payload.json)
        #expect(directory.council?.closures.count == 1)
        #expect(directory.people["councillor-a"]?.group(on: "2007-05-03") == "group-one")
        #expect(directory.people["councillor-a"]?.group(on: "2007-05-04") == "group-two")
        #expect(directory.office(.leader)?.holder(on: "2007-05-01") == "councillor-a")
        #expect(directory.bodies["malap"]?.expected(on: "2007-08-31").count == 2)
        #expect(directory.bodies["malap"]?.expected(on: "2007-09-01").count == 1)
        #expect(directory.bodies["informal"]?.mergedInto == "malap")
    }

    @Test("a document may list tenures in any order")
    func anyOrder() throws {
        let turned = apply {
            $0.people[0].groups.reverse()
            $0.offices[0].holders.append(
                make(Tenure.self) { ($0.person, $0.from, $0.until) = ("councillor-a", "2003-05", "2006-05") })
            $0.bodies[0].members.append(
                make(Constitution.SeatSection.self) {
                    ($0.person, $0.capacity, $0.from) = ("councillor-a", "councillor", "2005-10")
                    $0.until = "2006-06"
                })
        }
        let directory = Given([]).when(turned).accepted().state.directory
        #expect(directory.people["councillor-a"]?.group(on: "2007-05-03") == "group-one")
        #expect(directory.people["councillor-a"]?.group(on: "2007-05-04") == "group-two")
        let leader = directory.office(.leader)
        #expect(leader?.holder(on: "2006-04-30") == "councillor-a" && leader?.holder(on: "2006-05-01") == nil)
        #expect(leader?.holder(on: "2007-05-01") == "councillor-a")
        let seats = directory.bodies["malap"]?.seats.filter { $0.person == "councillor-a" }
        #expect(seats?.map(\.tenure.from) == ["2005-10", "2007-06"])
        Given([]).when(turned).accepted().when(turned).thenNothing()
    }

    @Test("applied again it records nothing, after a restart too")
    func again() throws {
        applied.when(apply()).thenNothing()
        applied.when(apply(), at: "2037-01-01T00:00").thenNothing()
        let stored = try applied.events.map { event in
            try Event(type: type(of: event.payload).type, data: JSONDocument(event.payload.json).root)
        }
        Given(stored).when(apply()).thenNothing()
    }

    @Test("what the record has and the document leaves out stays as it is")
    func leftOut() {
        applied.when(
            apply {
                ($0.people, $0.offices, $0.bodies, $0.groups) = ([], [], [], [])
            }
        ).thenNothing()
        let renamed = applied.and(
            .bodyRenamed(
                make(BodyRenamed.self) {
                    ($0.body, $0.name, $0.reason) = (
                        "malap", "Multi Agency Looked After Partnership", "alias"
                    )
                    $0.aliases = ["The Partnership"]
                }))
        renamed.when(apply()).thenNothing()
    }

    private typealias Change = (made: @Sendable (inout Constitution) -> Void, recorded: [Event])

    private static let reason = "as the constitution has it"

    private static let names: [Change] = [
        (
            { $0.groups[1].name = "The Second Group" },
            [
                .groupRenamed(
                    make(GroupRenamed.self) {
                        ($0.group, $0.name, $0.reason) = ("group-two", "The Second Group", reason)
                    })
            ]
        ),
        (
            { $0.people[0].name = "Councillor Dr A" },
            [
                .personRenamed(
                    make(PersonRenamed.self) {
                        ($0.person, $0.name, $0.reason) = ("councillor-a", "Councillor Dr A", reason)
                    })
            ]
        ),
        (
            {
                $0.people.append(
                    make(Constitution.PersonSection.self) {
                        ($0.id, $0.name) = ("councillor-b", "Councillor B")
                    })
            }, [Fact.registered("councillor-b", "Councillor B")]
        ),
    ]

    private static let tenures: [Change] = [
        (
            { $0.people[0].groups[1].until = "2008-01-01" },
            [Fact.leftGroup("councillor-a", "group-two", on: "2008-01-01")]
        ),
        (
            {
                $0.offices[0].holders[0].until = "2008-05-08"
                $0.offices[0].holders.append(
                    make(Tenure.self) { ($0.person, $0.from) = ("chief", "2008-05-08") })
            },
            [
                Fact.left("leader", "councillor-a", on: "2008-05-08"),
                Fact.took("leader", "chief", from: "2008-05-08"),
            ]
        ),
        (
            { $0.bodies[0].members[0].until = "2008-01-01" },
            [Fact.vacated("malap", "councillor-a", on: "2008-01-01")]
        ),
        (
            { $0.bodies[0].members[1].until = "2007-10-01" },
            [
                .seatCorrected(
                    make(SeatCorrected.self) {
                        ($0.body, $0.person) = ("malap", "yp-7f3a")
                        ($0.correction.recordedFrom, $0.correction.until) = ("2007", "2007-10-01")
                        $0.correction.reason = reason
                    })
            ]
        ),
    ]

    private static func closed(_ from: CivilDate, _ to: CivilDate) -> Closure {
        make(Closure.self) { ($0.from, $0.to, $0.reason) = (from, to, "closed") }
    }

    private static let bodies: [Change] = [
        ({ $0.council.closures = [] }, []),
        ({ $0.council.closures = nil }, []),
        (
            { $0.council.closures = [closed("2008-12-24", "2009-01-01")] },
            [
                .councilCalendarSet(
                    make(CouncilCalendarSet.self) {
                        $0.council = "stockton"
                        $0.closures = [
                            closed("2007-12-27", "2007-12-31"), closed("2008-12-24", "2009-01-01"),
                        ]
                    })
            ]
        ),
        (
            {
                $0.bodies[0].terms.append(
                    make(Constitution.TermsSection.self) { ($0.from, $0.terms.quorum) = ("2008-01-01", 4) })
            }, [Fact.terms("malap", from: "2008-01-01") { $0.quorum = 4 }]
        ),
        (
            { $0.bodies[1].ended = "2008-01-01" }, [Fact.dissolved("trust-board", on: "2008-01-01")]
        ),
    ]

    @Test("a later change records the difference alone")
    func difference() {
        for change in Self.names + Self.tenures + Self.bodies {
            let outcome = applied.when(apply(change.made))
            #expect(outcome.events == change.recorded)
            outcome.accepted().when(apply(change.made)).thenNothing()
        }
    }

    @Test("the record of one council takes no other's constitution")
    func oneCouncil() {
        applied.when(apply { $0.council.id = "derby" })
            .thenRefused(rule: "one-council", record: "council/stockton")
    }

    @Test("one that breaks a rule records nothing of it")
    func refused() {
        let bad = apply {
            $0.people[0].groups[1].from = "2007-05-03"
        }
        Given([]).when(bad).thenRefused(rule: "one-group-at-a-time", record: "person/councillor-a")
        let cycle = apply {
            $0.bodies[1].terms = [
                make(Constitution.TermsSection.self) { $0.terms.reportsTo = ["malap"] }
            ]
        }
        Given([]).when(cycle).thenRefused(rule: "reporting-route", record: "body/trust-board")
    }

    @Test("it is written and read as JSON without loss, and an unknown field is refused")
    func json() throws {
        #expect(try Constitution(json: constitution.json) == constitution)
        let text = String(decoding: constitution.json, as: UTF8.self)
        let misspelt = text.replacing("\"mergedinto\"", with: "\"merged\"")
        #expect(throws: FieldError.self) { try Constitution(json: Array(misspelt.utf8)) }
    }
}

@Suite("The council")
struct CouncilTests {
    @Test("a log is the record of one council, in the format that is known")
    func founded() {
        let council = Given([SmallCouncil.founded])
        #expect(refusal(of: SmallCouncil.founded, in: council) == "one-council")
        var newer = CouncilFounded(
            council: "derby", name: "Derby City Council", origin: "minuted.example/derby")
        newer.formatVersion = 2
        #expect(refusal(of: .councilFounded(newer), in: Given([])) == "format")
        let unnamed = CouncilFounded(
            council: "Derby City", name: "Derby City Council", origin: "minuted.example/derby")
        #expect(refusal(of: .councilFounded(unnamed), in: Given([])) == "identifier")
        #expect(council.state.directory.council?.source == "urn:minuted:stockton")
    }

    @Test("closures run forwards, for a reason")
    func closures() {
        let council = Given([SmallCouncil.founded])
        func closed(_ from: CivilDate, _ to: CivilDate, _ reason: String) -> Event {
            let closure = make(Closure.self) { ($0.from, $0.to, $0.reason) = (from, to, reason) }
            return .councilCalendarSet(
                make(CouncilCalendarSet.self) { ($0.council, $0.closures) = ("stockton", [closure]) })
        }
        #expect(refusal(of: closed("2007-12-27", "2007-12-31", "closed"), in: council) == nil)
        #expect(refusal(of: closed("2007-12-31", "2007-12-27", "closed"), in: council) == "closures")
        #expect(refusal(of: closed("2007-12-27", "2007-12-31", ""), in: council) == "text")
    }
}

@Suite("Duties in a constitution")
struct ConstitutionDutyTests {
    private func apply(_ what: String) -> ApplyConstitution {
        make(ApplyConstitution.self) {
            ($0.constitution.council.id, $0.constitution.council.name) = (
                "stockton", "Stockton-on-Tees Borough Council"
            )
            $0.constitution.duties = [
                make(Constitution.DutySection.self) {
                    ($0.id, $0.what, $0.bearer) = ("stocktake", what, .office("chief-executive"))
                    ($0.from, $0.due) = ("2007-08-02", "2007-autumn")
                }
            ]
        }
    }

    @Test("are laid down once; what the record has stays as it is")
    func once() {
        let given = Given(SmallCouncil.events).when(apply("Take stock of the outcomes")).accepted()
        #expect(given.state.duties["stocktake"]?.established.bearer == .office("chief-executive"))
        let other = given.when(apply("Take stock"))
        other.thenNothing()
        #expect(!other.isComplete && other.notes.first?.contains("minutectl duty change stocktake") == true)
    }
}

@Suite("A constitution that differs from the record")
struct ConstitutionDifferenceTests {
    private let council = Given(SmallCouncil.events)

    private func apply(_ fill: (inout Constitution) -> Void) -> ApplyConstitution {
        make(ApplyConstitution.self) {
            ($0.constitution.council.id, $0.constitution.council.name) = (
                "stockton", "Stockton-on-Tees Borough Council"
            )
            fill(&$0.constitution)
        }
    }

    private func person(_ id: PersonID, _ name: String, _ kind: PersonKind = .councillor)
        -> Constitution.PersonSection
    {
        make(Constitution.PersonSection.self) { ($0.id, $0.name, $0.kind) = (id, name, kind) }
    }

    private func body(_ fill: (inout Constitution.BodySection) -> Void) -> ApplyConstitution {
        apply {
            $0.bodies = [
                make(Constitution.BodySection.self) {
                    ($0.id, $0.name) = ("malap", "Multi Agency Looked After Partnership")
                    $0.kind = .partnership
                    fill(&$0)
                }
            ]
        }
    }

    /// Nothing is recorded, and what differs is said.
    private func expectSaid(
        _ outcome: Outcome, _ words: String, _ location: SourceLocation = #_sourceLocation
    ) {
        outcome.thenNothing(location)
        #expect(!outcome.isComplete, sourceLocation: location)
        #expect(outcome.notes.count == 1, "\(outcome.notes)", sourceLocation: location)
        #expect(
            outcome.notes.first?.contains(words) == true, "\(outcome.notes)", sourceLocation: location)
    }

    @Test("lists what it cannot record with the command that does")
    func listed() {
        expectSaid(
            council.when(apply { $0.people = [person("chief", "Chief Executive", .councillor)] }),
            "minutectl person correct-kind chief councillor")
        expectSaid(council.when(apply { $0.council.timeZone = "Europe/Paris" }), "fixed when a log begins")
        expectSaid(council.when(body { $0.kind = .board }), "minutectl body correct malap --kind board")
        expectSaid(council.when(body { $0.from = "2006" }), "minutectl body correct malap --from 2006")
        func seat(_ from: PartialDate, _ chairs: Bool?) -> ApplyConstitution {
            body {
                $0.members = [
                    make(Constitution.SeatSection.self) {
                        ($0.person, $0.capacity, $0.from) = ("councillor-a", "councillor", from)
                        $0.chairs = chairs
                    }
                ]
            }
        }
        #expect(council.when(seat("2007-01-01", true)).isComplete)
        expectSaid(council.when(seat("2007-01-01", false)), "--recorded-from 2007-01-01 --no-chairs")
        expectSaid(
            council.when(seat("2007-02-01", nil)), "--recorded-from 2007-01-01 --from 2007-02-01")
    }

    @Test("and once the command has recorded it, nothing differs")
    func settled() {
        let kind = make(CorrectPersonKind.self) {
            ($0.person, $0.kind, $0.reason) = ("chief", .councillor, "elected")
        }
        let after = council.when(kind).accepted()
        #expect(after.when(apply { $0.people = [person("chief", "Chief Executive")] }).isComplete)
        let chair = make(CorrectSeat.self) {
            ($0.body, $0.person, $0.chairs) = ("malap", "councillor-a", false)
            ($0.dates.recordedFrom, $0.dates.reason) = ("2007-01-01", "the minutes say so")
        }
        let unchaired = council.when(chair).accepted().state.directory.bodies["malap"]
        #expect(unchaired?.seats.first { $0.person == "councillor-a" }?.chairs == false)
        let first = make(CorrectBody.self) {
            ($0.body, $0.from, $0.reason) = ("malap", "2006", "the minutes")
        }
        #expect(council.when(first).accepted().when(body { $0.from = "2006" }).isComplete)
        let title = make(RetitleOffice.self) {
            ($0.office, $0.title, $0.reason) = (
                "chief-executive", "Head of Paid Service", "the new structure"
            )
        }
        #expect(throws: Never.self) {
            try council.when(title).accepted().state.directory.office("Head of Paid Service")
        }
    }

    @Test("takes a council's new name over, and a former name never")
    func names() {
        let renamed = council.when(apply { $0.council.name = "Stockton Council" }).accepted()
        #expect(renamed.state.directory.council?.name == "Stockton Council")
        expectSaid(renamed.when(apply { _ in }), "once said \"Stockton-on-Tees Borough Council\"")
        let person = council.and(
            .personRenamed(
                make(PersonRenamed.self) {
                    ($0.person, $0.name, $0.reason) = ("councillor-a", "Ann A", "marriage")
                }))
        expectSaid(
            person.when(apply { $0.people = [self.person("councillor-a", "Councillor A, Group One")] }),
            "once said \"Councillor A, Group One\"")
        let body = council.and(
            .bodyRenamed(
                make(BodyRenamed.self) { ($0.body, $0.name, $0.reason) = ("malap", "The Board", "new") }))
        expectSaid(body.when(self.body { _ in }), "once said \"Multi Agency Looked After Partnership\"")
    }

    @Test("does not bring back terms of reference that others have taken the place of, and says so")
    func earlierTerms() {
        func terms(_ quorum: Int) -> ApplyConstitution {
            body {
                $0.terms = [
                    make(Constitution.TermsSection.self) {
                        $0.from = "2007-01-01"
                        $0.terms.quorum = quorum
                    }
                ]
            }
        }
        let first = council.when(terms(3)).accepted()
        first.when(terms(3)).thenNothing()
        let second = first.when(terms(2))
        #expect(second.notes.contains { $0.contains("also for the past") }, "\(second.notes)")
        expectSaid(second.accepted().when(terms(3)), "once said these terms of reference")
    }

    @Test("does not bring back a tenure that was withdrawn or whose days were corrected")
    func tenures() {
        let seat = body {
            $0.members = [
                make(Constitution.SeatSection.self) {
                    ($0.person, $0.capacity, $0.from) = ("councillor-c", "councillor", "2007-01-01")
                }
            ]
        }
        #expect(council.when(seat).isComplete)
        func correct(_ fill: (inout CorrectedDates) -> Void) -> Given {
            council.when(
                make(CorrectSeat.self) {
                    ($0.body, $0.person) = ("malap", "councillor-c")
                    ($0.dates.recordedFrom, $0.dates.reason) = ("2007-01-01", "the minutes say so")
                    fill(&$0.dates)
                }
            ).accepted()
        }
        expectSaid(correct { $0.isWithdrawn = true }.when(seat), "once said from 1 January 2007")
        expectSaid(correct { $0.from = "2007-03-01" }.when(seat), "once said from 1 January 2007")
    }

    @Test("does not bring back a closure that was taken out")
    func closures() {
        let closed = make(Closure.self) {
            ($0.from, $0.to, $0.reason) = ("2007-12-27", "2007-12-31", "closed")
        }
        let document = apply { $0.council.closures = [closed] }
        let recorded = council.when(document).accepted()
        #expect(recorded.when(apply { _ in }).isComplete)
        let remove = make(RemoveClosure.self) {
            ($0.from, $0.reason) = ("27 December 2007", "they stay open")
        }
        let removed = recorded.when(remove).accepted()
        #expect(removed.state.directory.council?.closures == [])
        expectSaid(
            removed.when(document),
            "minutectl council add-closure 2007-12-27 --to 2007-12-31 --reason \"closed\"")
        // The command that is named does it.
        let add = make(AddClosure.self) {
            ($0.from, $0.to, $0.reason) = ("27 December 2007", "31 December 2007", "closed")
        }
        #expect(removed.when(add).accepted().state.directory.council?.closures == [closed])
        recorded.when(add).thenNothing()
        var other = add
        other.to = nil
        recorded.when(other).thenRefused(rule: "one-closure", record: "council/stockton")
        council.when(remove).thenRefused(rule: "known-closure", record: "council/stockton")
    }
}
