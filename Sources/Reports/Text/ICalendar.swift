// The calendar as an iCalendar file (RFC 5545), which calendar programs open and subscribe to.

import Governance

extension CalendarReport {
    /// The file, with its lines folded and ended as RFC 5545 section 3.1 asks.
    public var iCalendar: String {
        // The same record gives the same bytes: the stamp is the day that the answer is of.
        let stamp = "\(Self.digits(basis.asAt))T000000Z"
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Minuted//Minuted//EN",
            "X-WR-CALNAME:\(Self.escaped(council))",
        ]
        if let note = basis.provenanceNote { lines.append("X-WR-CALDESC:\(Self.escaped(note))") }
        var counts: [String: Int] = [:]
        for entry in entries {
            // A meeting keeps its name when it is moved, so that a calendar moves it too. A record can have several
            // deadlines: each needs a name of its own (section 3.8.4.7).
            let name = entry.starts == nil ? "\(entry.record)-\(entry.kind)" : entry.record
            let count = counts[name, default: 0] + 1
            counts[name] = count
            lines += [
                "BEGIN:VEVENT", "UID:\(Self.escaped("\(name)\(count > 1 ? "-\(count)" : "")@\(origin)"))",
            ]
            lines.append("DTSTAMP:\(stamp)")
            if let instant = entry.instant {
                lines.append("DTSTART:\(Self.basic(instant))")
            } else {
                lines.append("DTSTART;VALUE=DATE:\(Self.digits(entry.day))")
            }
            lines += [
                "SUMMARY:\(Self.escaped(entry.summary))", "DESCRIPTION:\(Self.escaped(entry.record))",
                "CATEGORIES:\(Self.escaped(entry.kind))",
            ]
            if let place = entry.place { lines.append("LOCATION:\(Self.escaped(place))") }
            if entry.isCancelled == true { lines.append("STATUS:CANCELLED") }
            lines.append("END:VEVENT")
        }
        lines.append("END:VCALENDAR")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    private static func digits(_ day: CivilDate) -> String { day.iso.filter { $0 != "-" } }

    /// "2026-11-30T18:00:00Z" in the basic form.
    private static func basic(_ instant: String) -> String {
        String(instant.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
    }

    /// Section 3.3.11.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\", ";", ",": escaped += "\\\(character)"
            case let other where other.isNewline: escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// No line is longer than 75 bytes, and no character is cut in two.
    private static func folded(_ line: String) -> String {
        var (folded, length) = ("", 0)
        for character in line {
            let size = String(character).utf8.count
            if length + size > 75 {
                folded += "\r\n "
                length = 1
            }
            folded.append(character)
            length += size
        }
        return folded
    }
}
