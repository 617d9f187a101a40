// Puts an agenda and its reports together out of several answers.

import ArgumentParser
import Codec
import Control
import Governance
import Reports

struct AgendaPacker {
    private let asking: AskingOptions
    private let daemon: Daemon

    init(_ asking: AskingOptions) throws {
        (self.asking, daemon) = (asking, try Daemon(asking.global))
    }

    func show(_ meeting: String, withPapers: Bool, _ title: String) throws {
        var asked = MeetingQuestion()
        asked.meeting = meeting
        let (found, reply) = try answer(asked)
        var pack = AgendaPack()
        (pack.basis, pack.meeting) = (found.basis, found.meeting)
        pack.meeting.bodyName = found.bodyName
        var agendas = AgendasQuestion()
        agendas.meeting = found.meeting.id
        // Another meeting's identifier may begin with this one's.
        if let own = try answer(agendas).report.agendas.first(where: { $0.meeting == found.meeting.id }) {
            pack.agenda = own
        }
        (pack.agenda.meeting, pack.agenda.body) = (found.meeting.id, found.meeting.body)
        pack.agenda.date = found.meeting.starts.date
        if withPapers { pack.papers = try papers(of: pack.agenda) }
        let display = Display(asking.global, showing: title)
        let today = asking.scope.isOfNow ? pack.basis.asAt : nil
        try display.show(pack, json: JSONObject(pack), display.style(today: today, of: reply))
        guard !pack.agenda.items.isEmpty else { throw ExitCode(ExitStatus.refused.rawValue) }
    }

    /// Each report once, in the order of the items.
    private func papers(of agenda: AgendaValue) throws -> [PaperReport] {
        var found: [PaperReport] = []
        for id in agenda.items.compactMap(\.paper) where !found.contains(where: { $0.paper.id == id }) {
            var question = PaperQuestion()
            question.paper = id
            found.append(try answer(question).report)
        }
        return found
    }

    private func answer<Asked: Question>(_ asked: Asked) throws -> (report: Asked.Answer, reply: JSONObject) {
        var question = asked
        question.scope = asking.scope.scope
        let reply = try daemon.answer(to: question)
        return (try daemon.read(reply, as: ReportReply<Asked.Answer>.self).report, reply)
    }
}
