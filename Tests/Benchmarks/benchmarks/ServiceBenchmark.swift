// The daemon itself: start, appends and queries over its socket.

enum ServiceBenchmark {
    static func run(_ entries: Int) throws {}
}
