// Words out of fixed lists, as arguments.

public import ArgumentParser
public import Governance
public import Reports

extension ClockTime: ExpressibleByArgument {
    public init?(argument: String) { self.init(typed: argument) }
}
extension InterestKind: ExpressibleByArgument {}
extension DeclaredKind: ExpressibleByArgument {}
extension DispensationScope: ExpressibleByArgument {}
extension PersonKind: ExpressibleByArgument {}
extension OfficeKind: ExpressibleByArgument {}
extension BodyKind: ExpressibleByArgument {}
extension Meeting.Status: ExpressibleByArgument {}
extension Standing: ExpressibleByArgument {}
extension DecisionField: ExpressibleByArgument {}
extension CallInOutcome: ExpressibleByArgument {}
extension DecisionFilter: ExpressibleByArgument {}
extension NoticeStatus: ExpressibleByArgument {}
extension DutyState: ExpressibleByArgument {}
extension PaperField: ExpressibleByArgument {}
extension MinutesStage: ExpressibleByArgument {}
extension MatterKind: ExpressibleByArgument {}
extension MatterStanding: ExpressibleByArgument {}
extension ActionStanding: ExpressibleByArgument {}
extension ChainFilter: ExpressibleByArgument {}
extension MeetingKind: ExpressibleByArgument {}
extension Rating: ExpressibleByArgument {}
extension PlaceKind: ExpressibleByArgument {}
extension VisitKind: ExpressibleByArgument {}
extension VisitStanding: ExpressibleByArgument {}
extension SixMonthStanding: ExpressibleByArgument {}
extension AbsenceReason: ExpressibleByArgument {}
extension NoticeExceptionKind: ExpressibleByArgument {}
extension VacancyFilling: ExpressibleByArgument {}
extension Ceasing: ExpressibleByArgument {}
extension SearchKind: ExpressibleByArgument {}
extension DeliveryWay: ExpressibleByArgument {}
extension StatisticUnit: ExpressibleByArgument {}
extension QuestionedRecord: ExpressibleByArgument {}
extension QuestionState: ExpressibleByArgument {}
extension ProvenanceKind: ExpressibleByArgument {}
