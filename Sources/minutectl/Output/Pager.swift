// Long answers on a terminal go through the pager that the user likes.

import Glibc

/// Shows text, in a pager where it does not fit on the screen.
enum Pager {
    /// Shows the text.
    ///
    /// - Parameter isAllowed: false to write it straight out.
    static func show(_ text: String, on screen: Screen, isAllowed: Bool = true) throws(Failure) {
        if isAllowed, let height = screen.height, lineCount(text, width: screen.width) >= height,
            let command = command(Screen.variable), page(text, through: command)
        {
            return
        }
        // Who has read enough closes it, as `head` does: no error, and what is left to do is done.
        if let code = screen.descriptor.write(bytes: Array(text.utf8)), code != EPIPE {
            throw Failure(.refused, "The answer cannot be written: \(String(cString: strerror(code))).")
        }
    }

    /// The pager's command line for a shell; nil if none is wanted.
    static func command(_ variable: (String) -> String?) -> String? {
        guard let pager = variable("PAGER") else { return "less -FRX" }
        return pager.isEmpty || pager == "cat" ? nil : pager
    }

    /// How many lines the text takes on a screen of that width.
    static func lineCount(_ text: String, width: Int?) -> Int {
        guard let width, width > 0 else { return text.utf8.count { $0 == UInt8(ascii: "\n") } }
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .reduce(0) { $0 + max(1, ($1.count + width - 1) / width) }
    }

    /// - Returns: whether the pager has shown it.
    private static func page(_ text: String, through command: String) -> Bool {
        guard let (reading, writing) = ChildProcess.pipe() else { return false }
        let started = ChildProcess.start(["sh", "-c", command], input: reading)
        close(reading)
        guard case .success(let child) = started else {
            close(writing)
            return false
        }
        // Who interrupts the pager wants to stay in it.
        signal(SIGINT, SIG_IGN)
        _ = FileDescriptor(number: writing).write(bytes: Array(text.utf8))
        close(writing)
        // 127 is the shell's word for: there is no such pager.
        return ChildProcess.wait(for: child) != 127
    }
}
