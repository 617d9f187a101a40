// The way to another machine's daemon: ssh runs the bridge there, and its input and output are the line.

import Glibc

/// A child process `ssh HOST minutectl bridge`.
final class RemoteShell {
    /// What is written here reaches the daemon. Belongs to whoever takes it.
    let input: Int32
    /// Where the daemon's replies are read.
    let output: Int32
    private let child: pid_t
    private var status: Int32?

    /// Starts ssh, which asks on the terminal for what it needs.
    ///
    /// - Parameters:
    ///   - host: as ssh takes it, such as `clerk@records.example.gov.uk`.
    ///   - socket: the daemon's socket there; the usual one if nil.
    init(host: String, socket: String?) throws(Failure) {
        var bridge = "minutectl bridge"
        if let socket { bridge += " --socket \(Self.quoted(socket))" }
        guard let (toChild, fromUs) = ChildProcess.pipe(), let (toUs, fromChild) = ChildProcess.pipe() else {
            throw Failure(.unreachable, "A pipe cannot be created: \(String(cString: strerror(errno))).")
        }
        (input, output) = (fromUs, toUs)
        let arguments = ["ssh", "-xT", "--", host, bridge]
        let result = ChildProcess.start(arguments, input: toChild, output: fromChild)
        close(toChild)
        close(fromChild)
        switch result {
        case .success(let id): child = id
        case .failure(let error):
            close(input)
            close(output)
            throw Failure(
                .unreachable, "ssh cannot be started: \(error).", ["Install the package openssh-client."])
        }
    }

    /// The exit status of ssh once its end of the line is closed; nil if it was ended by a signal.
    func waitForEnd() -> Int32? {
        if status == nil { status = ChildProcess.wait(for: child) }
        return status
    }

    /// The text as one word of a POSIX shell.
    static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
