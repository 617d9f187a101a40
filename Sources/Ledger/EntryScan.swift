// Scanning the log: every entry from one number to another, at the speed at which SQLite walks a tree.

extension LedgerStore {
    /// Goes through the entries `range` in order, as many of them as there are.
    ///
    /// The closure may ask this store other things. No transaction is held for the length of the scan, so
    /// a long one does not keep the write-ahead log from being shortened.
    ///
    /// - Parameter body: gets an entry's number and its bytes, which are gone when it returns.
    /// - Throws: ``StorageFailure``, or what `body` throws, which ends the scan.
    public func forEach(
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
            let statement = try Statement(
                connection, "SELECT seq, body FROM entry WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq")
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
