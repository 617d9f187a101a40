// What happened to the council itself and its log, in sentences for histories and listings.

extension CouncilFounded {
    public func sentence(naming names: Directory) -> String { "the record of \(name) begins" }
}

extension CouncilCalendarSet {
    public func sentence(naming names: Directory) -> String {
        "closures of the council's offices set (\(closures.count))"
    }
}

extension CouncilRenamed {
    public func sentence(naming names: Directory) -> String { "the council is renamed \(name): \(reason)" }
}

extension KeySucceeded {
    public func sentence(naming names: Directory) -> String {
        isNewName
            ? "the log continues under the name \(KeySucceeded.name(of: to)), after a loss of entries"
            : "a new key signs the log's checkpoints"
    }
}

extension RecordBeginningSet {
    public func sentence(naming names: Directory) -> String { "the record begins on \(on.spoken): \(reason)" }
}
