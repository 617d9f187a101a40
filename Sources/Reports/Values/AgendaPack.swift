// An agenda with the reports that it names: what members are sent before a meeting. Put together by whoever asks, out of
// the answers about the meeting, its agenda and each report.

public import Codec

/// One meeting's agenda with its reports.
public struct AgendaPack: Record, Equatable {
    public var basis = Basis()
    public var meeting = MeetingValue()
    public var agenda = AgendaValue()
    /// The reports that items name, in the order of the items; empty where only the agenda is wanted.
    public var papers: [PaperReport] = []

    public init() {}

    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("meeting", &meeting)
        try coder.field("agenda", &agenda)
        try coder.field("papers", &papers, "the reports that items name")
    }
}
