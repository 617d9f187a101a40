// How letters leave: through the system's mail service, or into a directory.

import Glibc
import Governance

/// Takes letters away.
enum Carrier {
    /// The program with sendmail's interface.
    case sendmail(String)
    case outbox(String)

    var way: DeliveryWay {
        switch self {
        case .sendmail: .mail
        case .outbox: .outbox
        }
    }

    /// Takes one letter.
    ///
    /// - Returns: why it failed, in a line; nil if it did not.
    func take(_ bytes: [UInt8], named name: String, from: String, to: String) -> String? {
        switch self {
        case .sendmail(let program): Self.send(bytes, with: program, from: from, to: to)
        case .outbox(let directory): Self.put(bytes, into: directory, named: name)
        }
    }

    private static func put(_ bytes: [UInt8], into directory: String, named name: String) -> String? {
        let path = "\(directory)/\(name).eml"
        do throws(Failure) {
            let file = try OutputFile(path)
            do throws(Failure) {
                try file.write(String(decoding: bytes, as: UTF8.self))
                try file.finish()
            } catch {
                file.abandon()
                throw error
            }
            return nil
        } catch { return error.message }
    }

    /// Hands a mail over: the addresses as arguments, a dot alone on a line meaning nothing (`-i`).
    private static func send(_ bytes: [UInt8], with program: String, from: String, to: String) -> String? {
        guard let input = ChildProcess.pipe(), let errors = ChildProcess.pipe() else {
            return "No pipe: \(String(cString: strerror(errno)))"
        }
        defer { close(errors.reading) }
        let started = ChildProcess.start(
            [program, "-i", "-f", from, "--", to], input: input.reading, output: errors.writing,
            errors: errors.writing)
        close(input.reading)
        close(errors.writing)
        guard case .success(let child) = started else {
            close(input.writing)
            if case .failure(let error) = started { return "\(program) does not start: \(error)" }
            return "\(program) does not start"
        }
        // A mail service that refuses stops reading; that shows in its exit status.
        _ = FileDescriptor(number: input.writing).write(bytes: bytes)
        close(input.writing)
        let said = firstLine(errors.reading)
        guard let status = ChildProcess.wait(for: child) else { return "\(program) was ended by a signal" }
        return status == 0 ? nil : "\(program) ended with status \(status): \(said)"
    }

    private static func firstLine(_ descriptor: Int32) -> String {
        var said: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1024)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            if said.count < 4096 { said += buffer[..<count] }
        }
        let line = String(decoding: said, as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
        return line.isEmpty ? "no reason given" : String(Screen.harmless(String(line.prefix(300))))
    }
}
