// A thread of one's own, and a way to wake it: the log's writer and the projector may block on the disk,
// which neither an event loop nor Swift's cooperative threads may.

import Glibc
public import SQLite

/// A thread that runs one body and can be waited for.
///
/// `@unchecked Sendable`: the thread's handle is set once and never changed.
public final class WorkerThread: @unchecked Sendable {
    private let handle: pthread_t

    private final class Start {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Starts a thread that the process cannot do without.
    ///
    /// Where there is none, the process ends with status 74 (EX_IOERR) and says why: nothing acknowledged is lost.
    ///
    /// - Parameters:
    ///   - niceness: how far it, and the threads that it starts, leave the processors to others, 0 to 19; Linux keeps
    ///     a nice value for each thread.
    ///   - body: runs once; the thread ends with it.
    public init(niceness: Int32 = 0, _ body: @escaping @Sendable () -> Void) {
        do throws(StorageFailure) { handle = try Self.create(niceness, body) } catch {
            let text =
                "minuted: \(error); allow more threads (TasksMax=, ulimit -u) or memory, and start again\n"
            _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
            exit(74)
        }
    }

    private init(handle: pthread_t) { self.handle = handle }

    /// Starts a thread, or says why there is none: no process, no memory.
    public static func started(
        _ body: @escaping @Sendable () -> Void
    ) throws(StorageFailure) -> WorkerThread {
        WorkerThread(handle: try create(0, body))
    }

    private static func create(
        _ niceness: Int32, _ body: @escaping @Sendable () -> Void
    ) throws(StorageFailure) -> pthread_t {
        let start = Unmanaged.passRetained(
            Start {
                // Cannot fail: anyone may ask for less.
                if niceness > 0 { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness) }
                body()
            })
        var handle = pthread_t()
        let code = pthread_create(
            &handle, nil,
            { context in
                if let context { Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            }, start.toOpaque())
        guard code == 0 else {
            start.release()
            throw StorageFailure(
                operation: "start a thread", code: Int(code), message: String(cString: strerror(code)))
        }
        return handle
    }

    /// Waits until the body has returned. To be called once.
    public func join() { pthread_join(handle, nil) }

    /// Starts a thread that nobody waits for, or says why there is none.
    ///
    /// - Parameter inBackground: whether it leaves the processors to those that answer somebody.
    public static func detached(
        inBackground: Bool = false, _ body: @escaping @Sendable () -> Void
    ) throws(StorageFailure) {
        pthread_detach(try create(inBackground ? 10 : 0, body))
    }

    /// Lets the thread end by itself, instead of ``join()``.
    public func detach() { pthread_detach(handle) }
}

/// A value under a lock that threads can wait on.
///
/// `@unchecked Sendable`: the value is touched under the lock only.
public final class Watched<Value>: @unchecked Sendable {
    private var value: Value
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>

    public init(_ value: Value) {
        self.value = value
        lock = .allocate(capacity: 1)
        changed = .allocate(capacity: 1)
        pthread_mutex_init(lock, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(changed, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(lock)
        lock.deallocate()
        changed.deallocate()
    }

    /// Looks at the value, or changes it without waking anybody.
    public func with<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return try body(&value)
    }

    /// Changes the value and wakes everyone who waits.
    public func update<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(lock)
        defer {
            pthread_cond_broadcast(changed)
            pthread_mutex_unlock(lock)
        }
        return try body(&value)
    }

    /// Changes the value, and wakes everyone who waits if the body says that it is of use to them: a thread
    /// that wakes for nothing takes a processor from those that have work.
    public func note(_ body: (inout Value) -> Bool) {
        pthread_mutex_lock(lock)
        if body(&value) { pthread_cond_broadcast(changed) }
        pthread_mutex_unlock(lock)
    }

    /// Waits until the body gives something.
    public func wait<Result>(_ body: (inout Value) -> Result?) -> Result {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while true {
            if let result = body(&value) { return result }
            pthread_cond_wait(changed, lock)
        }
    }

    /// Waits until the body gives something, or the time is over.
    public func wait<Result>(milliseconds: Int, _ body: (inout Value) -> Result?) -> Result? {
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        let nanoseconds = deadline.tv_nsec + (milliseconds % 1_000) * 1_000_000
        deadline.tv_sec += milliseconds / 1_000 + nanoseconds / 1_000_000_000
        deadline.tv_nsec = nanoseconds % 1_000_000_000
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while true {
            if let result = body(&value) { return result }
            if pthread_cond_timedwait(changed, lock, &deadline) == ETIMEDOUT { return body(&value) }
        }
    }
}
