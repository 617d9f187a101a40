// Names of journal fields, made from metadata keys as programmers write them.
// The journal drops a field with a name that it does not accept, so no key may lead to one.

/// The name of a journal field.
///
/// The journal takes upper-case ASCII letters, digits and underscores, at most 64 of them, the first neither
/// a digit nor an underscore (systemd.journal-fields(7)). Every name made here begins with `MINUTED_`, so that
/// no metadata can pass itself off as one of the journal's own fields (`PRIORITY`, `UNIT`, `MESSAGE`).
struct JournalFieldName: Hashable, CustomStringConvertible {
    static let limit = 64
    static let prefix = "MINUTED_"

    let description: String

    /// `commandId` → `MINUTED_COMMAND_ID`, `peer.uid` → `MINUTED_PEER_UID`; other characters become `_`.
    init(metadataKey key: String) {
        var name = Self.prefix
        var previousWasLower = false
        for scalar in key.unicodeScalars {
            guard name.utf8.count < Self.limit else { break }
            let isUpper = ("A"..."Z").contains(scalar)
            let isLower = ("a"..."z").contains(scalar)
            let isDigit = ("0"..."9").contains(scalar)
            if isUpper, previousWasLower { name += "_" }
            let accepted = isUpper || isLower || isDigit
            name += accepted ? String(Character(scalar)).uppercased() : "_"
            previousWasLower = isLower || isDigit
        }
        description = String(name.prefix(Self.limit))
    }
}
