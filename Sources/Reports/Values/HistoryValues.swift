// What happened to a record, entry by entry, as report values.

public import Codec

/// What happened to a record.
public struct HistoryReport: Record, Equatable {
    public var basis = Basis()
    public var record = ""
    public var steps: [HistoryValue] = []
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("basis", &basis)
        try coder.field("record", &record)
        try coder.field("steps", &steps)
    }
}

/// Asks what happened to a record.
public struct HistoryQuestion: Question, Equatable {
    public typealias Answer = HistoryReport
    public static func isNothing(_ answer: HistoryReport) -> Bool { answer.steps.isEmpty }
    public var record = ""
    public var scope = Scope()
    public init() {}
    public mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("record", &record, "such as decision/corporate-parenting or body/cabinet")
        try scope.fields(&coder)
    }
}
