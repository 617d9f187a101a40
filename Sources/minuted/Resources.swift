// What the process needs of the system, asked for before anything is opened: where it is refused later, it is in
// the middle of something, and often by a trap instead of an answer.

import Glibc
import RecordKeeping

/// The limits that the process runs under (getrlimit(2)).
enum Resources {
    /// Descriptors that are needed apart from clients: the record's files, the threads' own, the socket.
    private static let descriptors = 128
    /// Address space below which threads and SQLite's maps find no room, in bytes.
    private static let addressSpace = 1 << 30

    /// Refuses to start where too little is allowed; takes as many descriptors as may be had.
    static func require() throws(StartFailure) {
        var files = limit(RLIMIT_NOFILE)
        if files.rlim_cur < files.rlim_max {
            files.rlim_cur = files.rlim_max
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
        }
        guard most(RLIMIT_NOFILE) >= descriptors else {
            throw StartFailure(
                ExitStatus.storageFault,
                "only \(most(RLIMIT_NOFILE)) files can be open, and \(descriptors) are needed: raise "
                    + "LimitNOFILE= (or `ulimit -n`)")
        }
        guard most(RLIMIT_AS) >= addressSpace else {
            throw StartFailure(
                ExitStatus.storageFault,
                "only \(most(RLIMIT_AS) >> 20) MiB of address space are allowed, and "
                    + "\(addressSpace >> 20) MiB are needed: raise LimitAS= (or `ulimit -v`)")
        }
    }

    /// How many clients there is room for.
    static var clients: Int { max(16, most(RLIMIT_NOFILE) - descriptors) }

    private static func most(_ resource: __rlimit_resource) -> Int { Int(clamping: limit(resource).rlim_cur) }

    private static func limit(_ resource: __rlimit_resource) -> rlimit {
        var limits = rlimit()
        getrlimit(__rlimit_resource_t(resource.rawValue), &limits)
        return limits
    }
}
