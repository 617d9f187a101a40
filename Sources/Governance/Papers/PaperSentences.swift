// What happened to reports to bodies, in sentences for histories and listings.

extension PaperSubmitted {
    public func sentence(naming names: Directory) -> String {
        "report submitted to \(names.name(to)): \(content.subject)"
    }
}

extension PaperImplicationAdded {
    public func sentence(naming names: Directory) -> String { "paragraph on \(kind) implications added" }
}

extension PaperCorrected {
    public func sentence(naming names: Directory) -> String { "\(field.rawValue) corrected: \(reason)" }
}

extension PaperWithdrawn {
    public func sentence(naming names: Directory) -> String { "report withdrawn: \(reason)" }
}
