// How people name a meeting: by its identifier's beginning, or by its body and day. A body and a day mean the
// meetings as they stand now: one that was moved is found on its new day, and no longer on the old one.

/// Turns a reference to a meeting into the need that stands for it.
public enum MeetingReference {
    public static func need(_ reference: String, in directory: Directory, on today: CivilDate) -> Need {
        // What cannot be read here is refused when the command is decided.
        guard let phrase = try? MeetingPhrase(reference, in: directory, on: today) else {
            return .meeting(reference)
        }
        return .meetings(of: phrase.body, on: phrase.day)
    }

    /// The need that stands for the meetings that a body had on a day; nil where either is not understood, which is
    /// for the command to say.
    static func need(
        of body: String, on day: String, in directory: Directory, today: CivilDate
    ) -> Need? {
        guard let body = try? directory.body(body),
            let date = CivilDate(iso: day) ?? (try? SpokenDate(today: today).date(day))
        else { return nil }
        return .meetings(of: body.id, on: date)
    }
}

/// A meeting named by its body and day: `Cabinet 9 November 2026`, with a time or a title where there with --to.
public struct MeetingPhrase: Sendable, Equatable {
    public let body: BodyID
    public let day: CivilDate
    /// The time, where one was given.
    public let starts: CivilDateTime?
    /// Words of its title, where there were some.
    public let title: String?
    private let text: String

    /// Reads a reference; nil if it is an identifier, or names no body and day.
    ///
    /// - Throws: ``Rejection`` if the body is ambiguous, or the day is one that cannot be used.
    public init?(_ reference: String, in directory: Directory, on today: CivilDate) throws(Rejection) {
        guard !Slug.isWellFormed(reference),
            let (body, when) = try Self.read(reference, in: directory, on: today)
        else { return nil }
        (self.body, text) = (body, reference)
        (day, starts, title) = (when.day, when.starts, when.title)
    }

    private static func read(
        _ reference: String, in directory: Directory, on today: CivilDate
    ) throws(Rejection) -> (BodyID, When)? {
        let words = reference.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
        var refusal: Rejection?
        for count in stride(from: words.count - 1, to: 0, by: -1) {
            let name = name(words[..<count])
            do throws(DateError) {
                guard let when = try When.read(words[count...], today) else { continue }
                do throws(Rejection) { return (try directory.body(name).id, when) } catch {
                    if refusal == nil, error.rule.hasPrefix("unambiguous-") { refusal = error }
                }
            } catch {
                if refusal == nil, (try? directory.body(name)) != nil {
                    refusal = Rejection("date", reference, error.message, remedy: error.instead)
                }
            }
        }
        if let refusal { throw refusal }
        return nil
    }

    /// The body's name without the words that join it to a day: "Cabinet meeting on".
    private static func name(_ words: ArraySlice<String>) -> String {
        var words = words
        while words.count > 1, let last = words.last?.lowercased(),
            ["on", "of", "at", "meeting"].contains(last)
        {
            words.removeLast()
        }
        return words.joined(separator: " ")
    }

    /// A day, perhaps with a time, perhaps with the words of a title behind it.
    private struct When {
        let day: CivilDate
        let starts: CivilDateTime?
        let title: String?

        /// - Returns: nil where the words do not begin with a day.
        static func read(_ words: ArraySlice<String>, _ today: CivilDate) throws(DateError) -> When? {
            var problem: DateError?
            for count in stride(from: words.count, to: 0, by: -1) {
                let rest = words.dropFirst(count).joined(separator: " ")
                do throws(DateError) {
                    let (day, starts) = try day(words.prefix(count).joined(separator: " "), today)
                    return When(day: day, starts: starts, title: rest.isEmpty ? nil : rest)
                } catch {
                    // "9 November" says what is wrong better than "9 November budget" does.
                    if error.kind != .unreadable { problem = error }
                }
            }
            if let problem { throw problem }
            return nil
        }

        private static func day(
            _ text: String, _ today: CivilDate
        ) throws(DateError) -> (CivilDate, CivilDateTime?) {
            if let day = CivilDate(iso: text) { return (day, nil) }
            if let time = CivilDateTime(iso: text) { return (time.date, time) }
            let spoken = SpokenDate(today: today)
            do throws(DateError) { return (try spoken.date(text), nil) } catch {
                guard let time = try? spoken.dateTime(text) else { throw error }
                return (time.date, time)
            }
        }
    }

    // MARK: - Which one

    /// The one meeting that is meant, out of the body's on that day.
    ///
    /// Withdrawn meetings are left out, cancelled ones count only where nothing else fits.
    public func pick(among all: [Meeting], in directory: Directory) throws(Rejection) -> MeetingID {
        try pick(among: all.map(MeetingFacts.init), near: [], in: directory)
    }

    /// - Parameter near: days on which the body meets, to offer where nothing fits.
    public func pick(
        among all: [MeetingFacts], near: [CivilDate], in directory: Directory
    ) throws(Rejection) -> MeetingID {
        let fitting = all.filter { $0.status != .withdrawn && fits($0) }
        let live = fitting.filter { $0.status != .cancelled }
        let chosen = live.isEmpty ? fitting : live
        if chosen.count == 1 { return chosen[0].id }
        let name = directory.name(body)
        guard chosen.isEmpty else {
            throw Rejection(
                "unambiguous-meeting", "meeting/\(text)",
                "\(name) has \(chosen.count) meetings on \(day.short).",
                remedy: "Add the time or the title, or use the identifier.",
                candidates: chosen.sorted { $0.starts < $1.starts }.map { $0.label(name) })
        }
        let others = all.filter { $0.status != .withdrawn }
        let nearest = near.map(\.short).joined(separator: ", ")
        throw Rejection(
            "known-meeting", "meeting/\(text)",
            others.isEmpty
                ? "No \(name) meeting found on \(day.short)."
                : "No \(name) meeting on \(day.short) has that time or title.",
            remedy: nearest.isEmpty
                ? "`minutectl meeting list --body \(body)` lists its meetings."
                : "Nearest: \(nearest). `minutectl meeting list --body \(body)` lists them all.",
            candidates: others.map { $0.label(name) })
    }

    private func fits(_ meeting: MeetingFacts) -> Bool {
        if let starts, starts != meeting.starts { return false }
        guard let title else { return true }
        return meeting.title.map { NameForm.plain($0).contains(NameForm.plain(title)) } ?? false
    }
}

/// What tells meetings apart for people.
public struct MeetingFacts: Sendable {
    public let id: MeetingID
    public let starts: CivilDateTime
    public let title: String?
    public let status: Meeting.Status

    public init(_ id: MeetingID, starts: CivilDateTime, title: String?, status: Meeting.Status) {
        (self.id, self.starts, self.title, self.status) = (id, starts, title, status)
    }

    init(_ meeting: Meeting) {
        self.init(meeting.id, starts: meeting.starts, title: meeting.title, status: meeting.status)
    }

    /// `cabinet-2026-11-09: Cabinet, 10am on Monday 9 November 2026, scheduled`.
    func label(_ body: String) -> String {
        let title = title.map { ", \"\($0)\"" } ?? ""
        return "\(id): \(body), \(starts.spoken), \(status.rawValue)\(title)"
    }
}

extension Meeting {
    func label(in directory: Directory) -> String {
        MeetingFacts(self).label(directory.name(body))
    }
}

// MARK: - For the keeper

extension Event {
    /// The meeting and the day on which it is to begin, where its identifier's beginning does not say so already:
    /// it was moved, or it was given an identifier of another form.
    public var meetingDay: (meeting: MeetingID, day: CivilDate)? {
        if case .meetingRescheduled(let it) = self { return (it.meeting, it.starts.date) }
        guard case .meetingScheduled(let it) = self,
            !it.meeting.text.hasPrefix(Slug.meeting(of: it.body, on: it.starts.date))
        else { return nil }
        return (it.meeting, it.starts.date)
    }

    /// The types of events of which ``meetingDay`` may be something.
    public static let meetingDayTypes = [MeetingScheduled.type, MeetingRescheduled.type]
}
