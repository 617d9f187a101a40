// Provenance in an entry's envelope, and which entries of a log no source bears out: few in most records, and none in a
// council's own. These are looked up like the entries of a type, under names that no type has, so that an entry without
// provenance costs nothing more.

import Codec
public import Governance
import Synchronization

extension Provenance {
    /// What an envelope says of it.
    public var attributes: [EnvelopeExtension] {
        [EnvelopeExtension(name: Self.kindAttribute, value: kind.rawValue)]
            + (place.map { [EnvelopeExtension(name: Self.placeAttribute, value: $0)] } ?? [])
    }
}

extension Envelope {
    /// Where what the entry says comes from; nil where it does not say.
    public var provenance: Provenance? {
        guard let kind = attribute(Provenance.kindAttribute).flatMap(ProvenanceKind.init(rawValue:)) else {
            return nil
        }
        return Provenance(kind, place: attribute(Provenance.placeAttribute))
    }

    /// What is wrong with it, in words; nil if nothing is.
    var provenanceProblem: String? {
        EnvelopeText.provenanceProblem(
            attribute(Provenance.kindAttribute), hasPlace: attribute(Provenance.placeAttribute) != nil)
    }

    private func attribute(_ name: String) -> String? { extensions.first { $0.name == name }?.value }
}

extension EntryView {
    /// Its provenance's kind; nil where it does not say.
    var provenance: ProvenanceKind? {
        guard !extensions.isEmpty else { return nil }
        return attribute(Provenance.kindAttribute).flatMap { ProvenanceKind(rawValue: $0.string) }
    }

    /// Whether nothing is wrong with what it says of its provenance.
    var isProvenanceSound: Bool {
        guard !extensions.isEmpty else { return true }
        let kind = attribute(Provenance.kindAttribute)?.string
        let hasPlace = attribute(Provenance.placeAttribute) != nil
        return EnvelopeText.provenanceProblem(kind, hasPlace: hasPlace) == nil
    }

    private func attribute(_ name: String) -> Text? {
        extensions.first { $0.name.raw.elementsEqual(name.utf8) }?.value
    }
}

/// The entries of a log that no source bears out, in order.
public struct UnsourcedEntries: Sendable, Equatable {
    public internal(set) var assumed: [Int] = []
    public internal(set) var invented: [Int] = []

    public init() {}

    public var isEmpty: Bool { assumed.isEmpty && invented.isEmpty }

    /// The weakest provenance among entries; nil where none of them is unsourced.
    ///
    /// - Parameter seqs: their numbers.
    public func weakest(of seqs: [Int]) -> ProvenanceKind? {
        if seqs.contains(where: { Self.has(invented, $0) }) { return .invented }
        return seqs.contains(where: { Self.has(assumed, $0) }) ? .assumed : nil
    }

    private static func has(_ sorted: [Int], _ seq: Int) -> Bool {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < seq { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == seq
    }
}

extension ProvenanceKind {
    static let indexPrefix = "provenance:"

    /// The name under which its entries are looked up; nil where they are not.
    var indexName: String? { isUnsourced ? Self.indexPrefix + rawValue : nil }
}

extension LogIndex {
    /// The committed entries that no source bears out.
    func unsourced(upTo last: Int = .max, _ connection: Connection) throws(StorageFailure) -> UnsourcedEntries
    {
        var found = UnsourcedEntries()
        found.assumed = try seqs(type: ProvenanceKind.indexPrefix + "assumed", upTo: last, connection)
        found.invented = try seqs(type: ProvenanceKind.indexPrefix + "invented", upTo: last, connection)
        return found
    }
}

extension LedgerStore {
    /// The committed entries up to one that no source bears out. Every question asks for them, so the last answer is
    /// kept: what is committed does not change.
    public func unsourced(upTo last: Int = .max) throws(StorageFailure) -> UnsourcedEntries {
        if let (of, known) = lastUnsourced.withLock({ $0 }), of == last { return known }
        let found = try index.read { connection throws(StorageFailure) in
            try index.unsourced(upTo: last, connection)
        }
        if last < .max { lastUnsourced.withLock { $0 = (last, found) } }
        return found
    }

    /// The weakest provenance among the entries of records, up to one; nil where none of them is unsourced.
    public func weakestProvenance(
        of streams: some Sequence<String>, among unsourced: UnsourcedEntries, upTo last: Int = .max
    ) throws(StorageFailure) -> ProvenanceKind? {
        guard !unsourced.isEmpty else { return nil }
        return try index.read { connection in
            var weakest: ProvenanceKind?
            for stream in streams {
                let seqs = try index.seqs(stream: stream, upTo: last, connection)
                guard let found = unsourced.weakest(of: seqs) else { continue }
                weakest = max(weakest ?? found, found)
            }
            return weakest
        }
    }
}
