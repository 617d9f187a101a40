// Lists that come in pages, read to their end.

import Control
import Reports

extension Daemon {
    /// All entries that a question means, page by page.
    ///
    /// - Parameter question: with the length of a page as its limit.
    func entries(_ question: EntriesQuestion) throws(Failure) -> [EntryValue] {
        var question = question
        var entries: [EntryValue] = []
        while true {
            let page = try call(
                InterfaceName.ledger.method("List"), question, returning: ReportReply<EntriesReport>.self
            ).report
            entries += page.entries
            guard let next = page.next else { return entries }
            // A page that leads nowhere would be asked for again for ever.
            guard next != question.after else {
                throw Failure(.unreachable, "The daemon's pages do not continue after entry \(next).")
            }
            question.after = next
        }
    }
}
