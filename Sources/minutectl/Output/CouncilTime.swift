// The council's clocks as this machine's time zone database knows them.

import Codec
import Glibc
import Governance
import Reports

extension LocalTime {
    /// The clocks of the zone that a reply names; UTC where it names none, or this machine does not know it.
    static func of(_ reply: JSONObject) -> LocalTime {
        guard let document = try? JSONDocument(reply.bytes), let zone = document.root["zone"]?.string,
            isKnown(zone)
        else { return .utc }
        // This program keeps to one zone until it ends, and has no other thread.
        setenv("TZ", ":\(zone)", 1)
        tzset()
        return LocalTime(zone: zone) { instant in
            var time = time_t(instant.seconds)
            var local = tm()
            localtime_r(&time, &local)
            return local.tm_gmtoff
        }
    }

    /// glibc takes a name that it does not know for UTC, and the database has folders and texts too.
    private static func isKnown(_ zone: String) -> Bool {
        let isName =
            !zone.isEmpty && !zone.hasPrefix("/") && !zone.contains("..")
            && zone.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
        guard isName else { return false }
        let file = open("/usr/share/zoneinfo/\(zone)", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        var magic = [UInt8](repeating: 0, count: 4)
        return read(file, &magic, 4) == 4 && magic == Array("TZif".utf8)
    }
}
