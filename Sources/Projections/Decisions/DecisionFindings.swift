// What a decision's record lacks or contradicts. The record itself is kept as it was written.

import Governance
import Reports

/// Looks a decision's record through.
struct DecisionFindings {
    private(set) var found: [Finding] = []

    /// - Parameters:
    ///   - lacks: the parts that the record lacks.
    ///   - callIn: the call-in deadline, as the record words it.
    ///   - followers: the resolutions that deal with each of its recommendations, by their numbers.
    ///   - meeting: gives what is known of the meeting at which it was made.
    init(
        _ state: Decision, lacks: DecisionParts, callIn: String?, signedOn: CivilDate?,
        _ directory: Directory, followers: [Int: [Follower]],
        meeting: () throws -> VotingMeeting?
    ) throws {
        let isWanted = directory.wantsExecutiveRecord(of: state.recorded.body)
        for (part, rule, what) in DecisionParts.all where isWanted && lacks.contains(part) {
            found.append(Finding(rule, Self.missing(part, what)))
        }
        competence(state, directory, followers)
        signature(signedOn, state)
        self.callIn(callIn, state, directory)
        for lack in [state.noticeLack(in: directory)].compactMap(\.self) + state.noticeDoubts(in: directory) {
            found.append(Finding(lack.rule, lack.message))
        }
        implementation(state, directory)
        guard state.resolutions.contains(where: { $0.vote != nil }) else { return }
        let meeting = try meeting()
        for resolution in state.resolutions {
            let number = resolution.recorded.number
            found += (resolution.vote?.findings(number: number, at: meeting, in: directory) ?? [])
                .map { Finding($0.rule, $0.message) }
        }
    }

    /// The headings of the proforma about which the record says nothing: SI 2012/2089 reg 12 and 13, and
    /// before it SI 2000/3272, ask for each.
    static func missing(_ part: DecisionParts, _ what: String) -> String {
        switch part {
        case .signature: "The record is not signed by the proper officer."
        case .alternatives, .conflicts, .dispensations:
            "Not recorded: \(what). If there were none, record \"None\"."
        default: "Not recorded: \(what)."
        }
    }

    /// Who decided alone without an office that may, and what was put into effect that nobody competent decided.
    private mutating func competence(
        _ state: Decision, _ directory: Directory, _ followers: [Int: [Follower]]
    ) {
        if let maker = state.recorded.maker,
            directory.officesDecidingAlone(of: maker, on: state.dated).isEmpty
        {
            found.append(
                Finding(
                    "maker-without-office",
                    "\(directory.name(maker)) decided alone \(state.dated.withPreposition), without an office that may."
                ))
        }
        if let body = state.recorded.body, state.recorded.meeting == nil, state.recorded.how == nil {
            found.append(
                Finding(
                    "acted-at-meeting",
                    "It is not recorded at which meeting \(directory.name(body)) decided, or how it "
                        + "decided without a meeting."))
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
        guard let signed, signed < state.dated.earliest else { return }
        found.append(
            Finding(
                "signed-before-made",
                "The record is signed \(signed.spoken), before the decision was made \(state.dated.withPreposition)."
            ))
    }

    /// What was put into effect before it may have been, by the record as it is now.
    private mutating func implementation(_ state: Decision, _ directory: Directory) {
        for resolution in state.resolutions {
            guard let reason = state.prematureImplementation(resolution, in: directory),
                let day = resolution.implemented
            else { continue }
            found.append(
                Finding(
                    "implemented-too-early",
                    "Resolution \(resolution.recorded.number) was implemented on \(day.spoken). According to the record as it"
                        + " is now, that was not allowed: \(reason)."))
        }
    }

    private mutating func callIn(_ stated: String?, _ state: Decision, _ directory: Directory) {
        let isCallable = state.resolutions.contains(where: \.isCallable)
        if isCallable, state.published == nil {
            found.append(
                Finding(
                    "publication-missing",
                    "A resolution can be called in, but the date of publication is not recorded."))
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
                "The decision record gives the call-in deadline as \"\(stated)\". Under the terms of reference it is \(deadline.end.spokenAsDeadline)."
            ))
    }
}
