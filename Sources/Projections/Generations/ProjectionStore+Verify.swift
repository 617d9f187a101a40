// Verification: everything folded again from the log, beside, and compared with what answers.

import Governance
import Ledger
import SQLite

/// What verification found of one projection.
public struct ProjectionFinding: Sendable {
    public let name: String
    /// The entry at which it was compared.
    public let position: Int
    public let rows: Int
    /// The hash as kept along, of the rows as they stand, and of those folded again.
    public let kept, standing, folded: String
    /// How many rows differ, and the first of them: here what answers, there what the log says.
    public let differing: Int
    public let difference: RowDifference?
    /// Why the projection has stopped, if it has.
    public let fault: String?

    /// Whether the rows are those that the log gives, and the hash kept along is theirs.
    public var isSound: Bool { kept == standing && standing == folded && differing == 0 && fault == nil }
}

extension ProjectionStore {
    /// Folds projections again up to where they stand, and compares.
    ///
    /// Reads and appends go on meanwhile; what is compared is of one moment.
    ///
    /// - Parameters:
    ///   - names: the projections to look at; all if empty.
    ///   - progress: told the entries folded and the entries in all, now and then.
    public func verify(
        _ names: [String] = [], _ progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> [ProjectionFinding] {
        var looked: [any Projection.Type] = []
        for name in names.isEmpty ? ProjectionCatalog.names : names { looked.append(try projection(name)) }
        let folded = names.isEmpty ? Set(ProjectionCatalog.names) : Set(names)
        let active = work.with(\.active)
        return try healing(active) { try verify(active, looked, folded, progress) }
    }

    private func verify(
        _ active: Generation, _ looked: [any Projection.Type], _ folded: Set<String>,
        _ progress: (Int, Int) throws -> Void
    ) throws -> [ProjectionFinding] {
        try active.database.read { live in
            let status = try Generation.status(in: live)
            let end = status.map(\.position).max() ?? 0
            let builder = GenerationBuilder(try Generation(hasIndexes: false), ledger, folding: folded)
            // A projection that has stopped is compared where it stands.
            for position in Set(status.map(\.position)).sorted() {
                try builder.fold(upTo: position) { done, _ in try progress(done, end) }
                for one in status where one.position == position { try builder.hold(one.name) }
            }
            try builder.addIndexes(forRepeating: true)
            var findings: [ProjectionFinding] = []
            for projection in looked {
                let name = projection.name
                guard let its = status.first(where: { $0.name == name }) else { continue }
                findings.append(try finding(projection, its, live, builder))
            }
            return findings
        }
    }

    private func finding(
        _ projection: any Projection.Type, _ status: ProjectionStatus, _ live: Database,
        _ builder: GenerationBuilder
    ) throws -> ProjectionFinding {
        let standing = try live.rowSum(of: projection)
        return try builder.generation.database.read { folded in
            let again = try folded.rowSum(of: projection)
            let comparison =
                try standing == again
                ? nil : RowComparison(projection, live, folded, limit: 1)
            return ProjectionFinding(
                name: status.name, position: status.position, rows: standing.rows,
                kept: status.hash?.description ?? "", standing: standing.description,
                folded: again.description, differing: comparison?.count ?? 0,
                difference: comparison?.differences.first, fault: status.fault)
        }
    }
}
