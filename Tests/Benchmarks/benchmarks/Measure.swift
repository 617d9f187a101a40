// Time, memory and a table of figures.

import Glibc

/// Seconds by the clock that never goes back.
func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Runs a body and says how many seconds it took.
func timed<Value>(_ body: () throws -> Value) rethrows -> (seconds: Double, value: Value) {
    let start = seconds()
    let value = try body()
    return (seconds() - start, value)
}

/// Seconds of processor time that this process has had, on all processors together.
func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// Resident memory in MiB: now, or of another process.
func residentMemory(_ process: pid_t? = nil) -> Int {
    let path = process.map { "/proc/\($0)/status" } ?? "/proc/self/status"
    guard let text = contents(path),
        let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS") })
    else { return 0 }
    return (Int(line.filter(\.isNumber)) ?? 0) / 1_024
}

/// The most memory that this process has had, in MiB, since the last ``forgetPeak()``.
func peakMemory() -> Int {
    guard let text = contents("/proc/self/status"),
        let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM") })
    else { return 0 }
    return (Int(line.filter(\.isNumber)) ?? 0) / 1_024
}

func forgetPeak() {
    guard let file = fopen("/proc/self/clear_refs", "w") else { return }
    fputs("5", file)
    fclose(file)
}

func contents(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { break }
        bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
}

/// The value below which a share of the sorted values lies.
func percentile(_ values: [Double], _ share: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
}

/// A line of a Markdown table.
func row(_ cells: String...) { print("| " + cells.joined(separator: " | ") + " |") }

/// A number with as many digits as it is exact.
func short(_ number: Double) -> String {
    if number >= 1_000_000 { return "\(Double(Int(number / 10_000)) / 100) M" }
    if number >= 10_000 { return "\(Int(number / 1_000)) k" }
    if number >= 100 { return "\(Int(number))" }
    return "\(Double(Int(number * 100)) / 100)"
}

/// A directory that goes with the process.
func temporaryDirectory(_ name: String) -> String {
    let folder = getenv("BENCH_DIRECTORY").map { String(cString: $0) } ?? "/var/tmp"
    return "\(folder)/minuted-bench-\(getpid())-\(name)"
}

func remove(_ path: String) {
    for file in files(in: path) {
        let inside = "\(path)/\(file)"
        if unlink(inside) != 0 { remove(inside) }
    }
    rmdir(path)
}

private func files(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var found: [String] = []
    while let item = readdir(folder) {
        let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { found.append(name) }
    }
    return found
}
