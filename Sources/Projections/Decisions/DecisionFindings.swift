// What a decision's record lacks or contradicts. The record itself is kept as it was written.

import Governance
import Reports

/// Looks a decision's record through.
struct DecisionFindings {
    private(set) var found: [Finding] = []

    /// - Parameters:
    ///   - lacks: the parts that the record lacks.
    ///   - callIn: the time for call-in as the record words it.
    ///   - followers: the resolutions that deal with each of its recommendations, by their numbers.
    ///   - roll: gives the roll of the meeting at which it was made, if there is one.
    init(
        _ state: Decision, lacks: DecisionParts, callIn: String?, signedOn: CivilDate?,
        _ directory: Directory, followers: [Int: [Follower]],
        roll: () throws -> [RollEntry]?
    ) throws {
        for (part, rule, what) in DecisionParts.all where lacks.contains(part) {
            found.append(Finding(rule, Self.missing(part, what)))
        }
        competence(state, directory, followers)
        signature(signedOn, state)
        self.callIn(callIn, state, directory)
        if let lack = state.noticeLack(in: directory) { found.append(Finding(lack.rule, lack.message)) }
        guard state.resolutions.contains(where: { $0.vote != nil }) else { return }
        let roll = try roll()
        for resolution in state.resolutions {
            let number = resolution.recorded.number
            found += (resolution.vote?.findings(number: number, roll: roll, in: directory) ?? [])
                .map { Finding($0.rule, $0.message) }
        }
    }

    /// The headings of the proforma about which the record says nothing: SI 2012/2089 reg 12 and 13, and
    /// before it SI 2000/3272, ask for each.
    static func missing(_ part: DecisionParts, _ what: String) -> String {
        part == .signature
            ? "The record is not signed by the proper officer." : "The record says nothing under \"\(what)\"."
    }

    /// Who decided alone without an office that may, and what was put into effect that nobody competent decided.
    private mutating func competence(
        _ state: Decision, _ directory: Directory, _ followers: [Int: [Follower]]
    ) {
        if let maker = state.recorded.maker,
            directory.officesDecidingAlone(of: maker, on: state.made).isEmpty
        {
            found.append(
                Finding(
                    "maker-without-office",
                    "\(directory.name(maker)) decided alone, and held no office on \(state.made.spoken) that may."
                ))
        }
        if let body = state.recorded.body, state.recorded.meeting == nil, state.recorded.how == nil {
            found.append(
                Finding(
                    "acted-at-meeting",
                    "It is not said at which meeting \(directory.bodies[body]?.name ?? body.text) decided, nor how it "
                        + "acted without one."))
        }
        for resolution in state.resolutions {
            guard let day = resolution.implemented else { continue }
            var before = resolution
            before.implemented = nil
            let number = resolution.recorded.number
            let status = state.standing(
                of: before, followers: followers[number] ?? [], at: day.start, in: directory)
            guard status.kind == .deadEnd || status.kind == .takenUp else { continue }
            found.append(
                Finding(
                    "implemented-without-power",
                    "Resolution \(number) was implemented on \(day.spoken), but it was not decided: "
                        + "\(status.explanation)."))
        }
    }

    private mutating func signature(_ signed: CivilDate?, _ state: Decision) {
        guard let signed, signed < state.made else { return }
        found.append(
            Finding(
                "signed-before-made",
                "The record is signed \(signed.spoken), before the decision was made on \(state.made.spoken)."
            ))
    }

    private mutating func callIn(_ stated: String?, _ state: Decision, _ directory: Directory) {
        let isCallable = state.recorded.resolutions.contains(where: \.isCallable)
        if isCallable, state.published == nil {
            found.append(
                Finding(
                    "publication-missing",
                    "A resolution may be called in, but it is not recorded when the record was published."))
        }
        guard isCallable, let stated, let deadline = state.callInDeadline(in: directory)
        else { return }
        // The record's own wording is compared with the clock: the day's number and month have to be in it.
        let words = deadline.short.split(separator: " ")
        let isSame = stated.contains(words[0]) && stated.contains(words[1])
        guard !isSame else { return }
        found.append(
            Finding(
                "call-in-differs",
                "The record gives the time for call-in as \"\(stated)\"; by the rule it ends at \(deadline.end.spokenAsDeadline)."
            ))
    }
}
