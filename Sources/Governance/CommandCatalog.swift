// Every command by its name: how a command that arrives as text, in a call or a file of commands, is read.

public import Codec

/// The commands there are.
public enum CommandCatalog {
    /// Each command under the name that it is submitted by, in the order in which they are documented.
    public static let all: [(name: String, type: any Command.Type)] = types.map { ("\($0)", $0) }

    private static let types: [any Command.Type] = [
        ApplyConstitution.self,
        RegisterPerson.self, RenamePerson.self, JoinGroup.self, LeaveGroup.self, CorrectGroupMembership.self,
        FormGroup.self, RenameGroup.self,
        EstablishOffice.self, TakeOffice.self, LeaveOffice.self, CorrectOffice.self,
        EstablishBody.self, RenameBody.self, AdoptTerms.self, MergeBody.self, DissolveBody.self,
        FillSeat.self, VacateSeat.self, CorrectSeat.self,
        ScheduleMeeting.self, RescheduleMeeting.self, CancelMeeting.self, HoldMeeting.self,
        WithdrawMeeting.self, RecordAttendance.self, CorrectAttendance.self,
        RecordDecision.self, PublishDecision.self, CorrectDecision.self, WithdrawDecision.self,
        AmendResolution.self, CallInResolution.self, ConcludeCallIn.self, RatifyResolution.self,
        ImplementResolution.self, RecordVote.self,
        OpenPlace.self, RequireVisits.self, ClosePlace.self, CorrectPlace.self,
        AllocateVisit.self, RecordVisit.self, FileVisitReport.self, RaiseVisitFollowUp.self,
        CompleteVisitFollowUp.self, WithdrawVisit.self,
        AdoptPledge.self, PresentPledge.self, SignPledge.self, WithdrawSignature.self, AssessPromise.self,
        WithdrawAssessment.self,
        EstablishIssueList.self, RaiseIssue.self, AssignIssue.self, ConsiderIssue.self, AnswerIssue.self,
        FeedBackIssue.self, JudgeAnswer.self, RetireIssue.self, CorrectIssue.self, RecordDBS.self,
        EstablishDuty.self, ChangeDuty.self, DischargeDuty.self, TakeBackDischarge.self, WithdrawDuty.self,
        SubmitPaper.self, AddImplication.self, CorrectPaper.self, WithdrawPaper.self,
        TableItem.self, RemoveItem.self, PublishAgenda.self, RecordMinutes.self,
        RaiseMatter.self, AnswerMatter.self, CloseMatter.self, ReopenMatter.self,
        RaiseAction.self, ProgressAction.self, CompleteAction.self, WithdrawAction.self,
        IssueNotice.self, AcknowledgeNotice.self, WaiveNotice.self, FollowUpNotice.self, DraftNotice.self,
        WithdrawDraft.self,
        RecordDelivery.self, RecordDeliveryFailure.self,
        RegisterInterest.self, EndInterest.self, GrantDispensation.self, DeclareInterest.self,
        SuspendPerson.self, CorrectSuspension.self, ApproveAbsence.self, DeclareVacancy.self,
        RecordKeyNotice.self, ExceptMeetingNotice.self, FillVacancy.self, CeaseToBeMember.self,
        ElectMember.self,
        SetRecordBeginning.self, StateLastAttendance.self,
        AddAttachment.self, TakeBackEntry.self,
        RenameCouncil.self, AddClosure.self, RemoveClosure.self, CorrectPersonKind.self, WithdrawPerson.self,
        MergePerson.self,
        RetitleOffice.self,
        CorrectBody.self,
        ChairMeeting.self, ReportStatistic.self, PutQuestion.self,
        ImportPeople.self,
    ]

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.type) })

    /// Reads a command.
    ///
    /// - Parameters:
    ///   - name: the command's name, such as `RecordAttendance`
    ///   - parameters: a JSON object of the command's fields
    /// - Throws: ``Rejection`` if there is no such command, with those of a similar name, or if a field
    ///   cannot be used.
    public static func read(_ name: String, _ parameters: JSONNode) throws(Rejection) -> any Command {
        guard let type = byName[name] else { throw unknown(name) }
        do throws(FieldError) {
            return try type.init(reading: parameters)
        } catch { throw .badField(error, in: name) }
    }

    private static func unknown(_ name: String) -> Rejection {
        let close = all.map(\.name).filter { words(of: $0).contains { words(of: name).contains($0) } }
        return Rejection(
            "known-command", name, "There is no command \"\(name)\".",
            remedy: "Use the name of a command exactly as it is listed.",
            candidates: close.isEmpty ? all.map(\.name) : close)
    }

    /// The words that a name such as `RecordAttendance` is made of, in small letters.
    private static func words(of name: String) -> Set<String> {
        var words: [String] = []
        for letter in name where letter.isLetter {
            if letter.isUppercase || words.isEmpty { words.append("") }
            words[words.count - 1] += letter.lowercased()
        }
        return Set(words)
    }
}
