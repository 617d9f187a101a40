// Frames come out as they went in, however the bytes are cut up on their way.

import Control
import Testing

@Suite("Frames")
struct FrameSplitterTests {
    private func frames(_ splitter: inout FrameSplitter) throws -> [String] {
        var found: [String] = []
        while let frame = try splitter.next() { found.append(String(decoding: frame, as: UTF8.self)) }
        return found
    }

    @Test("frames end at a NUL, and what follows waits for its own")
    func split() throws {
        var splitter = FrameSplitter(maximumSize: 10)
        splitter.append("one\0two\0\0thr".utf8)
        #expect(try frames(&splitter) == ["one", "two", ""])
        #expect(splitter.bufferedCount == 3)
        splitter.append("ee\0".utf8)
        #expect(try frames(&splitter) == ["three"])
        #expect(splitter.bufferedCount == 0)
    }

    @Test("how the bytes are cut up makes no difference", arguments: 0..<50)
    func anyCuts(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let expected = (0..<200).map { String(repeating: "x", count: $0 % 7 == 0 ? 0 : ($0 * 37) % 90) }
        var rest = Array(expected.map { $0 + "\0" }.joined().utf8)[...]
        var splitter = FrameSplitter(maximumSize: 90)
        var found: [String] = []
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...130, using: &random))
            rest = rest.dropFirst(piece.count)
            splitter.append(piece)
            // Sometimes frames pile up, as they do while earlier calls are worked on.
            if Bool.random(using: &random) || rest.isEmpty { found += try frames(&splitter) }
        }
        #expect(found == expected)
    }

    @Test("a frame of the greatest size passes, one byte more does not")
    func tooLarge() throws {
        var splitter = FrameSplitter(maximumSize: 4)
        splitter.append("1234\0".utf8)
        #expect(try frames(&splitter) == ["1234"])
        splitter.append("12345\0".utf8)
        #expect(throws: FrameError.self) { try splitter.next() }
    }

    @Test("a frame that is bound to be too large is refused before it ends")
    func tooLargeEarly() throws {
        var splitter = FrameSplitter(maximumSize: 4)
        splitter.append("1234".utf8)
        #expect(try splitter.next() == nil)
        splitter.append("5".utf8)
        #expect(throws: FrameError.self) { try splitter.next() }
    }
}

/// SplitMix64, so that a failing run can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
