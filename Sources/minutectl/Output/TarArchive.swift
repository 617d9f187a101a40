// A tar archive in the oldest form that every tool reads: ustar (POSIX.1-1988). The same files give the same
// bytes, because owner, mode and time are given and not those of the machine.

/// Files gathered into one.
struct TarArchive {
    /// The directory that all files lie in.
    let directory: String
    /// The time that every file has, in seconds since 1970.
    let time: Int
    private(set) var bytes: [UInt8] = []

    private static let block = 512
    /// The longest name and the longest directory that the header has room for.
    static let longestName = 100
    private static let longestDirectory = 155

    init(directory: String, time: Int) {
        (self.directory, self.time) = (directory, time)
    }

    /// Adds a file.
    ///
    /// - Parameter path: where it lies in the directory, such as `entries/12.json`: ASCII, its last part of at
    ///   most ``longestName`` characters.
    mutating func add(_ path: String, _ content: [UInt8]) throws(Failure) {
        let whole = "\(directory)/\(path)"
        let slash = whole.lastIndex(of: "/") ?? whole.startIndex
        let name = whole[whole.index(after: slash)...]
        guard name.utf8.count <= Self.longestName, whole[..<slash].utf8.count <= Self.longestDirectory else {
            throw Failure(.refused, "\(whole) is too long a name for an archive.")
        }
        var header = [UInt8](repeating: 0, count: Self.block)
        func put(_ text: some StringProtocol, at place: Int) {
            for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
        }
        put(name, at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(Self.octal(content.count, 11), at: 124)
        put(Self.octal(time, 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar\u{0}00", at: 257)
        put("root", at: 265)
        put("root", at: 297)
        put(whole[..<slash], at: 345)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(Self.octal(sum, 6) + "\u{0} ", at: 148)
        bytes += header + content
        pad(to: Self.block)
    }

    /// The archive with the two empty blocks that end it.
    var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 2 * Self.block) }

    private mutating func pad(to length: Int) {
        let rest = bytes.count % length
        if rest > 0 { bytes += [UInt8](repeating: 0, count: length - rest) }
    }

    private static func octal(_ number: Int, _ digits: Int) -> String {
        let text = String(max(0, number), radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
