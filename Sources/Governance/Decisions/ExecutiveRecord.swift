// Which decisions the law wants a record of with reasons, alternatives, conflicts, dispensations and a signature: those of
// the executive and of whoever decides alone, and no other body's.

extension Directory {
    /// Whether a decision is one of the executive's, or of a person's alone.
    ///
    /// SI 2012/2089 reg. 12 and 13 (from 10 September 2012) and SI 2000/3272 before it ask for the record of executive
    /// decisions; SI 2014/2095 reg. 7 (from 6 August 2014) for one of an officer's decision. What the Council, a committee
    /// or a board resolves stands in minutes, which have no such parts.
    ///
    /// - Parameter body: who decided; nil for a person alone.
    public func wantsExecutiveRecord(of body: BodyID?) -> Bool {
        body.map { bodies[$0]?.kind == .executive } ?? true
    }
}
