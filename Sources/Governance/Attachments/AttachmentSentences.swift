// What happened to files that belong to records, in sentences for histories and listings.

extension AttachmentAdded {
    public func sentence(naming names: Directory) -> String {
        "file attached: \(name) (\(mediaType), \(size) bytes)"
    }
}
