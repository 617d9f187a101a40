// What happened to duties, in sentences for histories and listings.

extension DutyEstablished {
    public func sentence(naming names: Directory) -> String { "duty of \(names.name(bearer)): \(what)" }
}

extension DutyChanged {
    public func sentence(naming names: Directory) -> String { "duty changed from \(from.spoken): \(reason)" }
}

extension DutyDischarged {
    public func sentence(naming names: Directory) -> String { "duty discharged on \(on.spoken)" + shownBy }
}

extension DutyDischargeWithdrawn {
    public func sentence(naming names: Directory) -> String { "discharge of \(on.spoken) undone: \(reason)" }
}

extension DutyWithdrawn {
    public func sentence(naming names: Directory) -> String { "duty ended on \(on.spoken): \(reason)" }
}

extension DutyDischarged {
    fileprivate var shownBy: String {
        let all = [meeting?.text, decision?.text, paper?.text, evidence].compactMap(\.self)
        return ", shown by \(all.joined(separator: ", "))"
    }
}
