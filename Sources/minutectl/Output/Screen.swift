// Where answers are shown: how wide it is, and whether it takes colours.

import Glibc

/// A descriptor to write to.
struct FileDescriptor: Equatable {
    let number: Int32

    static let standardOutput = FileDescriptor(number: STDOUT_FILENO)
    static let standardError = FileDescriptor(number: STDERR_FILENO)

    /// Whether people look at it.
    var isTerminal: Bool { isatty(number) == 1 }

    /// Writes the text; what cannot be written is dropped, for there is nobody left to tell.
    func write(_ text: String) {
        _ = write(bytes: Array(text.utf8))
    }

    /// Writes a piece of a stream to whoever reads this program's output.
    ///
    /// Who has read enough closes it, as `head` does. That is no error: the program ends, and says nothing.
    func stream(_ bytes: [UInt8]) throws(Failure) {
        guard let code = write(bytes: bytes) else { return }
        guard code != EPIPE else { exit(ExitStatus.done.rawValue) }
        throw Failure(.refused, "The answer cannot be written: \(String(cString: strerror(code))).")
    }

    /// Writes all bytes.
    ///
    /// - Returns: the error number if that fails, otherwise nil.
    func write(bytes: [UInt8]) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}

/// What is known of the place where something is shown.
struct Screen {
    let descriptor: FileDescriptor
    let isTerminal: Bool
    /// The width in characters; nil if there is no screen.
    let width: Int?
    /// The height in lines.
    let height: Int?
    let isColored: Bool

    init(_ descriptor: FileDescriptor) {
        self.descriptor = descriptor
        isTerminal = descriptor.isTerminal
        let (columns, lines) = isTerminal ? Self.size(of: descriptor) : (nil, nil)
        (width, height) = (columns, lines)
        isColored = isTerminal && Self.wantsColors(Self.variable)
    }

    /// Whether colours are wanted: not with `NO_COLOR` (https://no-color.org) or on a simple terminal.
    static func wantsColors(_ variable: (String) -> String?) -> Bool {
        (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
    }

    private static func size(of descriptor: FileDescriptor) -> (columns: Int?, lines: Int?) {
        var size = winsize()
        let isKnown = ioctl(descriptor.number, UInt(TIOCGWINSZ), &size) == 0
        let columns = isKnown && size.ws_col > 0 ? Int(size.ws_col) : nil
        let lines = isKnown && size.ws_row > 0 ? Int(size.ws_row) : nil
        return (variable("COLUMNS").flatMap { Int($0) } ?? columns, lines)
    }

    /// The value of an environment variable.
    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// The text without characters that steer a terminal.
    static func harmless(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A: clean.append(scalar)
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: clean.append("\u{FFFD}")
            default: clean.append(scalar)
            }
        }
        return String(clean)
    }
}

/// A line on the terminal that says how far something has come, written over and over.
struct ProgressLine {
    private let descriptor: FileDescriptor
    private let isShown: Bool
    private let label: String
    private var shown = -1

    /// - Parameter label: what is going on, such as "Exporting".
    init(_ label: String, on descriptor: FileDescriptor = .standardError) {
        (self.label, self.descriptor) = (label, descriptor)
        isShown = descriptor.isTerminal
    }

    /// Says that so much is done of so much.
    mutating func update(_ done: Int, of total: Int) {
        let percent = total > 0 ? Int(Double(done) / Double(total) * 100) : 100
        guard isShown, percent != shown else { return }
        shown = percent
        descriptor.write("\r\u{1B}[K\(label): \(percent)% (\(done) of \(total))")
    }

    /// Takes the line away.
    func end() {
        if isShown && shown >= 0 { descriptor.write("\r\u{1B}[K") }
    }
}
