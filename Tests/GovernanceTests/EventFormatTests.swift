// Events as they are stored: what is read is what was written, and nothing is ever skipped.

import Codec
import Governance
import Testing

@Suite("Events as they are stored")
struct EventFormatTests {
    @Test("every type of event is read back as it was written", arguments: 0..<Event.payloadTypes.count)
    func roundTrip(_ index: Int) throws {
        let type = Event.payloadTypes[index]
        var filler = RandomFiller(random: SeededGenerator(seed: UInt64(index) + 1))
        for _ in 0..<100 {
            let written = try filler.filled(type) as any EventPayload
            let document = try JSONDocument(written.json)
            let read = try Event(type: type.type, data: document.root)
            #expect(Swift.type(of: read.payload) == type)
            #expect(read.payload.json == written.json)
            let isSame = equals(read.payload, written)
            #expect(isSame, "\(String(decoding: written.json, as: UTF8.self))")
        }
    }

    private func equals(_ one: any EventPayload, _ other: any EventPayload) -> Bool {
        func compare<Value: Equatable>(_ value: Value) -> Bool { value == other as? Value }
        guard let comparable = one as? any Equatable else { return false }
        return compare(comparable)
    }

    @Test("types are named as the log's format says, each once, and streams as its subjects")
    func names() throws {
        let types = Event.payloadTypes.map { $0.type }
        #expect(Set(types).count == types.count)
        for type in Event.payloadTypes {
            let parts = type.type.split(separator: ".")
            #expect(type.type.hasPrefix("org.minuted.") && parts.count == 4, "\(type.type)")
            #expect(type.type.allSatisfy { $0.isLowercase || $0 == "." || $0 == "_" }, "\(type.type)")
            #expect(type.schemaVersion == 1)
        }
        #expect(Set(Directory.eventTypes).isSubset(of: types))
    }

    @Test("an unknown type stops the reader")
    func unknownType() throws {
        let empty = try JSONDocument("{}").root
        for type in ["org.minuted.person.knighted", "org.minuted.person.registered ", "", "org.minuted"] {
            #expect(throws: EventError.unknownType(type)) { try Event(type: type, data: empty) }
        }
    }

    @Test("a field that is not known stops the reader, wherever it stands")
    func unknownField() throws {
        for (data, place) in [
            (#"{"group":"one","name":"One","colour":"red"}"#, "colour"),
            (#"{"Group":"one","name":"One"}"#, "group"), (#"{"group":"one"}"#, "name"),
        ] {
            let root = try JSONDocument(data).root
            let error = #expect(throws: EventError.self) { try Event(type: GroupFormed.type, data: root) }
            guard case .malformed(GroupFormed.type, let field)? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(field.place == place)
        }
        let roll = #"{"meeting":"m-1","entries":[{"person":"a","standing":"absent","why":"ill at home"}]}"#
        let error = #expect(throws: EventError.self) {
            try Event(type: AttendanceRecorded.type, data: JSONDocument(roll).root)
        }
        #expect("\(error.map { "\($0)" } ?? "")".contains("entries[0].why"))
    }

    @Test("data that is no object, or of another type's form, stops the reader")
    func otherForm() throws {
        for data in ["null", "[]", "3", "\"\"", "{}"] {
            let root = try JSONDocument(data).root
            for type in Event.payloadTypes {
                #expect(throws: EventError.self, "\(type.type)") { try Event(type: type.type, data: root) }
            }
        }
    }

    @Test("the directory is folded from the types it names, and from no others")
    func directoryTypes() {
        var all = State()
        var named = Directory()
        for event in Samples.history {
            let before = all.directory
            all.evolve(event)
            let type = Swift.type(of: event.payload).type
            let isNamed = Directory.eventTypes.contains(type)
            #expect((all.directory != before) == isNamed, "\(type)")
            if isNamed { named.evolve(event) }
        }
        #expect(named == all.directory)
    }

    @Test("every type of event is possible, and changes what is known")
    func everyTypeChangesSomething() throws {
        var state = State()
        var seen: Set<String> = []
        for event in Samples.history {
            let before = state
            if let record = event.takenBack?.record {
                state.histories.events[record] = Samples.history.prefix { $0 != event }
                    .filter { $0.stream == record }
            }
            _ = try admit([event], in: &state)
            #expect(state != before, "\(event)")
            seen.insert(Swift.type(of: event.payload).type)
        }
        #expect(seen == Set(Event.payloadTypes.map { $0.type }))
    }

    @Test("several events enter together or not at all")
    func allOrNone() throws {
        var state = Given(SmallCouncil.events).state
        let before = state
        #expect(throws: Rejection.self) {
            try admit([Fact.formed("group-three", "Group Three"), Fact.formed("group-one", "x")], in: &state)
        }
        #expect(state == before)
    }
}
