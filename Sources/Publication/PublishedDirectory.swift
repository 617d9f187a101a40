// A published log in a directory, as c2sp.org/tlog-tiles lays it out, made from nothing but entries and a
// signed checkpoint. Tree and tiles are computed here, on the side of whoever publishes, and held against the
// checkpoint before a single tile is written: so what is published is checked on the way out.
//
//   entries.ndjson   grows line by line; may for a while have more lines than the checkpoint covers
//   tile/…           written once the entries have led to the checkpoint's root
//   vkey, RECIPE.txt
//   checkpoint       last of all: it covers only what is there

public import Evidence
import Glibc

/// Why a log was not published.
public enum PublicationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Someone else is publishing into the directory.
    case inUse(String)
    /// The directory holds another log.
    case otherLog(directory: String, origin: String, expected: String)
    /// The directory has more entries than the checkpoint covers.
    case ahead(entries: UInt64, size: UInt64)
    /// Entries are missing that the checkpoint covers.
    case incomplete(entries: UInt64, size: UInt64)
    /// The entries in the directory are not those that its own checkpoint stands for.
    case damaged(directory: String, size: UInt64)
    /// The entries do not lead to the root that the checkpoint says.
    case rootDiffers(size: UInt64, found: Hash, signed: Hash)
    /// The log's key did not sign the checkpoint.
    case refused(String)
    /// A piece is not whole entries.
    case malformed(String)
    /// Reading or writing failed.
    case file(FileFailure)

    public var description: String {
        switch self {
        case .inUse(let directory): "someone else is publishing to \(directory) right now"
        case .otherLog(let directory, let origin, let expected):
            "\(directory) holds the log \(origin), not \(expected); give each log a directory of its own"
        case .ahead(let entries, let size):
            "the directory has \(entries) entries and the log \(size): the log was cut off or is an old copy; "
                + "verify it against the directory's checkpoint"
        case .incomplete(let entries, let size):
            "only \(entries) of the \(size) entries arrived; publish again to continue from there"
        case .damaged(let directory, let size):
            "\(directory)/entries.ndjson is not what its checkpoint of size \(size) stands for: either was "
                + "changed since; move the directory away and publish into an empty one, then compare"
        case .rootDiffers(let size, let found, let signed):
            "the \(size) entries lead to the root \(found), and \(signed) is signed; nothing was published: "
                + "verify the log"
        case .refused(let problem): "the checkpoint is refused: \(problem)"
        case .malformed(let problem): problem
        case .file(let failure): failure.description
        }
    }
}

/// A directory that a log is published into. Confined to one thread.
///
/// Read ``entries``, then ``add(_:)`` the following ones in order, then ``finish(checkpoint:keys:)``.
/// Interrupted at any moment, it goes on from where it was.
public final class PublishedDirectory {
    /// Where it is.
    public let path: String
    /// The checkpoint that was published last; nil when there is none.
    public let previous: SignedCheckpoint?

    let log: EntryFile
    private var tree = TreeWriter()
    /// Full tiles from the first one on that is not known to be published.
    private var changes: [TileChange] = []
    /// Where the entries begin that are not known to be in published bundles: a multiple of 256.
    private let startSize: UInt64
    private var startOffset = 0
    /// Where the entries end that the checkpoint covers that was published last.
    private var publishedOffset = 0
    /// Whether the entries agree with the checkpoint that was published last, once they reach its size.
    private var agrees = true
    private let folder: Folder

    /// Opens a directory, makes it if need be, and reads what is there: some seconds for a million entries.
    public init(path: String) throws(PublicationError) {
        self.path = path
        folder = try PublishedDirectory.locked(path)
        previous = try PublishedDirectory.checkpoint(in: folder)
        let size = previous?.checkpoint.size ?? 0
        startSize = size - size % UInt64(TileAddress.fullWidth)
        log = try Self.wrapped { [folder] () throws(FileFailure) in
            try EntryFile(in: folder, "entries.ndjson")
        }
        let read = Result { () throws(FileFailure) in
            try log.forEachLine { line in self.take(line) }
        }
        do { try read.get() } catch { throw .file(error) }
        guard agrees else { throw .damaged(directory: path, size: previous?.checkpoint.size ?? 0) }
    }

    /// How many entries are there; the next one to add has this number and one more.
    public var entries: UInt64 { tree.size }

    /// Appends entries: whole lines of NDJSON, each an entry's exact bytes.
    public func add(_ piece: [UInt8]) throws(PublicationError) {
        guard piece.last == UInt8(ascii: "\n") else {
            throw .malformed("entries come in whole lines; this piece ends within one")
        }
        try Self.wrapped { () throws(FileFailure) in try log.append(piece) }
        piece.withUnsafeBytes { bytes in
            forEachLine(in: bytes) { line in take(line) }
        }
        guard agrees else {
            try takeBack()
            throw .damaged(directory: path, size: previous?.checkpoint.size ?? 0)
        }
    }

    /// Publishes the entries under a checkpoint.
    ///
    /// - Parameters:
    ///   - checkpoint: covers exactly the entries that are there.
    ///   - keys: the log's keys, which are published as `vkey`.
    /// - Throws: ``PublicationError``; what was published before is then as it was.
    public func finish(checkpoint: SignedCheckpoint, keys: KeyHistory) throws(PublicationError) {
        let (size, origin) = (checkpoint.checkpoint.size, checkpoint.checkpoint.origin)
        do throws(KeyHistoryError) { _ = try keys.verify(checkpoint) } catch {
            throw .refused(error.description)
        }
        if let previous,
            !keys.keys.contains(where: { $0.name.utf8.elementsEqual(previous.checkpoint.origin.utf8) })
        {
            throw .otherLog(directory: path, origin: previous.checkpoint.origin, expected: origin)
        }
        guard entries <= size else { throw .ahead(entries: entries, size: size) }
        guard entries == size else { throw .incomplete(entries: entries, size: size) }
        guard tree.root() == checkpoint.checkpoint.root else {
            try takeBack()
            throw .rootDiffers(size: size, found: tree.root(), signed: checkpoint.checkpoint.root)
        }
        try Self.wrapped { () throws(FileFailure) in try write(checkpoint, keys: keys) }
    }

    /// Lines that are not the log's must not stay for the next attempt to build upon.
    private func takeBack() throws(PublicationError) {
        try Self.wrapped { () throws(FileFailure) in try log.takeBack(to: publishedOffset) }
    }

    private func write(_ checkpoint: SignedCheckpoint, keys: KeyHistory) throws(FileFailure) {
        var files = NewFiles(in: folder)
        let unfinished = tree.unfinishedTiles
        for change in changes + unfinished {
            let name = try name(.hashes(level: change.address.level), change.address.index, change.width)
            try files.put(name, change.bytes)
        }
        try log.forEachBundle(from: startOffset) { (number, count, bundle) throws(FileFailure) in
            let index = startSize / UInt64(TileAddress.fullWidth) + UInt64(number)
            try files.put(name(.entries, index, count), bundle)
        }
        try files.put("vkey", Array(keys.text.utf8))
        try files.put(Recipe.fileName, Array(Recipe.text.utf8))
        // Everything that the checkpoint covers is on disk before the checkpoint is.
        try log.sync()
        try files.finish()
        try folder.replace("checkpoint", with: checkpoint.bytes)
        for change in changes {
            try removePartial(.hashes(level: change.address.level), change.address.index, but: nil)
            if change.address.level == 0 { try removePartial(.entries, change.address.index, but: nil) }
        }
        for change in unfinished {
            try removePartial(.hashes(level: change.address.level), change.address.index, but: change.width)
            if change.address.level == 0 {
                try removePartial(.entries, change.address.index, but: change.width)
            }
        }
    }

    private func take(_ line: UnsafeRawBufferPointer) {
        tree.append(Hash.leaf(line))
        if tree.size <= startSize { startOffset += line.count + 1 }
        if tree.size <= previous?.checkpoint.size ?? 0 { publishedOffset += line.count + 1 }
        if let previous, tree.size == previous.checkpoint.size {
            agrees = tree.root() == previous.checkpoint.root
        }
        guard tree.size % UInt64(TileAddress.fullWidth) == 0 else { return }
        let full = tree.takeChangedTiles().filter(\.isFull)
        if tree.size > startSize { changes += full }
    }

    private func name(
        _ content: TilePath.Content, _ index: UInt64, _ width: Int
    ) throws(FileFailure) -> String {
        guard let name = TilePath(content, index: index, width: width)?.description else {
            throw FileFailure("write", path, message: "there is no tile \(index)")
        }
        return name
    }

    /// Removes the partial versions of a tile: of one that is full now, all; of another, all but the present one.
    ///
    /// A power cut in the middle of a publication leaves some that nobody has signed for, and that may be empty.
    private func removePartial(
        _ content: TilePath.Content, _ index: UInt64, but width: Int?
    ) throws(FileFailure) {
        guard let name = TilePath(content, index: index)?.description,
            let slash = name.lastIndex(of: "/"), let above = try folder.folder(String(name[..<slash]))
        else { return }
        let last = name[name.index(after: slash)...] + ".p"
        guard let partial = try above.folder(String(last)) else { return }
        for found in try partial.names() where found != width.map(String.init) { try partial.remove(found) }
        if width == nil { above.removeFolder(String(last)) }
    }

    private static func checkpoint(in folder: Folder) throws(PublicationError) -> SignedCheckpoint? {
        let bytes = try wrapped { () throws(FileFailure) in
            try folder.read("checkpoint", limit: SignedNote.maximumBytes)
        }
        guard let bytes else { return nil }
        do { return try SignedCheckpoint(parsing: bytes) } catch {
            throw .file(FileFailure("use", "\(folder.path)/checkpoint", message: error.description))
        }
    }

    /// The directory, which this process alone publishes into for as long as it is open.
    private static func locked(_ path: String) throws(PublicationError) -> Folder {
        let folder = try wrapped { () throws(FileFailure) in try Folder(path, making: 0o755) }
        guard flock(folder.descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .inUse(path) }
        return folder
    }

    private static func wrapped<Value>(
        _ body: () throws(FileFailure) -> Value
    ) throws(PublicationError) -> Value {
        do { return try body() } catch { throw .file(error) }
    }
}
