// The verbs about members' interests.

import Governance
import Reports

extension VerbTable {
    static let interests: [Verb] = [
        Verb(
            RegisterInterest.self, "interest register", "Enter an interest in a member's register",
            [InterestRegistered.self], effective: "on the day of notification",
            correctedBy: "record take-back"),
        Verb(
            EndInterest.self, "interest end", "Record that a registered interest has ended",
            [InterestEnded.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            DeclareInterest.self, "interest declare",
            "Record that a member declared an interest at a meeting",
            [InterestDeclared.self], effective: "at the meeting", correctedBy: "record take-back"),
        Verb(
            GrantDispensation.self, "interest dispense",
            "Record that a member may take part although they have an interest",
            [DispensationGranted.self], effective: "on the day given", correctedBy: "record take-back"),
        Verb(
            InterestsQuestion.self, "report interests",
            "Report members' interests: registered, declared at meetings, and dispensations"),
    ]
}
