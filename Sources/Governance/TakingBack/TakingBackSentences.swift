// What happened to entries that were undone, in sentences for histories and listings.

extension RecordTakenBack {
    public func sentence(naming names: Directory) -> String { "\(entry.words): \(entry.reason)" }
}

extension DirectoryTakenBack {
    public func sentence(naming names: Directory) -> String { "\(entry.words): \(entry.reason)" }
}

extension TakenBackEntry {
    /// Which entry is undone, in words.
    fileprivate var words: String { "entry \(occurrence) of the type \(type) undone" }
}
