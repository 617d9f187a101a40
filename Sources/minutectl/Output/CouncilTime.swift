// The council's clocks as this machine's time zone database knows them.

import Codec
import Glibc
import Governance
import Reports
import Zones

extension LocalTime {
    /// The clocks of the zone that a reply names; UTC where it names none, or this machine does not know it.
    static func of(_ reply: JSONObject) -> LocalTime {
        guard let document = try? JSONDocument(reply.bytes), let zone = document.root["zone"]?.string,
            ZoneDatabase.has(zone)
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
}
