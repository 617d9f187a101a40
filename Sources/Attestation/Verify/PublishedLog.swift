// A published log as an auditor finds it: files in a directory, none of which is trusted.

import Evidence
import Publication

/// Reads the files of a published log.
struct PublishedLog: TileReader {
    let folder: Folder
    /// How many entries its checkpoint covers.
    let size: UInt64

    var path: String { folder.path }

    /// Longest bundle: 256 entries, each behind two bytes of length.
    private static let longestBundle = TileAddress.fullWidth * (2 + TreeLimit.entryBytes)

    func tile(_ address: TileAddress, width: Int) throws -> [UInt8] {
        let stored = address.width(treeSize: size)
        guard stored >= width,
            let name = TilePath(.hashes(level: address.level), index: address.index, width: stored),
            let bytes = try folder.read(below: "\(name)", limit: stored * Hash.byteCount)
        else { throw TileError.missing(address) }
        return bytes
    }

    /// The entries of one bundle.
    ///
    /// - Throws: ``PublishedFinding``, which says what is wrong with the file.
    func bundle(_ index: UInt64) throws(PublishedFinding) -> (bytes: [UInt8], entries: [Range<Int>]) {
        let width = TileAddress(level: 0, index: index).width(treeSize: size)
        let first = index * UInt64(TileAddress.fullWidth) + 1
        guard let name = TilePath(.entries, index: index, width: width)?.description else {
            throw PublishedFinding("there is no bundle \(index)")
        }
        do {
            guard let bytes = try folder.read(below: name, limit: Self.longestBundle) else {
                throw PublishedFinding("entry \(first) is missing: there is no file \(name)")
            }
            let entries = try EntryBundle.decode(bytes)
            guard entries.count == width else {
                throw PublishedFinding(
                    "\(name) has \(entries.count) entries, and \(width) from entry \(first) on are due")
            }
            return (bytes, entries)
        } catch let error as PublishedFinding {
            throw error
        } catch {
            throw PublishedFinding("\(name), from entry \(first) on: \(error)")
        }
    }

    /// One entry.
    ///
    /// - Throws: ``PublishedFinding``, which says what is wrong with the file.
    func entry(_ seq: UInt64) throws(PublishedFinding) -> [UInt8] {
        guard seq > 0, seq <= size else { throw PublishedFinding("there is no entry \(seq)") }
        let width = UInt64(TileAddress.fullWidth)
        let (bytes, entries) = try bundle((seq - 1) / width)
        return Array(bytes[entries[Int((seq - 1) % width)]])
    }

    /// How many bundles there have to be.
    var bundles: UInt64 {
        size / UInt64(TileAddress.fullWidth) + (size % UInt64(TileAddress.fullWidth) == 0 ? 0 : 1)
    }

    /// What is wrong with the files below `tile/` that the tree of this size does not need: those of earlier
    /// sizes have to be beginnings of the present ones, and others have no business there.
    func strayFiles() throws(FileFailure) -> (damage: [String], remarks: [String]) {
        var (damage, remarks): ([String], [String]) = ([], [])
        var names: [String] = []
        try collect("tile", in: folder, "tile", &names)
        for name in names {
            guard let tile = TilePath(parsing: name), let whole = try present(tile) else {
                remarks.append("\(name) is no file of a log of \(size) entries")
                continue
            }
            guard whole.width > tile.width else { continue }
            let bytes = try folder.read(below: name, limit: Self.longestBundle) ?? []
            let current = try folder.read(below: "\(whole)", limit: Self.longestBundle) ?? []
            if !isBeginning(bytes, of: current, tile) {
                damage.append("\(name) is not the beginning of \(whole)")
            }
        }
        return (damage, remarks)
    }

    /// The file of the present tree at the place of an earlier one; nil when the tree has none there.
    private func present(_ tile: TilePath) throws(FileFailure) -> TilePath? {
        let level: Int
        switch tile.content {
        case .hashes(let number): level = number
        case .entries: level = 0
        }
        let width = TileAddress(level: level, index: tile.index).width(treeSize: size)
        guard width >= tile.width else { return nil }
        return TilePath(tile.content, index: tile.index, width: width)
    }

    private func isBeginning(_ bytes: [UInt8], of current: [UInt8], _ tile: TilePath) -> Bool {
        guard current.starts(with: bytes) else { return false }
        switch tile.content {
        case .hashes: return bytes.count == tile.width * Hash.byteCount
        case .entries: return (try? EntryBundle.decode(bytes))?.count == tile.width
        }
    }

    /// Directories lie no deeper than the longest path of a tile needs.
    private static let deepest = 12

    /// The files below a name. A link is one of them, wherever it leads.
    private func collect(
        _ last: String, in above: Folder, _ name: String, _ found: inout [String]
    ) throws(FileFailure) {
        let depth = name.utf8.count { $0 == UInt8(ascii: "/") }
        guard try above.kind(last) == .directory, depth < Self.deepest,
            let folder = try above.folder(last)
        else {
            found.append(name)
            return
        }
        for child in try folder.names() { try collect(child, in: folder, "\(name)/\(child)", &found) }
    }
}

/// What is wrong with a file of a published log.
struct PublishedFinding: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
