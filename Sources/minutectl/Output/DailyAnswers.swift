// What is asked day by day: people, texts, changes, the calendar, votes and drafts of minutes.

import Reports

extension PersonReport: Answering { var isEmpty: Bool { false } }
extension SearchReport: Answering { var isEmpty: Bool { hits.isEmpty } }
// That nothing was recorded is an answer too.
extension ChangesReport: Answering { var isEmpty: Bool { false } }
extension CalendarReport: Answering { var isEmpty: Bool { false } }
extension MemberVotesReport: Answering { var isEmpty: Bool { votes.isEmpty } }
extension InterestsReport: Answering {
    var isEmpty: Bool { registered.isEmpty && declared.isEmpty && dispensations.isEmpty }
}
extension MinutesDraftReport: Answering { var isEmpty: Bool { false } }

extension PersonQuestion: Askable {
    typealias Answer = PersonReport
    static let method = "Person"
}
extension SearchQuestion: Askable {
    typealias Answer = SearchReport
    static let method = "Search"
}
extension ChangesQuestion: Askable {
    typealias Answer = ChangesReport
    static let method = "Changes"
}
extension CalendarQuestion: Askable {
    typealias Answer = CalendarReport
    static let method = "Calendar"
}
extension InterestsQuestion: Askable {
    typealias Answer = InterestsReport
    static let method = "Interests"
}
extension MemberVotesQuestion: Askable {
    typealias Answer = MemberVotesReport
    static let method = "MemberVotes"
}
extension MinutesDraftQuestion: Askable {
    typealias Answer = MinutesDraftReport
    static let method = "MinutesDraft"
}
