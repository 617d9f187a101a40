// Signals as a sequence, by libdispatch: it waits for them with a descriptor, so no code of ours runs in a handler.

@preconcurrency import Dispatch

enum Signals {
    /// From here on these signals are waited for, instead of ending the process.
    ///
    /// - Returns: the signals as they come, for as long as somebody waits for the next one.
    static func arriving(_ signals: Int32...) async -> AsyncStream<Int32> {
        let (stream, arrived) = AsyncStream.makeStream(of: Int32.self)
        let queue = DispatchQueue(label: "minuted.signals")
        var sources: [any DispatchSourceSignal] = []
        for signal in signals {
            let source = DispatchSource.makeSignalSource(signal: signal, queue: queue)
            source.setEventHandler { arrived.yield(signal) }
            // Until it is registered the signal would still end the process.
            await withCheckedContinuation { registered in
                source.setRegistrationHandler { registered.resume() }
                source.resume()
            }
            sources.append(source)
        }
        arrived.onTermination = { [sources] _ in sources.forEach { $0.cancel() } }
        return stream
    }
}
