// What a shell offers for a word that names a record: identifiers, asked of the daemon. Where it does not answer, nothing is
// offered, and nothing is said.

import ArgumentParser
import Glibc
import Governance
import Reports

extension CompletionKind {
    /// People on record.
    static let people = records { daemon, _ in
        try daemon.ask(PeopleQuestion()).people.map(\.id)
    }

    /// Bodies on record.
    static let bodies = records { daemon, _ in try daemon.ask(BodiesQuestion()).bodies.map(\.id) }

    /// Meetings: of the bodies that the word may begin with, or, before anything is typed, of these weeks.
    static let meetings = records { daemon, word in
        guard !word.isEmpty else { return try daemon.ask(around(CivilDate.today)).meetings.map(\.id) }
        let bodies = try daemon.ask(BodiesQuestion()).bodies.map(\.id).filter {
            $0.hasPrefix(word) || word.hasPrefix("\($0)-")
        }
        return try bodies.prefix(5).flatMap { body in
            var question = MeetingsQuestion()
            question.body = body
            return try daemon.ask(question).meetings.map(\.id)
        }
    }

    private static func around(_ today: CivilDate) -> MeetingsQuestion {
        var question = MeetingsQuestion()
        question.from = today.adding(days: -60)?.iso
        question.to = today.adding(days: 60)?.iso
        return question
    }

    private static func records(
        _ names: @escaping @Sendable (Daemon, String) throws -> [String]
    ) -> CompletionKind {
        .custom { words, _, word in
            // A shell that waits is worse than one that offers nothing.
            signal(SIGALRM) { _ in _exit(0) }
            alarm(2)
            guard let options = try? GlobalOptions.parse(Self.socketOptions(words)),
                let found = try? names(Daemon(options), word)
            else { return [] }
            return found.filter { $0.hasPrefix(word) }.sorted()
        }
    }

    /// The words that say where the daemon is.
    private static func socketOptions(_ words: [String]) -> [String] {
        for name in ["--socket", "-H", "--host"] {
            if let place = words.firstIndex(of: name), place + 1 < words.count {
                return [name, words[place + 1]]
            }
        }
        return []
    }
}
