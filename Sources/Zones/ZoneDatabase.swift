// The time zone database of the machine (tzdata), as far as names are looked up in it. The rules themselves are glibc's.

import Glibc

/// The zones that this machine knows.
public enum ZoneDatabase {
    private static let directory = "/usr/share/zoneinfo"

    /// Whether the database is installed: without it no zone is known.
    public static var isInstalled: Bool { access(directory, F_OK) == 0 }

    /// Whether it has the zone of that name, such as `Europe/London`. It has folders and texts beside the files of rules
    /// (RFC 9636), and glibc would take those, like any name that it does not know, for UTC.
    public static func has(_ zone: String) -> Bool {
        let isName =
            !zone.isEmpty && !zone.hasPrefix("/") && !zone.contains("..")
            && zone.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
        return isName && isRules("\(directory)/\(zone)")
    }

    private static func isRules(_ path: String) -> Bool {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var magic = [UInt8](repeating: 0, count: 4)
        return read(file, &magic, 4) == 4 && magic == Array("TZif".utf8)
    }
}
