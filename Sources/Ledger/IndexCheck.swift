// The index compared with the entries that it is derived from: every look-up counted on both sides as a sum of
// hashes, in which order does not matter, and every tile of the tree.

import CSQLite
import Evidence

extension LogIndex {
    /// What differs, in words; nil if nothing does.
    func difference() throws(StorageFailure) -> String? {
        do {
            return try passingThrough { connection -> String? in
                defer { sqlite3_exec(connection.handle, "ROLLBACK", nil, nil, nil) }
                let moment = try moment(connection)
                guard moment.tree.size == UInt64(moment.last) else {
                    return "the tree has \(moment.tree.size) entries, and the log \(moment.last)"
                }
                var (due, tiles) = (LookUpSums(), TreeWriter())
                if let problem = try expected(moment.last, &due, &tiles) { return problem }
                if tiles.root() != moment.tree.root() { return "the tree is not that of the entries" }
                var found = LookUpSums()
                try lookUp { () throws(StorageFailure) -> Void in try found.take(connection) }
                for piece in [moment.writing?.piece, moment.piece].compactMap(\.self) { found.take(piece) }
                return found.difference(from: due)
            }
        } catch { throw StorageFailure(error, operation: "compare the index with the log") }
    }

    /// What the entries give: their look-ups, and their tree, whose tiles are compared at once.
    private func expected(_ last: Int, _ sums: inout LookUpSums, _ tree: inout TreeWriter) throws -> String? {
        guard last > 0 else { return nil }
        var (problem, time) = (String?.none, "")
        try forEach(in: 1...last) { seq, bytes in
            let view = try EntryView(bytes)
            guard problem == nil else { return }
            guard view.seq == seq else { throw missing(seq) }
            var piece = IndexPiece(after: time)
            piece.take(view)
            time = piece.recordedTime
            sums.take(piece)
            tree.append(Hash.leaf(bytes))
            guard seq % TileAddress.fullWidth == 0 else { return }
            for tile in tree.takeChangedTiles() where tile.isFull {
                if try self.tile(tile.address) != tile.bytes {
                    problem =
                        "tile \(tile.address.index) of level \(tile.address.level) is not that of the entries"
                }
            }
        }
        return problem
    }

    private func missing(_ seq: Int) -> StorageFailure {
        StorageFailure(operation: "read the log", code: 0, message: "entry \(seq) is missing")
    }
}

/// Sums over all look-ups.
private struct LookUpSums: Equatable {
    private(set) var streams = 0, types = 0, commands = 0, steps = 0

    private static func hash(_ name: String, _ number: Int, _ seq: Int) -> Int {
        var hasher = Hasher()
        hasher.combine(name)
        hasher.combine(number)
        hasher.combine(seq)
        return hasher.finalize()
    }

    mutating func take(_ piece: IndexPiece) {
        for (name, places) in piece.streams { stream(name, places.version, places.seqs) }
        for (name, seqs) in piece.types { for seq in seqs { types &+= Self.hash(name, 0, seq) } }
        for receipt in piece.receipts.values { command(receipt) }
        for step in piece.stepsBack { steps &+= Self.hash(step.recordedTime, 0, step.seq) }
    }

    private mutating func stream(_ name: String, _ version: Int, _ seqs: [Int]) {
        for (place, seq) in seqs.enumerated() {
            streams &+= Self.hash(name, version - (seqs.count - 1 - place), seq)
        }
    }

    private mutating func command(_ receipt: Receipt) {
        for seq in receipt.entries { commands &+= Self.hash(receipt.commandId + receipt.digest, 0, seq) }
    }

    /// Takes in what the file has.
    mutating func take(_ connection: Connection) throws(StorageFailure) {
        let streams = try Statement(connection.handle, "SELECT name, version, seqs FROM beside.stream")
        while try streams.step() {
            var seqs: [Int] = []
            PackedNumbers.forEach(streams.bytes(2)) { seqs.append($0) }
            stream(streams.text(0), streams.integer(1), seqs)
        }
        let types = try Statement(connection.handle, "SELECT name, seqs FROM beside.type")
        while try types.step() {
            let name = types.text(0)
            var sum = 0
            PackedNumbers.forEach(types.bytes(1)) { sum &+= Self.hash(name, 0, $0) }
            self.types &+= sum
        }
        let commands = try Statement(connection.handle, "SELECT id, digest, first, last FROM beside.command")
        while try commands.step() {
            guard commands.integer(2) <= commands.integer(3) else { continue }
            command(
                Receipt(
                    commandId: commands.text(0), digest: commands.text(1),
                    entries: commands.integer(2)...commands.integer(3)))
        }
        let steps = try Statement(connection.handle, "SELECT seq, recordedtime FROM beside.stepback")
        while try steps.step() { self.steps &+= Self.hash(steps.text(1), 0, steps.integer(0)) }
    }

    func difference(from due: LookUpSums) -> String? {
        if streams != due.streams { return "the entries of streams are not those of the log" }
        if types != due.types { return "the entries of types are not those of the log" }
        if commands != due.commands { return "the receipts of commands are not those of the log" }
        if steps != due.steps { return "the entries recorded before others are not those of the log" }
        return nil
    }
}
