// Numbers for the texts that come again and again: counting by number needs no hashing of identifiers for each mark.

import Glibc

/// Numbers texts in the order in which they first come: 0, 1, 2 …
struct TextNumbers {
    /// Where each text ends in ``letters``.
    private var ends: [Int] = []
    private var letters: [UInt8] = []
    /// The number of a text, and nothing (-1), by the text's hash; a power of two of places.
    private var places: [Int32] = Array(repeating: -1, count: 64)

    var count: Int { ends.count }

    /// The number of a text, which it gets if it has none.
    mutating func number(of text: UnsafeRawBufferPointer) -> Int {
        let place = place(of: text)
        if places[place] >= 0 { return Int(places[place]) }
        let number = ends.count
        letters.append(contentsOf: text)
        ends.append(letters.count)
        places[place] = Int32(truncatingIfNeeded: number)
        if ends.count * 2 > places.count { grow() }
        return number
    }

    mutating func number(of text: String) -> Int {
        var text = text
        return text.withUTF8 { number(of: UnsafeRawBufferPointer($0)) }
    }

    func withText<Value>(of number: Int, _ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        letters.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range(of: number)])) }
    }

    private func range(of number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    /// Where a text is, or where it belongs.
    @inline(__always)
    private func place(of text: UnsafeRawBufferPointer) -> Int {
        letters.withUnsafeBytes { letters in
            var place = Self.hash(text) & (places.count - 1)
            while places[place] >= 0 {
                let range = range(of: Int(places[place]))
                if Self.isSame(UnsafeRawBufferPointer(rebasing: letters[range]), text) { break }
                place = (place + 1) & (places.count - 1)
            }
            return place
        }
    }

    @inline(__always)
    private static func isSame(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
        guard one.count == other.count else { return false }
        guard let first = one.baseAddress, let second = other.baseAddress else { return one.isEmpty }
        return memcmp(first, second, one.count) == 0
    }

    private mutating func grow() {
        places = Array(repeating: -1, count: places.count * 2)
        for number in ends.indices {
            let place = withText(of: number) { (text: UnsafeRawBufferPointer) -> Int in self.place(of: text) }
            places[place] = Int32(truncatingIfNeeded: number)
        }
    }

    /// FNV-1a.
    private static func hash(_ text: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0x7FFF_FFFF)
    }
}
