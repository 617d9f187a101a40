// A roll on the terminal: keys are read one by one, and the list is drawn again after each.

import Glibc
import Governance

/// A roll that somebody ticks off on a terminal.
struct RollSession {
    /// Whether there is somebody at a terminal who can.
    static var isPossible: Bool {
        isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && Screen.variable("TERM") != "dumb"
    }

    /// The marks; nil if it was left without recording.
    static func marks(_ editor: RollEditor) -> [RollEditor.Member]? {
        var editor = editor
        guard let terminal = RawTerminal() else { return nil }
        defer { terminal.end() }
        while true {
            let screen = Screen(.standardOutput)
            terminal.draw(editor.screen(width: screen.width ?? 80, height: screen.height ?? 24))
            switch editor.press(terminal.key()) {
            case .goesOn: continue
            case .finished: return editor.members
            case .quit: return nil
            }
        }
    }
}

/// The terminal without line editing and echo, until it is given back. The screen that was there comes back too.
private struct RawTerminal {
    private let before: termios

    init?() {
        var state = termios()
        guard tcgetattr(STDIN_FILENO, &state) == 0 else { return nil }
        before = state
        // Ctrl-C is read as a key, so that the terminal is never left without echo.
        state.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &state) == 0 else { return nil }
        FileDescriptor.standardOutput.write("\u{1B}[?1049h\u{1B}[?25l")
    }

    func end() {
        var state = before
        FileDescriptor.standardOutput.write("\u{1B}[?25h\u{1B}[?1049l")
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &state)
    }

    /// Draws all lines over those before.
    func draw(_ lines: [String]) {
        let text = lines.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n")
        FileDescriptor.standardOutput.write("\u{1B}[H" + text + "\u{1B}[J")
    }

    /// The next key. Where nobody is left to press one, that of leaving.
    func key() -> RollEditor.Key {
        guard let byte = byte() else { return .quit }
        switch byte {
        case UInt8(ascii: "p"), UInt8(ascii: " "): return .mark(.present)
        case UInt8(ascii: "r"): return .mark(.presentVirtually)
        case UInt8(ascii: "a"): return .mark(.apologies)
        case UInt8(ascii: "x"): return .mark(.absent)
        case UInt8(ascii: "u"), 0x7F, 0x08: return .clear
        case UInt8(ascii: "P"): return .markRest(.present)
        case UInt8(ascii: "X"): return .markRest(.absent)
        case UInt8(ascii: "k"): return .up
        case UInt8(ascii: "j"): return .down
        case 0x0A, 0x0D: return .finish
        case UInt8(ascii: "q"), 0x03, 0x04: return .quit
        case 0x1B: return sequence()
        default: return .other
        }
    }

    /// A key that is sent as several bytes (ECMA-48): `ESC [ A`, `ESC O A`, `ESC [ 5 ~`.
    private func sequence() -> RollEditor.Key {
        guard hasMore, let second = byte(), second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else {
            return .other
        }
        var number: UInt8 = 0
        while hasMore, let byte = byte() {
            switch byte {
            case UInt8(ascii: "A"): return .up
            case UInt8(ascii: "B"): return .down
            case UInt8(ascii: "H"): return .first
            case UInt8(ascii: "F"): return .last
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = byte
            case UInt8(ascii: "~"):
                switch number {
                case UInt8(ascii: "5"): return .pageUp
                case UInt8(ascii: "6"): return .pageDown
                case UInt8(ascii: "1"), UInt8(ascii: "7"): return .first
                case UInt8(ascii: "4"), UInt8(ascii: "8"): return .last
                default: return .other
                }
            case 0x40...0x7E: return .other
            default: continue
            }
        }
        return .other
    }

    private func byte() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = read(STDIN_FILENO, &byte, 1)
            if count == 1 { return byte }
            guard count < 0, errno == EINTR else { return nil }
        }
    }

    /// Whether more of a key's bytes have come.
    private var hasMore: Bool {
        var wanted = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&wanted, 1, 50) == 1
    }
}
