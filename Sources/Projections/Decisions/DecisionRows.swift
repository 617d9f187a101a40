// What is written into rows of a decision that is recorded: without the texts that only the log keeps.

import Codec
import Governance
import Reports

/// A decision with its resolutions, as their rows begin.
public struct DecisionRows: Equatable, Sendable {
    struct One: Equatable {
        let number: Int
        let kind: ResolutionKind
        let text: String
        let to: BodyID?
        let isCallable: Bool
        let implementation: String?
        let effective: CivilDate?
        var follows: ResolutionReference?
        /// The vote as JSON.
        var vote: String?
        var proposed: String?
        var reflects: String?
    }

    let decision: DecisionID
    let title: String
    let body: BodyID?
    let maker: PersonID?
    let meeting: MeetingID?
    let made: PartialDate
    var madeBy: CivilDate?
    let isKey: Bool?
    let lacks: DecisionParts
    let callIn: String?
    let signedOn: CivilDate?
    var office: OfficeID?
    var how: String?
    var reconsiders: DecisionID?
    let resolutions: [One]

    /// The last day on which it can have been made, as its row has it (``Decision/made``).
    func lastMade(_ published: CivilDate?) -> CivilDate {
        guard made.date == nil else { return made.earliest }
        let days = [made.latest, madeBy, signedOn, published].compactMap(\.self)
        return max(made.earliest, days.min() ?? made.latest)
    }
}

/// Parts that a decision's record should have.
struct DecisionParts: OptionSet {
    let rawValue: Int

    static let reasons = DecisionParts(rawValue: 2)
    static let alternatives = DecisionParts(rawValue: 4)
    static let conflicts = DecisionParts(rawValue: 8)
    static let dispensations = DecisionParts(rawValue: 16)
    static let signature = DecisionParts(rawValue: 32)

    /// Every part, with the rule that misses it and what it is called.
    static let all: [(part: DecisionParts, rule: String, what: String)] = [
        (.reasons, "reasons-missing", "the reasons for the decision"),
        (.alternatives, "alternatives-missing", "alternative options considered and rejected"),
        (.conflicts, "conflicts-missing", "declared conflicts of interest"),
        (.dispensations, "dispensations-missing", "details of any dispensations"),
        (.signature, "signature-missing", "the signature of the proper officer"),
    ]

    /// The parts that a record lacks.
    static func lacking(in it: DecisionRecorded) -> DecisionParts {
        let texts: [(String?, DecisionParts)] = [
            (it.reasons, .reasons), (it.alternatives, .alternatives), (it.conflicts, .conflicts),
            (it.dispensations, .dispensations),
        ]
        var lacking: DecisionParts = it.signature == nil ? .signature : []
        for (text, part) in texts where isBlank(text) { lacking.insert(part) }
        return lacking
    }

    static func isBlank(_ text: String?) -> Bool {
        guard let text else { return true }
        // Nearly every text that is not blank has an ordinary letter at its beginning.
        let hasLetter = text.utf8.contains { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        }
        return !hasLetter && ProformaField("", text).answer == .blank
    }
}

extension DecisionRows {
    init(_ it: DecisionRecorded) {
        self.init(
            decision: it.decision, title: it.title, body: it.body, maker: it.maker, meeting: it.meeting,
            made: it.made, madeBy: it.madeBy, isKey: it.isKey, lacks: .lacking(in: it), callIn: it.callIn,
            signedOn: it.signature?.on, office: it.office, how: it.how, reconsiders: it.reconsiders,
            resolutions: it.resolutions.map {
                One(
                    number: $0.number, kind: $0.kind, text: $0.text, to: $0.to, isCallable: $0.isCallable,
                    implementation: $0.implementation, effective: $0.effective, follows: $0.follows,
                    vote: $0.vote.map { String(decoding: $0.json, as: UTF8.self) }, proposed: $0.proposed,
                    reflects: $0.reflects)
            })
    }
}

extension QuickReader {
    /// Goes through all of the payload, for what is wrong in it is for the general reader to say.
    mutating func decisionRecorded() -> Change? {
        guard let decision: DecisionID = identifier(behind: "{\"decision\":\""), skip(",\"title\":\""),
            let title = words(), let body: BodyID? = optional(behind: ",\"body\":\""),
            let maker: PersonID? = optional(behind: ",\"maker\":\""),
            let meeting: MeetingID? = optional(behind: ",\"meeting\":\""), skip(",\"made\":\""),
            let made = day(), let isKey = flag(behind: ",\"key\":"), var lacks = lackingParts(),
            let callIn = optionalWords(behind: ",\"callin\":\""), skip(",\"resolutions\":[")
        else { return nil }
        var resolutions: [DecisionRows.One] = []
        repeat {
            guard let one = resolution() else { return nil }
            resolutions.append(one)
        } while skip(",")
        guard skip("]"), let (isSigned, signedOn) = signature(), skip("}"), isOver else { return nil }
        if !isSigned { lacks.insert(.signature) }
        return .decision(
            DecisionRows(
                decision: decision, title: title, body: body, maker: maker, meeting: meeting,
                made: PartialDate(made),
                isKey: isKey, lacks: lacks, callIn: callIn, signedOn: signedOn, resolutions: resolutions))
    }

    private mutating func lackingParts() -> DecisionParts? {
        // The record itself is the resolutions, where nothing else is written under its heading.
        let keys: [(StaticString, DecisionParts)] = [
            (",\"record\":\"", []), (",\"reasons\":\"", .reasons),
            (",\"alternatives\":\"", .alternatives), (",\"conflicts\":\"", .conflicts),
            (",\"dispensations\":\"", .dispensations),
        ]
        var lacking: DecisionParts = []
        for (key, part) in keys {
            guard skip(key) else {
                lacking.insert(part)
                continue
            }
            guard let isBlank = blankWords() else { return nil }
            if isBlank { lacking.insert(part) }
        }
        return lacking
    }

    private mutating func resolution() -> DecisionRows.One? {
        guard skip("{\"number\":"), let number = number(), skip(",\"kind\":\""),
            let kind = text().flatMap({ ResolutionKind(rawValue: String(decoding: $0, as: UTF8.self)) }),
            skip(",\"text\":\""), let text = words(), let to: BodyID? = optional(behind: ",\"to\":\""),
            let callable = flag(behind: ",\"callable\":"),
            let implementation = optionalWords(behind: ",\"implementation\":\"")
        else { return nil }
        var effective: CivilDate?
        if skip(",\"effective\":\"") {
            guard let day = day() else { return nil }
            effective = day
        }
        guard skip("}") else { return nil }
        return DecisionRows.One(
            number: number, kind: kind, text: text, to: to, isCallable: callable ?? false,
            implementation: implementation, effective: effective)
    }

    /// Whether there is a signature, and its day.
    private mutating func signature() -> (isSigned: Bool, on: CivilDate?)? {
        guard skip(",\"signature\":{\"by\":\"") else { return (false, nil) }
        guard skipWords() else { return nil }
        var on: CivilDate?
        if skip(",\"on\":\"") {
            guard let day = day() else { return nil }
            on = day
        }
        return skip("}") ? (true, on) : nil
    }

    /// A field that may be left out: nil within if it is, and nil if it is not as it has to be.
    private mutating func optional<Kind>(behind key: StaticString) -> Identifier<Kind>?? {
        guard skip(key) else { return .some(nil) }
        return text().flatMap { Identifier(spelled: UnsafeRawBufferPointer($0)) }.map { .some($0) }
    }

    private mutating func optionalWords(behind key: StaticString) -> String?? {
        guard skip(key) else { return .some(nil) }
        return words().map { .some($0) }
    }

    private mutating func flag(behind key: StaticString) -> Bool?? {
        guard skip(key) else { return .some(nil) }
        return truth().map { .some($0) }
    }

    private mutating func truth() -> Bool? { skip("true") ? true : skip("false") ? false : nil }
}
