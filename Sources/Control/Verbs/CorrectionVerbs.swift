// The verbs that correct what a record was entered with: the council, people, offices, bodies.

import Governance

extension VerbTable {
    static let corrections: [Verb] = [
        Verb(
            RenameCouncil.self, "council rename", "Change the council's name", [CouncilRenamed.self],
            effective: "when recorded", correctedBy: "council rename"),
        Verb(
            AddClosure.self, "council add-closure", "Add a closure of the council's offices",
            [CouncilCalendarSet.self], effective: "when recorded", correctedBy: "council remove-closure"),
        Verb(
            RemoveClosure.self, "council remove-closure", "Remove a closure of the council's offices",
            [CouncilCalendarSet.self], effective: "when recorded", correctedBy: "council add-closure"),
        Verb(
            CorrectPersonKind.self, "person correct-kind", "Correct what kind of person someone is",
            [PersonKindCorrected.self], effective: "when recorded", correctedBy: "person correct-kind"),
        Verb(
            WithdrawPerson.self, "person withdraw", "Withdraw a person entered by mistake or twice",
            [PersonWithdrawn.self], effective: "when recorded", correctedBy: "record take-back"),
        Verb(
            MergePerson.self, "person merge", "Merge two records of one person",
            [
                PersonDBSRecorded.self, InterestRegistered.self, InterestEnded.self, DispensationGranted.self,
                SuspensionCorrected.self, PersonSuspended.self,
                GroupMembershipCorrected.self, GroupJoined.self, GroupLeft.self, OfficeTenureCorrected.self,
                OfficeTaken.self, OfficeLeft.self, SeatCorrected.self, SeatFilled.self, SeatVacated.self,
                AttendanceCorrected.self, PersonWithdrawn.self,
            ], effective: "when recorded", correctedBy: "the verb for each of its entries, record take-back"),
        Verb(
            RetitleOffice.self, "office retitle", "Change an office's title", [OfficeRetitled.self],
            effective: "when recorded", correctedBy: "office retitle"),
        Verb(
            CorrectBody.self, "body correct", "Correct a body's kind, whom it advises, or its first day",
            [BodyCorrected.self], effective: "when recorded", correctedBy: "body correct"),
    ]
}
