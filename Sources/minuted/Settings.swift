// The configuration, minuted.yaml: who may do what, and the limits. Everything in it may be left out.

import Codec
import Constitutions
import Control
import Evidence
import Glibc
import Governance

/// What minuted.yaml says.
struct Settings: Record, Equatable {
    /// Which users and groups have a role.
    struct Holders: Record, Equatable {
        var users: [String] = []
        var groups: [String] = []

        mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("users", &users)
            try coder.field("groups", &groups)
        }
    }

    struct Roles: Record, Equatable {
        var administrator: Holders?
        var auditor: Holders?
        var clerk: Holders?
        var reader: Holders?

        mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
            try coder.field("administrator", &administrator)
            try coder.field("auditor", &auditor)
            try coder.field("clerk", &clerk)
            try coder.field("reader", &reader)
        }
    }

    var roles: Roles?
    /// How many clients may be connected at once.
    var clients: Int?
    /// How much has to be free beside the record for anything to be recorded.
    var minimumFreeSpace: ByteCount?
    var logLevel: LogLevel?
    /// Where the last published checkpoint is kept: best on another disk than the record.
    var headDirectory: String?
    /// The public keys of the witnesses whose cosignatures are taken in.
    var witnesses: [String] = []
    /// How far notices are issued unattended.
    var notices: NoticeLimits?

    mutating func fields(_ coder: inout some FieldCoder) throws(FieldError) {
        try coder.field("roles", &roles)
        try coder.field("clients", &clients)
        try coder.field("minimumfreespace", &minimumFreeSpace)
        try coder.field("loglevel", &logLevel)
        try coder.field("headdirectory", &headDirectory)
        try coder.field("witnesses", &witnesses)
        try coder.field("notices", &notices)
    }
}

/// Why a configuration cannot be used: which file, which line, and what to do.
struct SettingsError: Error, CustomStringConvertible {
    let file: String
    let line: Int?
    let problem: String

    var description: String { line.map { "\(file):\($0): \(problem)" } ?? "\(file): \(problem)" }
}

extension Settings {
    static let standardFile = "/etc/minuted/minuted.yaml"
    private static let longest = 1 << 20

    /// Reads the configuration.
    ///
    /// - Parameter file: the file to read; nil for the standard one, which may be missing.
    static func read(_ file: String?) throws(SettingsError) -> (settings: Settings, roles: RoleMap) {
        let path = file ?? standardFile
        if file == nil, access(path, F_OK) != 0 { return (Settings(), .standard) }
        let text: String
        do { text = try contents(path) } catch {
            throw SettingsError(
                file: path, line: nil,
                problem: "\(error); correct its name or its permissions, or give another file with --config")
        }
        // The file as it is installed: comments only.
        if text.split(separator: "\n").allSatisfy({ $0.allSatisfy(\.isWhitespace) || $0.first == "#" }) {
            return (Settings(), .standard)
        }
        let document: YAMLDocument
        do { document = try YAMLDocument(text) } catch {
            throw SettingsError(file: path, line: error.line, problem: error.problem)
        }
        do {
            let settings = try Settings(json: document.json)
            _ = try settings.witnessKeys()
            return (settings, try settings.roleMap())
        } catch {
            throw SettingsError(
                file: path, line: document.line(of: error.path),
                problem: "\(error); `man 5 minuted.yaml` lists what can be set")
        }
    }

    private static func contents(_ path: String) throws(IOFailure) -> String {
        // Opening a pipe that somebody put there must not hang the start.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw IOFailure("read it") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw IOFailure("read it") }
            if count == 0 { break }
            bytes += buffer[..<count]
            guard bytes.count <= longest else { throw IOFailure("read it", EFBIG) }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw IOFailure("read it", EILSEQ) }
        // Some editors put a mark before text in UTF-8; it is no part of it.
        return text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// The keys of the witnesses.
    func witnessKeys() throws(FieldError) -> [VerifierKey] {
        var keys: [VerifierKey] = []
        for (index, text) in witnesses.enumerated() {
            do { keys.append(try VerifierKey(parsing: text)) } catch {
                throw FieldError("\(error)", path: ["witnesses", "\(index)"])
            }
        }
        return keys
    }

    /// The roles by the numbers of users and groups. Root and the daemon's own user stay administrators,
    /// so that nobody can lock everybody out.
    private func roleMap() throws(FieldError) -> RoleMap {
        if let clients, !(1...10_000).contains(clients) {
            throw FieldError("must be from 1 to 10000", path: ["clients"])
        }
        if let notices, !(0...36_500).contains(notices.days) {
            throw FieldError("must be from 0 to 36500 days", path: ["notices", "olderthan"])
        }
        if let notices, !(1...10_000).contains(notices.atOnce) {
            throw FieldError("must be from 1 to 10000", path: ["notices", "atonce"])
        }
        guard let roles else { return .standard }
        var map = RoleMap()
        map.give(.administrator, toUser: 0)
        map.give(.administrator, toUser: geteuid())
        let all: [(Role, Holders?)] = [
            (.administrator, roles.administrator), (.auditor, roles.auditor), (.clerk, roles.clerk),
            (.reader, roles.reader),
        ]
        for (role, holders) in all {
            for (index, name) in (holders?.users ?? []).enumerated() {
                guard let user = SystemNames.user(name) else {
                    throw FieldError(
                        "there is no user \"\(name)\" on this machine",
                        path: ["roles", role.rawValue, "users", "\(index)"])
                }
                map.give(role, toUser: user)
            }
            for (index, name) in (holders?.groups ?? []).enumerated() {
                guard let group = SystemNames.group(name) else {
                    throw FieldError(
                        "there is no group \"\(name)\" on this machine",
                        path: ["roles", role.rawValue, "groups", "\(index)"])
                }
                map.give(role, toGroup: group)
            }
        }
        return map
    }
}

/// What the service manager says in the environment.
enum Environment {
    static subscript(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// The first of the state directories that systemd made.
    static var stateDirectory: String? {
        Self["STATE_DIRECTORY"].flatMap { $0.split(separator: ":").first.map(String.init) }
    }
}
