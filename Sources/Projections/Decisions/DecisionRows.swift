// What is written into rows of a decision that is recorded: without the texts that only the log keeps.

import Codec
import Governance

/// A decision with its resolutions, as their rows begin.
public struct DecisionRows: Equatable, Sendable {
    struct One: Equatable {
        let number: Int
        let kind: ResolutionKind
        let text: String
        let to: BodyID?
        let isCallable: Bool
    }

    let decision: DecisionID
    let title: String
    let body: BodyID?
    let maker: PersonID?
    let meeting: MeetingID?
    let made: CivilDate
    let resolutions: [One]
}

extension DecisionRows {
    init(_ it: DecisionRecorded) {
        self.init(
            decision: it.decision, title: it.title, body: it.body, maker: it.maker, meeting: it.meeting,
            made: it.made,
            resolutions: it.resolutions.map {
                One(number: $0.number, kind: $0.kind, text: $0.text, to: $0.to, isCallable: $0.isCallable)
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
            let made = day(), skipFlag(",\"key\":"), skipWords(behind: ",\"record\":\""),
            skipWords(behind: ",\"reasons\":\""), skipWords(behind: ",\"alternatives\":\""),
            skipWords(behind: ",\"conflicts\":\""), skipWords(behind: ",\"dispensations\":\""),
            skipWords(behind: ",\"callin\":\""), skip(",\"resolutions\":[")
        else { return nil }
        var resolutions: [DecisionRows.One] = []
        repeat {
            guard let one = resolution() else { return nil }
            resolutions.append(one)
        } while skip(",")
        guard skip("]"), skipSignature(), skip("}"), isOver else { return nil }
        return .decision(
            DecisionRows(
                decision: decision, title: title, body: body, maker: maker, meeting: meeting, made: made,
                resolutions: resolutions))
    }

    private mutating func resolution() -> DecisionRows.One? {
        guard skip("{\"number\":"), let number = number(), skip(",\"kind\":\""),
            let kind = text().flatMap({ ResolutionKind(rawValue: String(decoding: $0, as: UTF8.self)) }),
            skip(",\"text\":\""), let text = words(), let to: BodyID? = optional(behind: ",\"to\":\""),
            skip(",\"callable\":")
        else { return nil }
        let isCallable = skip("true")
        guard isCallable || skip("false"), skipWords(behind: ",\"implementation\":\""),
            !skip(",\"effective\":\"") || day() != nil, skip("}")
        else { return nil }
        return DecisionRows.One(number: number, kind: kind, text: text, to: to, isCallable: isCallable)
    }

    private mutating func skipSignature() -> Bool {
        guard skip(",\"signature\":{\"by\":\"") else { return true }
        return skipWords() && (!skip(",\"on\":\"") || day() != nil) && skip("}")
    }

    /// A field that may be left out: nil within if it is, and nil if it is not as it has to be.
    private mutating func optional<Kind>(behind key: StaticString) -> Identifier<Kind>?? {
        guard skip(key) else { return .some(nil) }
        return text().flatMap { Identifier(spelled: UnsafeRawBufferPointer($0)) }.map { .some($0) }
    }

    private mutating func skipWords(behind key: StaticString) -> Bool { !skip(key) || skipWords() }

    private mutating func skipFlag(_ key: StaticString) -> Bool {
        !skip(key) || skip("true") || skip("false")
    }
}
