// Lists that come in pages: what the question and each page have in common.

public import Codec

/// A question about a list that can be long.
public protocol PagedQuestion: Question where Answer: PagedReport {
    /// How many at most; all if nil.
    var limit: Int? { get set }
    /// What the page before ended with.
    var after: String? { get set }
}

/// A page of a list, or all of it.
public protocol PagedReport: Record {
    var basis: Basis { get }
    /// What the next page continues after; nil on the last.
    var next: String? { get }
}

extension MeetingsQuestion: PagedQuestion {}
extension DecisionsQuestion: PagedQuestion {}
extension AgendasQuestion: PagedQuestion {}
extension MinutesQuestion: PagedQuestion {}
extension NonAttendanceQuestion: PagedQuestion {}

extension MeetingsReport: PagedReport {}
extension DecisionsReport: PagedReport {}
extension AgendasReport: PagedReport {}
extension MinutesReport: PagedReport {}
extension NonAttendanceReport: PagedReport {}
