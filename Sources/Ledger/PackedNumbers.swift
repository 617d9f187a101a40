// Growing numbers in few bytes: each as the distance from the one before, seven bits to a byte, lowest first; the
// top bit says that another byte follows (LEB128).

package enum PackedNumbers {
    static func pack(_ numbers: [Int]) -> [UInt8] {
        var bytes: [UInt8] = []
        var last = 0
        for number in numbers {
            var rest = UInt(number - last)
            last = number
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
        return bytes
    }

    /// Calls the body for each number; what is cut off at the end is left out.
    package static func forEach(_ bytes: UnsafeRawBufferPointer, _ body: (Int) -> Void) {
        var (number, rest, shift) = (0, 0, 0)
        for byte in bytes {
            rest |= Int(byte & 0x7F) << shift
            shift += 7
            guard byte & 0x80 == 0 else {
                if shift > 56 { return }
                continue
            }
            number += rest
            (rest, shift) = (0, 0)
            body(number)
        }
    }
}
