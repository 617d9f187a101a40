// The checkpoint that a notice's letters print: what its form has to be, and that nothing more is asked.

import Governance
import Testing

@Suite("Checkpoints in notices")
struct PrintedCheckpointTests {
    static let good = """
        minuted.example/stockton
        116
        P9RsxpI+MeHQN94qVL9QtJcXY0DzYSmYGC+LNI1qFJw=

        — minuted.example/stockton vC+vULVyBJ1y2kA2RBU7MVkNBYF46S6/dJiYyUrbTIeJW1nNZ5hsmdmUGe++9q9BIh3xe/usaizMQ8GkbcU3EdfZtw8=

        """

    @Test("origin and size are read")
    func read() throws {
        let read = try #require(PrintedCheckpoint(Self.good))
        #expect((read.origin, read.size) == ("minuted.example/stockton", 116))
        // Extension lines, and the signatures of witnesses.
        let more =
            Self.good.replacing("FJw=\n", with: "FJw=\nextension\n") + "— witness.example/leader AAAA\n"
        #expect(PrintedCheckpoint(more)?.size == 116)
    }

    @Test(
        "what is no signed note of a checkpoint is refused",
        arguments: [
            "", "\n", String(good.dropLast()), good + "more\n", good + "\n", "\n" + good,
            good.replacing("116", with: "0116"), good.replacing("116", with: "-1"),
            good.replacing("116", with: "99999999999999999999"), good.replacing("116", with: ""),
            good.replacing("FJw=", with: "FJw"), good.replacing("P9Rs", with: "P9R "),
            good.replacing("— ", with: "- "), good.replacing("\n", with: "\r\n"),
            good.replacing("stockton\n116", with: "stock\u{1B}[2Jton\n116"),
            good + String(repeating: "— witness AAAA\n", count: 400),
        ])
    func form(text: String) {
        #expect(PrintedCheckpoint(text) == nil)
    }

    @Test("a notice may carry a checkpoint of any log and size, and nothing else in its place")
    func notices() throws {
        let breach = NoticeTests()
        guard case .noticeIssued(var notice)? = breach.missed.when(breach.issue()).events.first else {
            throw Rejection()
        }
        #expect(notice.checkpoint == nil)
        notice.checkpoint = Self.good
        #expect(refusal(of: .noticeIssued(notice), in: breach.missed) == nil)
        #expect(Event.noticeIssued(notice).printedCheckpoint?.size == 116)
        notice.checkpoint = "116 entries"
        #expect(refusal(of: .noticeIssued(notice), in: breach.missed) == "checkpoint")
    }
}
