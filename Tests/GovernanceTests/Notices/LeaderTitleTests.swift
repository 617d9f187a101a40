// A notice keeps what the council calls the head of its executive: a letter to an elected Mayor is to the Mayor.

import Codec
import Governance
import Testing

@Suite("What the council calls its Leader")
struct LeaderTitleTests {
    private static let mayoral = SmallCouncil.events.map { event in
        guard case .officeEstablished(var office) = event, office.kind == .leader else { return event }
        office.title = "Mayor"
        return .officeEstablished(office)
    }

    private func recipients(_ given: Given, of member: PersonID) throws -> [Recipient] {
        let directory = given.state.directory
        let body = try #require(directory.bodies["malap"])
        let rule = try #require(body.terms(on: "2007-11-01")?.nonAttendance)
        let missed = [
            ExpectedAttendance(meeting: "malap-2007-09-06", date: "2007-09-06", standing: .absent),
            ExpectedAttendance(meeting: "malap-2007-11-01", date: "2007-11-01", standing: .absent),
        ]
        let breach = NoticedBreach(
            try #require(rule.breaches(in: missed).first), body, try #require(directory.people[member]),
            rule, missed, from: nil)
        return directory.notice(of: breach, on: "2007-11-02").recipients
    }

    @Test("the Leader and who is told in the Leader's place, but no group leader, are told with the title")
    func mayor() throws {
        let council = Given(Self.mayoral)
        let ofMember = try recipients(council, of: "councillor-b")
        #expect(ofMember.map(\.role) == [.leader, .groupLeader])
        #expect(ofMember.map(\.leaderTitle) == ["Mayor", nil])
        let ofMayor = try recipients(council, of: "leader")
        #expect(ofMayor.map(\.role) == [.chiefExecutive, .groupLeader])
        #expect(ofMayor.map(\.leaderTitle) == ["Mayor", nil])
    }

    @Test("the usual title is not written, so that notices of before keep their bytes")
    func usual() throws {
        let found = try recipients(Given(SmallCouncil.events), of: "councillor-b")
        #expect(found.map(\.leaderTitle) == [nil, nil])
        let written = try #require(found.first).json
        #expect(!String(decoding: written, as: UTF8.self).contains("leadertitle"))
    }
}
