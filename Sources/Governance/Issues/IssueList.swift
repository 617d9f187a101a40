// What is known of a list of issues.

public import Codec

/// How far an issue has come.
public enum IssueStage: String, Choice {
    case listed, assigned, considered, answered
    case fedBack = "fed-back"
    case accepted, retired
}

/// What is known of an issue.
public struct Issue: Sendable, Equatable {
    public private(set) var listed: IssueListed
    public private(set) var assigned: IssueAssigned?
    public private(set) var considered: [IssueConsidered] = []
    public private(set) var answered: IssueAnswered?
    public private(set) var fedBack: IssueFedBack?
    public private(set) var accepted: IssueAnswerJudged?
    /// Answers that were not accepted.
    public private(set) var declined: [IssueAnswerJudged] = []
    public private(set) var retired: IssueRetired?
    public private(set) var isWithdrawn = false
    public private(set) var lastStep: PartialDate?

    init(_ listed: IssueListed) {
        self.listed = listed
        lastStep = listed.on
    }

    /// Whether it stands on the list.
    public var isOpen: Bool { retired == nil && !isWithdrawn }

    public var stage: IssueStage {
        if retired != nil { return .retired }
        if accepted != nil { return .accepted }
        if fedBack != nil { return .fedBack }
        if answered != nil { return .answered }
        if !considered.isEmpty { return .considered }
        return assigned == nil ? .listed : .assigned
    }

    mutating func evolve(_ event: IssueAssigned) {
        assigned = event
        lastStep = event.on
    }

    mutating func evolve(_ event: IssueConsidered) {
        considered.append(event)
        lastStep = event.on
    }

    /// A new answer has to be fed back and accepted anew.
    mutating func evolve(_ event: IssueAnswered) {
        (answered, fedBack, accepted) = (event, nil, nil)
        lastStep = event.on
    }

    mutating func evolve(_ event: IssueFedBack) {
        fedBack = event
        lastStep = event.on
    }

    mutating func evolve(_ event: IssueAnswerJudged) {
        if event.isAccepted {
            accepted = event
        } else {
            declined.append(event)
            (answered, fedBack) = (nil, nil)
        }
        lastStep = event.on
    }

    mutating func evolve(_ event: IssueRetired) {
        retired = event
        lastStep = event.on
    }

    mutating func evolve(_ event: IssueCorrected) {
        if let text = event.text { listed.text = text }
        isWithdrawn = event.isWithdrawn
    }
}

/// What is known of a list of issues.
public struct IssueList: Sendable, Equatable {
    public let established: IssueListEstablished
    /// All issues that ever were on it, by their numbers.
    public private(set) var issues: [Issue] = []

    init(_ established: IssueListEstablished) { self.established = established }

    public var id: IssueListID { established.list }

    /// Takes in what happened to the list or an issue.
    mutating func evolve(_ event: Event) {
        switch event {
        case .issueListed(let it): issues.append(Issue(it))
        case .issueAssigned(let it): change(it.issue) { $0.evolve(it) }
        case .issueConsidered(let it): change(it.issue) { $0.evolve(it) }
        case .issueAnswered(let it): change(it.issue) { $0.evolve(it) }
        case .issueFedBack(let it): change(it.issue) { $0.evolve(it) }
        case .issueAnswerJudged(let it): change(it.issue) { $0.evolve(it) }
        case .issueRetired(let it): change(it.issue) { $0.evolve(it) }
        case .issueCorrected(let it): change(it.issue) { $0.evolve(it) }
        default: break
        }
    }

    private mutating func change(_ number: Int, _ how: (inout Issue) -> Void) {
        guard issues.indices.contains(number &- 1) else { return }
        how(&issues[number - 1])
    }

    func existing(_ number: Int) throws(Rejection) -> Issue {
        guard issues.indices.contains(number &- 1) else {
            throw .unknown("issue", "\(id)/\(number)", "minutectl top-ten list")
        }
        return issues[number - 1]
    }
}

extension Event {
    /// The list that it happened to; nil if it is not about a list of issues.
    var issueList: IssueListID? {
        if case .issueList(let list) = payload.stream { list } else { nil }
    }

    /// Whether the step of an issue was taken by the end of the day. Corrections hold for all time.
    public func isStepTaken(by day: CivilDate) -> Bool {
        switch self {
        case .issueListEstablished(let it): it.from.earliest <= day
        case .issueListed(let it): it.on.earliest <= day
        case .issueCorrected: true
        default: (payload as? any IssueStep).map { $0.on.earliest <= day } ?? true
        }
    }
}
