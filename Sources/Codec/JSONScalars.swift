// Strings without their escapes, and whole numbers, out of bytes that the parser has found well formed.

enum JSONUnescape {
    static func hexadecimalDigit(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// The string behind bytes that the parser has found well formed.
    static func string(_ raw: ArraySlice<UInt8>) -> String {
        var units: [UInt8] = []
        units.reserveCapacity(raw.count)
        var position = raw.startIndex
        while position < raw.endIndex {
            let byte = raw[position]
            position += 1
            guard byte == UInt8(ascii: "\\") else {
                units.append(byte)
                continue
            }
            let escape = raw[position]
            position += 1
            switch escape {
            case UInt8(ascii: "b"): units.append(0x08)
            case UInt8(ascii: "f"): units.append(0x0C)
            case UInt8(ascii: "n"): units.append(0x0A)
            case UInt8(ascii: "r"): units.append(0x0D)
            case UInt8(ascii: "t"): units.append(0x09)
            case UInt8(ascii: "u"): units.append(contentsOf: String(scalar(raw, &position)).utf8)
            default: units.append(escape)
            }
        }
        return String(decoding: units, as: UTF8.self)
    }

    private static func scalar(_ raw: ArraySlice<UInt8>, _ position: inout Int) -> Character {
        var value = unit(raw, &position)
        if (0xD800...0xDBFF).contains(value) {
            position += 2
            value = 0x10000 + (value - 0xD800) << 10 + (unit(raw, &position) - 0xDC00)
        }
        return Character(Unicode.Scalar(UInt32(value)) ?? "\u{FFFD}")
    }

    private static func unit(_ raw: ArraySlice<UInt8>, _ position: inout Int) -> Int {
        var unit = 0
        for _ in 0..<4 {
            unit = unit << 4 | (hexadecimalDigit(raw[position]) ?? 0)
            position += 1
        }
        return unit
    }
}

enum JSONNumber {
    /// The integer that the bytes spell without a fraction or an exponent; nil if they do not, or overflow.
    static func plainInteger(_ raw: ArraySlice<UInt8>) -> Int? {
        var digits = raw
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits.removeFirst() }
        var value = 0
        for byte in digits {
            let digit = Int(byte) - Int(UInt8(ascii: "0"))
            guard (0..<10).contains(digit) else { return nil }
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = product.subtractingReportingOverflow(digit)
            if tooLarge || overflow { return nil }
            value = sum
        }
        if isNegative { return value }
        return value == Int.min ? nil : -value
    }
}
