// Lists that can be long: in one answer, or page by page if the call sets `more`. All pages are of one moment.

import Codec
import Control
import ControlServer
import Ledger
import Projections
import Reports

extension Desk {
    /// The answer to a question about a list.
    static func list<Asked: PagedQuestion>(
        _ asked: Asked.Type, _ body: @escaping @Sendable (Desk, Reading, Asked) throws -> Asked.Answer
    ) -> (method: String, answer: Answer) {
        let answer: Answer = { desk, call, caller, reply in
            var question: Asked = try desk.read(call)
            let page = { @Sendable (question: Asked) in
                try desk.ask(question.scope) { try body(desk, $0, question) }
            }
            guard call.wantsMore else {
                return reply.reply(ReportReply(try page(question), zone: desk.zoneName))
            }
            question.limit = question.limit ?? Limits.page
            // The first page is made at once, so that a refusal is answered as one.
            let first = try page(question)
            guard let next = first.next else { return reply.reply(ReportReply(first, zone: desk.zoneName)) }
            reply.continues(ReportReply(first, zone: desk.zoneName))
            question.after = next
            let waiting = Watched(question)
            try AnswerStream.begin(desk, call, caller, reply) { reply in
                try waiting.with { question in
                    var report = try page(question)
                    if report.basis.position != first.basis.position, question.scope.asKnownOn == nil {
                        // The log has grown: the rest of the list is as it was known when it began.
                        question.scope.asKnownOn = "\(first.basis.position)"
                        report = try page(question)
                    }
                    guard let next = report.next else {
                        reply.reply(ReportReply(report, zone: desk.zoneName))
                        return .ends
                    }
                    question.after = next
                    reply.continues(ReportReply(report, zone: desk.zoneName))
                    return .goesOn
                }
            }
        }
        return (Asked.fullMethod, answer)
    }
}
