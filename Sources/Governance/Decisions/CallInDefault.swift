// What holds if nobody concludes a call-in in time: each council's own rule, out of the terms of reference. Commonly the
// decision takes effect if scrutiny has not considered it within so many working days of the call-in.

extension CallInRule {
    func admitDefault(of record: String) throws(Rejection) {
        func refuse(_ problem: String, _ remedy: String) -> Rejection {
            Rejection("terms", record, problem, remedy: remedy)
        }
        if let considerWithin, !(1...60).contains(considerWithin) {
            throw refuse(
                "The time for considering a call-in cannot be \(considerWithin) working days.",
                "Give 1 to 60.")
        }
        guard let otherwise else { return }
        guard considerWithin != nil else {
            throw refuse(
                "The terms say what happens if a call-in is not considered in time, but not how long that is.",
                "Give `considerwithin`, in working days after receipt.")
        }
        guard otherwise != .withdrawn else {
            throw refuse(
                "A call-in can be withdrawn only by those who made it, not by default.",
                "Give `stands` or `referred-back`.")
        }
    }
}

extension Decision {
    /// What a call-in came to because nobody concluded it in time, and the last day that there was for it; nil while
    /// there is time, and where the rule sets none.
    func defaultOutcome(
        ofCallIn received: CivilDateTime, at time: CivilDateTime, in directory: Directory
    ) -> (outcome: CallInOutcome, last: CivilDate)? {
        guard let (last, outcome) = considering(received, in: directory), last.end <= time else { return nil }
        return (outcome, last)
    }

    /// Until when a call-in may be concluded, in words that go behind "the call-in has not been concluded"; empty where the rule sets no
    /// time.
    func defaultWords(ofCallIn received: CivilDateTime?, in directory: Directory) -> String {
        guard let received, let (last, otherwise) = considering(received, in: directory) else { return "" }
        let what = otherwise == .referredBack ? "it is referred back" : "the decision stands"
        return ", to be concluded by \(last.spoken), or \(what) by default"
    }

    /// The last day for considering a call-in, and what holds after it; nil where the rule sets none.
    func considering(
        _ received: CivilDateTime, in directory: Directory
    ) -> (last: CivilDate, otherwise: CallInOutcome)? {
        guard let rule = recorded.callInRule(in: directory, on: made), let days = rule.considerWithin,
            let council = directory.council,
            let last = try? council.workingDays.adding(workingDays: days, after: received.date).date
        else { return nil }
        return (last, rule.otherwise ?? .stands)
    }
}

extension CallInConcluded {
    /// Refuses a conclusion after the last day for it: what holds by default holds since.
    func refuseAfterDefault(
        _ received: CivilDateTime, of known: Decision, in directory: Directory
    ) throws(Rejection) {
        guard let (last, otherwise) = known.considering(received, in: directory), last < on else { return }
        let what = otherwise == .stands ? "the decision stands" : "the decision is referred back"
        throw Rejection(
            "call-in-default", known.record(number),
            "The last day for considering the call-in was \(last.spoken). Since then \(what) by default.",
            remedy: otherwise == .stands
                ? "Check the date. If the decision was changed later, record that decision."
                : "Check the date. Otherwise record the new decision.")
    }
}
