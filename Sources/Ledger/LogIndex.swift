// The look-ups of the whole log: index.db, and in memory the entries that are not in it yet. Whoever looks something
// up asks the memory first and the file then, and leaves out twice what both have: an entry goes into the file before
// it is let go of in memory, so none is missed in between.

import CSQLite
package import Evidence
import Glibc
import Governance

/// What can be looked up in the log, at its committed end. Safe to use from any thread.
final class LogIndex: Sendable {
    struct Recent: Sendable {
        /// The last committed entry.
        var last = 0
        var lastLeaf = Hash.emptyRoot
        /// The tree of all committed entries.
        var tree = TreeWriter()
        /// What is not in the file and not on its way there.
        var piece = IndexPiece()
        /// What is on its way to the file.
        var writing: IndexBatch?
        /// Grows whenever memory lets go of what the file has.
        var generation = 0
    }

    private let recent = Watched(Recent())
    let health = LogHealth()
    // Closed in this order: whoever closes a file last moves its write-ahead log into it, and readers cannot.
    private let readers: LogReaders
    private let file: Watched<IndexFile>
    private let ledger: Connection

    /// How many entries may wait in memory: beyond that, whoever appends writes them to the file first.
    static let capacity = 16_384
    /// How many entries are worth a transaction of their own.
    static let batch = 8_192

    /// - Parameter ledger: the connection that writes ledger.db, which is only kept open here.
    init(_ file: sending IndexFile, _ readers: LogReaders, _ ledger: Connection) {
        self.file = Watched(file)
        (self.readers, self.ledger) = (readers, ledger)
    }

    // MARK: - At start

    /// Takes in what the file lacks of a log that ends with entry `last`; begins anew if the file is not of this log.
    func catchUp(to last: Int) throws(StorageFailure) {
        var tree = try file.with { file in
            Result { () throws(StorageFailure) in try trusted(file, last) }
        }.get()
        if tree == nil { try clear() }
        try follow(&tree, to: last)
    }

    /// Makes the file anew from the log.
    func rebuild() throws(StorageFailure) {
        let last = recent.with { $0.last }
        try clear()
        var none: TreeWriter?
        try follow(&none, to: last)
    }

    /// Forgets everything, in memory and in the file.
    func clear() throws(StorageFailure) {
        try file.with { file in
            Result { () throws(StorageFailure) -> Void in
                // What is empty need not be written, for which a full disk has no room.
                if try file.position() != nil { try file.clear() }
            }
        }.get()
        recent.with { $0 = Recent(generation: $0.generation + 1) }
    }

    /// The tree up to where the file goes; nil when the file is not of this log, or has nothing.
    private func trusted(_ file: IndexFile, _ last: Int) throws(StorageFailure) -> TreeWriter? {
        do {
            guard let (position, leaf, root) = try file.position(), position > 0, position <= last,
                let body = try body(of: position),
                body.withUnsafeBytes({ Hash.leaf($0) }).bytes == leaf, try isOfThisLog(upTo: position)
            else { return nil }
            let full = position - position % TileAddress.fullWidth
            var tree = try TreeWriter(size: UInt64(full), tiles: LogTiles(self))
            if position > full {
                try forEach(in: full + 1...position) { _, bytes in tree.append(Hash.leaf(bytes)) }
            }
            _ = tree.takeChangedTiles()
            guard tree.size == UInt64(position), tree.root().bytes == root else { return nil }
            let time = try body.withUnsafeBytes { try EntryView($0).recordedTime.string }
            recent.with { recent in
                recent = Recent(
                    last: position, lastLeaf: Hash(leaf) ?? .emptyRoot, tree: tree,
                    piece: IndexPiece(after: time), generation: recent.generation + 1)
            }
            return tree
        } catch let failure as StorageFailure {
            guard failure.isDamage else { throw failure }
            return nil
        } catch {
            return nil
        }
    }

    private func follow(_ start: inout TreeWriter?, to last: Int) throws(StorageFailure) {
        var tree = start ?? TreeWriter()
        var piece = IndexPiece(after: recent.with { $0.piece.recordedTime })
        var leaf = Hash.emptyRoot
        do {
            guard tree.size < UInt64(last) else { return }
            try forEach(in: Int(tree.size) + 1...last) { seq, bytes in
                let view = try EntryView(bytes)
                guard seq == Int(tree.size) + 1, view.seq == seq else { throw Gap() }
                leaf = Hash.leaf(bytes)
                tree.append(leaf)
                piece.take(view)
                if piece.count == Self.batch, last - seq > Self.batch / 2 {
                    let time = piece.recordedTime
                    try write(
                        IndexBatch(
                            piece: piece, tiles: tree.takeChangedTiles(), last: seq, leaf: leaf,
                            root: tree.root()))
                    piece = IndexPiece(after: time)
                }
            }
        } catch let failure as StorageFailure {
            if !failure.isDamage { throw failure }
        } catch {}
        let reached = Int(tree.size)
        recent.with { recent in
            (recent.last, recent.lastLeaf, recent.tree, recent.piece) = (last, leaf, tree, piece)
            recent.generation += 1
        }
        if reached < last {
            health.note("entry \(reached + 1) is missing or cannot be read")
        }
    }

    private struct Gap: Error {}

    // MARK: - As the log grows

    /// The last committed entry.
    var last: Int { recent.with { $0.last } }

    /// The tree of the committed entries.
    var tree: TreeWriter { recent.with { $0.tree } }

    /// Takes entries in that have just been committed.
    func committed(_ piece: IndexPiece, _ tree: TreeWriter, last: Int, leaf: Hash) {
        recent.with { recent in
            recent.piece.append(piece)
            (recent.tree, recent.last, recent.lastLeaf) = (tree, last, leaf)
        }
    }

    /// How many entries wait in memory.
    var waiting: Int { recent.with { $0.piece.count + ($0.writing?.piece.count ?? 0) } }

    /// Writes to the file what waits in memory.
    func flush() throws(StorageFailure) {
        try file.with { file in
            Result { () throws(StorageFailure) in
                guard let batch = freeze() else { return }
                do throws(StorageFailure) { try file.write(batch) } catch {
                    thaw(batch)
                    throw error
                }
                recent.with { recent in (recent.writing, recent.generation) = (nil, recent.generation + 1) }
            }
        }.get()
    }

    /// Writes entries to the file before they are committed: of a restore, which no memory could hold.
    func write(_ batch: IndexBatch) throws(StorageFailure) {
        try file.with { file in Result { () throws(StorageFailure) in try file.write(batch) } }.get()
    }

    private func freeze() -> IndexBatch? {
        recent.with { recent in
            guard recent.piece.count > 0 else { return nil }
            let batch = IndexBatch(
                piece: recent.piece, tiles: recent.tree.takeChangedTiles(), last: Int(recent.tree.size),
                leaf: recent.lastLeaf, root: recent.tree.root())
            recent.piece = IndexPiece(after: recent.piece.recordedTime)
            recent.writing = batch
            return batch
        }
    }

    /// What could not be written waits again.
    private func thaw(_ batch: IndexBatch) {
        recent.with { recent in
            var piece = batch.piece
            piece.append(recent.piece)
            recent.piece = piece
            recent.tree.putBack(batch.tiles)
            recent.writing = nil
        }
    }

    /// What memory has, with the connection's view of the file of the same moment.
    func moment(_ connection: Connection) throws(StorageFailure) -> Recent {
        try file.with { _ in
            Result { () throws(StorageFailure) -> Recent in
                try execute(connection.handle, "BEGIN", "read the index")
                _ = try Schema.integer(connection.handle, "SELECT count(*) FROM beside.position")
                return recent.with { $0 }
            }
        }.get()
    }

    // MARK: - Looking up

    /// What memory has, and the last committed entry at that moment. Whatever memory has let go of by then, the
    /// connection sees in the file.
    private func remembered<Value>(
        _ connection: Connection, _ body: (IndexPiece) -> Value?
    ) throws(StorageFailure) -> (found: [Value], last: Int) {
        let (found, last, generation) = recent.with { recent in
            var found: [Value] = []
            if let value = recent.writing.flatMap({ body($0.piece) }) { found.append(value) }
            if let value = body(recent.piece) { found.append(value) }
            return (found, recent.last, recent.generation)
        }
        try connection.see(generation)
        return (found, last)
    }

    /// The numbers of a stream's committed entries, in order.
    func seqs(stream: String, upTo: Int = .max, _ connection: Connection) throws(StorageFailure) -> [Int] {
        try lookUp { () throws(StorageFailure) -> [Int] in
            let (found, last) = try remembered(connection) { $0.streams[stream]?.seqs }
            let statement = try connection.statement(
                "SELECT seqs FROM beside.stream WHERE name = ?1 ORDER BY version")
            statement.bind(1, stream)
            return try merged(statement, found, upTo: min(upTo, last))
        }
    }

    /// The numbers of the committed entries of a type, in order.
    func seqs(type: String, upTo: Int = .max, _ connection: Connection) throws(StorageFailure) -> [Int] {
        try lookUp { () throws(StorageFailure) -> [Int] in
            let (found, last) = try remembered(connection) { $0.types[type] }
            let statement = try connection.statement(
                "SELECT seqs FROM beside.type WHERE name = ?1 AND first <= ?2 ORDER BY first")
            statement.bind(1, type)
            statement.bind(2, min(upTo, last))
            return try merged(statement, found, upTo: min(upTo, last))
        }
    }

    /// Looks something up in the file. If the file is damaged, that is said of it, and not of the log.
    func lookUp<Value>(_ body: () throws(StorageFailure) -> Value) throws(StorageFailure) -> Value {
        do { return try body() } catch {
            guard error.isDamage else { throw error }
            health.noteIndex(error.message)
            throw StorageFailure(operation: "read index.db", code: 0, message: error.message)
        }
    }

    private func merged(
        _ statement: Statement, _ found: [[Int]], upTo: Int
    ) throws(StorageFailure) -> [Int] {
        defer { statement.reset() }
        var seqs: [Int] = []
        while try statement.step() { PackedNumbers.forEach(statement.bytes(0)) { seqs.append($0) } }
        for more in found {
            let known = seqs.last ?? 0
            seqs += more.drop { $0 <= known }
        }
        while let last = seqs.last, last > upTo { seqs.removeLast() }
        return seqs
    }

    /// The version of a stream; 0 if it does not exist.
    func version(of stream: String, _ connection: Connection) throws(StorageFailure) -> Int {
        try lookUp { () throws(StorageFailure) -> Int in
            let (found, _) = try remembered(connection) { $0.streams[stream]?.version }
            if let version = found.last { return version }
            let statement = try connection.statement("SELECT max(version) FROM beside.stream WHERE name = ?1")
            statement.bind(1, stream)
            defer { statement.reset() }
            return try statement.step() ? statement.integer(0) : 0
        }
    }

    /// Streams whose name begins so, by name, `limit` at most.
    func streams(
        prefix: String, limit: Int, _ connection: Connection
    ) throws(StorageFailure) -> [String] {
        try lookUp { () throws(StorageFailure) -> [String] in
            let (recent, _) = try remembered(connection) {
                Array($0.names.beginning(with: prefix).prefix(limit))
            }
            var names = Set(recent.joined())
            // The first may be the prefix itself; each of the others comes behind the one before.
            let first = try connection.statement(
                "SELECT name FROM beside.stream WHERE name >= ?1 ORDER BY name LIMIT 1")
            let next = try connection.statement(
                "SELECT name FROM beside.stream WHERE name > ?1 ORDER BY name LIMIT 1")
            var (found, stored) = (try name(first, prefix), 0)
            while let name = found, stored < limit, name.utf8.starts(with: prefix.utf8) {
                names.insert(name)
                (found, stored) = (try self.name(next, name), stored + 1)
            }
            return Array(names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.prefix(limit))
        }
    }

    /// The names of the types that begin so.
    func types(prefix: String, _ connection: Connection) throws(StorageFailure) -> [String] {
        try lookUp { () throws(StorageFailure) -> [String] in
            let (found, _) = try remembered(connection) { $0.types.keys.filter { $0.hasPrefix(prefix) } }
            var names = Set(found.joined())
            let next = try connection.statement("SELECT min(name) FROM beside.type WHERE name > ?1")
            var last = try name(next, "")
            while let name = last {
                if name.hasPrefix(prefix) { names.insert(name) }
                last = try self.name(next, name)
            }
            return names.filter { !$0.hasPrefix(ProvenanceKind.indexPrefix) }.sorted()
        }
    }

    /// The name that a statement finds from another one on; nil if there is none. Resets that very statement: one
    /// that is left open keeps its connection at the log of that moment for good.
    private func name(_ statement: Statement, _ from: String) throws(StorageFailure) -> String? {
        statement.bind(1, from)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        let name = statement.text(0)
        return name.isEmpty ? nil : name
    }

    /// The receipt of a committed command; nil if there is none.
    func receipt(of commandId: String, _ connection: Connection) throws(StorageFailure) -> Receipt? {
        try lookUp { () throws(StorageFailure) -> Receipt? in
            let (found, _) = try remembered(connection) { $0.receipts[commandId] }
            let statement = try connection.statement(
                "SELECT digest, first, last FROM beside.command WHERE id = ?1")
            statement.bind(1, commandId)
            defer { statement.reset() }
            var receipt: Receipt?
            if try statement.step(), statement.integer(1) <= statement.integer(2) {
                receipt = Receipt(
                    commandId: commandId, digest: statement.text(0),
                    entries: statement.integer(1)...statement.integer(2))
            }
            for more in found { receipt = receipt?.extended(by: more) ?? more }
            return receipt
        }
    }

    /// The entries that were recorded earlier than those before them, in order, with that time.
    func stepsBack(_ connection: Connection) throws(StorageFailure) -> [IndexPiece.StepBack] {
        try lookUp { () throws(StorageFailure) -> [IndexPiece.StepBack] in
            let (found, _) = try remembered(connection) { $0.stepsBack }
            let statement = try connection.statement(
                "SELECT seq, recordedtime FROM beside.stepback ORDER BY seq")
            defer { statement.reset() }
            var steps: [IndexPiece.StepBack] = []
            while try statement.step() {
                steps.append(IndexPiece.StepBack(seq: statement.integer(0), recordedTime: statement.text(1)))
            }
            for more in found {
                let known = steps.last?.seq ?? 0
                steps += more.drop { $0.seq <= known }
            }
            return steps
        }
    }

    /// A tile of the tree as it stands, or as it will stand in the file; nil when there is none.
    func tile(_ address: TileAddress) throws(StorageFailure) -> [UInt8]? {
        let found = recent.with { recent in
            recent.tree.tile(address) ?? recent.writing?.tiles.last { $0.address == address }?.bytes
        }
        if let found { return found }
        guard address.index <= UInt64(Int.max) else { return nil }
        return try read { connection in
            try lookUp { () throws(StorageFailure) -> [UInt8]? in
                let statement = try connection.statement(
                    "SELECT hashes FROM beside.tile WHERE level = ?1 AND number = ?2")
                statement.bind(1, address.level)
                statement.bind(2, Int(address.index))
                defer { statement.reset() }
                return try statement.step() ? Array(statement.bytes(0)) : nil
            }
        }
    }
}

/// The tiles of an open log's tree.
package struct LogTiles: TileReader, Sendable {
    private let index: LogIndex

    init(_ index: LogIndex) { self.index = index }

    package func tile(_ address: TileAddress, width: Int) throws -> [UInt8] {
        guard let bytes = try index.tile(address) else { throw TileError.missing(address) }
        return bytes
    }
}

// MARK: - Reading the log

extension LogIndex {
    /// Reads with a connection. Nothing here opens a transaction: entries never change, so a reader that notes the
    /// last one first needs none, and a long one would keep the write-ahead log from being shortened.
    func read<Value>(_ body: (Connection) throws -> Value) throws(StorageFailure) -> Value {
        do { return try passingThrough(body) } catch {
            throw StorageFailure(error, operation: "read the log")
        }
    }

    /// Reads like ``read(_:)``, and lets through what the closure throws.
    func passingThrough<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        do { return try readers.with(body) } catch let failure as StorageFailure {
            if failure.isDamage { health.note(failure.message) }
            throw failure
        }
    }

    private func body(of seq: Int) throws(StorageFailure) -> [UInt8]? {
        try read { connection in
            let statement = try connection.statement(EntryReading.one)
            statement.bind(1, seq)
            defer { statement.reset() }
            return try statement.step() ? Array(statement.bytes(0)) : nil
        }
    }

    /// Goes through the entries `range` in order, as many of them as there are.
    func forEach(
        in range: ClosedRange<Int>, _ body: (Int, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var next = range.lowerBound
        while next <= range.upperBound {
            let last = min(range.upperBound, next.addingReportingOverflow(Self.scanStep - 1).partialValue)
            let end = last < next ? range.upperBound : last
            let seen = try scan(next...end, body)
            if seen < end { return }
            guard end < Int.max else { return }
            next = end + 1
        }
    }

    /// How many entries are read before the connection is given back.
    private static var scanStep: Int { 65_536 }

    /// The number of the last entry seen; `range.lowerBound - 1` if there is none.
    private func scan(
        _ range: ClosedRange<Int>, _ body: (Int, UnsafeRawBufferPointer) throws -> Void
    ) throws -> Int {
        try passingThrough { connection in
            // Of its own, because the body may ask for another scan.
            let statement = try Statement(connection.handle, EntryReading.range)
            statement.bind(1, range.lowerBound)
            statement.bind(2, range.upperBound)
            var last = range.lowerBound - 1
            while try statement.step() {
                last = statement.integer(0)
                try body(last, statement.bytes(1))
            }
            return last
        }
    }
}

/// The two ways in which entries are read.
enum EntryReading {
    static let one = "SELECT body FROM entry WHERE seq = ?1"
    static let range = "SELECT seq, body FROM entry WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq"
}
