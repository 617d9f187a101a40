// What `status` says is waiting: counts, and two weeks of the digest, out of one look at the record.

import Codec
import Governance
public import Reports

/// Decisions about which something is still to happen; each in the order of the register.
struct UnsettledDecisions {
    /// Those with a resolution that may be called in, or is called in.
    let callIns: [DecisionValue]
    /// Those with a recommendation that another body has not dealt with.
    let recommendations: [DecisionValue]
}

extension Reading {
    /// Fills in what somebody still has to do.
    public func fill(_ report: inout StatusReport) throws {
        let begins = directory.recordBegins
        report.council = directory.council?.name ?? ""
        (report.asAt, report.recordBegins) = (asAt, begins)
        (report.invented, report.assumed) = (basis.invented, basis.assumed)
        let unsettled = try unsettled()
        report.openToCallIn = unsettled.callIns.resolutions(since: begins) { $0 == .openToCallIn }
        report.awaitingRatification = unsettled.recommendations.resolutions(since: begins) {
            $0.awaitsRatification
        }
        report.unsentNotices = try untold().count
        report.meetingsWithoutRoll = try meetingsWithoutRoll()
        var digest = DigestQuestion()
        digest.days = 14
        report.work = try self.digest(digest).items
    }

    /// Looked for once for all that this reading answers.
    func unsettled() throws -> UnsettledDecisions {
        if let known = work.unsettled { return known }
        let found = UnsettledDecisions(
            callIns: try decisions { addOpenToCallInOrCalledIn(to: &$0) },
            recommendations: try decisions { addAwaitingRatification(to: &$0) })
        work.unsettled = found
        return found
    }

    private func decisions(_ narrow: (inout DecisionSearch) -> Void) throws -> [DecisionValue] {
        var search = DecisionSearch(madeBy: asAt)
        narrow(&search)
        var found: [DecisionValue] = []
        try forEachDecision(search) { row in
            found.append(try value(of: row.state, with: []))
            return true
        }
        return found
    }
}

extension ResolutionStanding {
    /// Whether another body has still to say what becomes of it.
    var awaitsRatification: Bool { self == .awaitingRatification || self == .deferred }
}

extension [DecisionValue] {
    /// - Parameter begins: the day on which the record begins; what became of older ones is not known.
    fileprivate func resolutions(since begins: CivilDate, _ fits: (ResolutionStanding) -> Bool) -> Int {
        reduce(0) { $1.made.latest < begins ? $0 : $0 + $1.resolutions.count { fits($0.standing) } }
    }
}
