// A resolution with where it stands and its call-in clock, in plain words.

import Governance

extension ResolutionValue {
    /// The words that stand before resolutions of its kind.
    var leadIn: String {
        switch kind {
        case .recommended: "RECOMMENDED to \(toName ?? to ?? "another body") that"
        case .resolved: "RESOLVED that"
        }
    }

    /// The numbered text, and under it what is known of it.
    func lines(on day: CivilDate, _ style: TextStyle) -> [String] {
        let mark = "\(number)."
        var lines = PlainText.hanging(mark, text, to: style.proseWidth - 3)
        for (note, emphasis) in notes(on: day) {
            let wrapped = PlainText.wrapped(note, to: style.proseWidth - mark.count - 4)
            lines += PlainText.indented(
                wrapped.map { style.paint($0, emphasis) }, by: mark.count + 1)
        }
        return lines
    }

    private func notes(on day: CivilDate) -> [(String, Emphasis?)] {
        var notes: [(String, Emphasis?)] = [(standingSentence, standing.emphasis)]
        if let callInBasis { notes.append((callInBasis.capitalisedAtStart.asSentence, nil)) }
        if let callInDeadline, !explanation.contains(callInDeadline.short) {
            let verb = callInDeadline < day ? "was" : "is"
            notes.append(("The last day for call-in \(verb) \(callInDeadline.spoken).", nil))
        }
        if let ratified, !explanation.contains(ratified.short) {
            let verb = standing == .deadEnd ? "Endorsed" : "Ratified"
            notes.append(("\(verb) on \(ratified.spoken)\(dealtWithAt.map { ", at \($0)" } ?? "").", nil))
        }
        if let implemented, !explanation.contains(implemented.short) {
            notes.append(("Implemented on \(implemented.spoken).", nil))
        }
        if let effective, !explanation.contains(effective.short) {
            notes.append(("Takes effect on \(effective.spoken).", nil))
        }
        if let implementation { notes.append(("Implementation: \(implementation.asSentence)", nil)) }
        if let callIn { notes.append((callIn.sentence, nil)) }
        if let vote { notes += vote.sentences.map { ($0, nil) } }
        for (index, wording) in earlierWordings.enumerated() {
            let which = index == 0 ? "Original wording" : "Later wording"
            notes.append(("\(which): \u{201C}\(wording)\u{201D}", .faint))
        }
        if let reflects {
            notes.append(
                ("Amended before it was decided, to reflect \(reflects.asSentence.startingSmall)", .faint))
        }
        return notes
    }

    /// The standing, and why it stands so unless that says the same.
    private var standingSentence: String {
        let words = standing.words.capitalisedAtStart
        guard !explanation.isEmpty else { return words.asSentence }
        if explanation.lowercased().hasPrefix(standing.words) { return explanation.asSentence }
        // The next sentence says so, and why.
        if callInBasis != nil, explanation == CallInStanding.notCallable.sentence { return words.asSentence }
        return "\(words): \(explanation)".asSentence
    }

    /// What is known of it, for ``CSVTable``.
    var csvFields: [(String, String?)] {
        [
            ("kind", kind.rawValue), ("text", text), ("to", to), ("callable", String(isCallable)),
            ("callinbasis", callInBasis),
            ("standing", standing.rawValue), ("explanation", explanation),
            ("callindeadline", callInDeadline?.iso), ("ratified", ratified?.iso),
            ("dealtwithby", dealtWithBy), ("dealtwithat", dealtWithAt),
            ("implemented", implemented?.iso), ("implementation", implementation),
            ("effective", effective?.iso),
        ] + earlierWordings.map { ("earlierwording", $0) } + [("reflects", reflects)]
            + (vote?.csvFields ?? [])
    }
}

extension CallInValue {
    /// Who called it in, when and why, and what came of it.
    fileprivate var sentence: String {
        let called =
            "Called in by \(ListInWords.text(by)) on \(received.date.short) at \(received.spokenTime):"
            + " \(grounds.asSentence)"
        guard let concluded, let outcome else { return called }
        return "\(called) Call-in ended on \(concluded.short): \(outcome.words)."
    }
}

extension CallInOutcome {
    fileprivate var words: String {
        switch self {
        case .stands: "the decision stands"
        case .referredBack: "referred back to the decision-maker"
        case .withdrawn: "the call-in was withdrawn"
        }
    }
}

extension VoteValue {
    /// Who moved and seconded it, the numbers, and the names where they were recorded.
    fileprivate var sentences: [String] {
        var sentences: [String] = []
        switch (mover, seconder) {
        case (let mover?, let seconder?):
            sentences.append("Moved by \(mover), seconded by \(seconder).")
        case (let mover?, nil): sentences.append("Moved by \(mover).")
        case (nil, let seconder?): sentences.append("Seconded by \(seconder).")
        case (nil, nil): break
        }
        let counts = [(inFavour, "for"), (against, "against"), (abstained, "abstaining")]
            .compactMap { count, words in count.map { "\($0) \(words)" } }
        if !counts.isEmpty { sentences.append("Votes: \(counts.joined(separator: ", ")).") }
        if let castingBy, let castingVote {
            sentences.append("Casting vote: \(castingBy), \(castingVote.words).")
        }
        for (names, words) in [
            (membersFor, "For"), (membersAgainst, "Against"), (membersAbstained, "Abstaining"),
        ] where !names.isEmpty {
            sentences.append("\(words): \(names.joined(separator: "; ")).")
        }
        return sentences
    }

    fileprivate var csvFields: [(String, String?)] {
        [
            ("mover", mover), ("seconder", seconder), ("for", inFavour.map(String.init)),
            ("against", against.map(String.init)), ("abstained", abstained.map(String.init)),
            ("castingby", castingBy), ("castingvote", castingVote?.rawValue),
        ] + membersFor.map { ("voterfor", $0) } + membersAgainst.map { ("voteragainst", $0) }
            + membersAbstained.map { ("voterabstained", $0) }
    }
}
