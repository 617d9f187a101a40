// The parser behind JSONDocument: one pass over the bytes, no recursion, strict.

struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private var nodes: [JSONDocument.Node] = []
    /// The arrays and objects that are open, outermost first, as node numbers.
    private var open: [Int] = []
    /// How many members each of the open containers has so far.
    private var members: [Int] = []
    /// The member names of open objects that have many.
    private var longObjects: [Int: Set<String>] = [:]
    private static let fewMembers = 24

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        nodes.reserveCapacity(bytes.count / 8 + 4)
    }

    mutating func parse() throws(JSONError) -> [JSONDocument.Node] {
        guard bytes.count < Int(Int32.max) else { throw failure("longer than 2 GiB") }
        try value()
        while let container = open.last {
            if nodes[container].kind == .array {
                try continueArray(container)
            } else {
                try continueObject(container)
            }
        }
        skipSpace()
        guard position == bytes.count else { throw failure("text after the value") }
        return nodes
    }

    // MARK: - Containers

    private mutating func continueArray(_ container: Int) throws(JSONError) {
        skipSpace()
        let isFirst = nodes.count == container + 1
        if peek() == UInt8(ascii: "]") { return close(container) }
        if !isFirst { try expect(UInt8(ascii: ","), "',' or ']'") }
        try value()
    }

    private mutating func continueObject(_ container: Int) throws(JSONError) {
        skipSpace()
        let isFirst = nodes.count == container + 1
        if peek() == UInt8(ascii: "}") { return close(container) }
        if !isFirst {
            try expect(UInt8(ascii: ","), "',' or '}'")
            skipSpace()
        }
        guard peek() == UInt8(ascii: "\"") else { throw failure("expected a member name in quotation marks") }
        let name = nodes.count
        try string()
        try refuseRepeated(name, in: container)
        skipSpace()
        try expect(UInt8(ascii: ":"), "':'")
        try value()
    }

    private mutating func close(_ container: Int) {
        position += 1
        nodes[container].end = Int32(position)
        nodes[container].next = Int32(nodes.count)
        open.removeLast()
        members.removeLast()
        if !longObjects.isEmpty { longObjects.removeValue(forKey: container) }
    }

    /// Two members of one name would let two readers see two values.
    private mutating func refuseRepeated(_ name: Int, in container: Int) throws(JSONError) {
        members[members.count - 1] += 1
        guard members[members.count - 1] <= Self.fewMembers else {
            return try refuseRepeatedAmongMany(name, in: container)
        }
        let mine = nodes[name]
        var other = container + 1
        while other < name {
            if isSameName(mine, nodes[other]) { throw repeated(mine) }
            other = Int(nodes[other + 1].next)
        }
    }

    /// Comparing each with each would let one long object keep a reader busy for minutes, so where there
    /// are many members their names are kept in a set.
    private mutating func refuseRepeatedAmongMany(_ name: Int, in container: Int) throws(JSONError) {
        var names = longObjects.removeValue(forKey: container) ?? []
        if names.isEmpty {
            var other = container + 1
            while other < name {
                names.insert(unescaped(nodes[other]))
                other = Int(nodes[other + 1].next)
            }
        }
        guard names.insert(unescaped(nodes[name])).inserted else { throw repeated(nodes[name]) }
        longObjects[container] = names
    }

    private func isSameName(_ mine: JSONDocument.Node, _ theirs: JSONDocument.Node) -> Bool {
        if mine.isEscaped || theirs.isEscaped { return unescaped(mine) == unescaped(theirs) }
        return mine.end - mine.start == theirs.end - theirs.start
            && bytes[Int(mine.start)..<Int(mine.end)].elementsEqual(
                bytes[Int(theirs.start)..<Int(theirs.end)])
    }

    private func repeated(_ name: JSONDocument.Node) -> JSONError {
        JSONError(offset: Int(name.start), problem: "member \"\(unescaped(name))\" given twice")
    }

    private func unescaped(_ node: JSONDocument.Node) -> String {
        JSONUnescape.string(bytes[Int(node.start)..<Int(node.end)])
    }

    // MARK: - Values

    private mutating func value() throws(JSONError) {
        skipSpace()
        guard let byte = peek() else { throw failure("the text ends where a value is expected") }
        switch byte {
        case UInt8(ascii: "{"): try begin(.object)
        case UInt8(ascii: "["): try begin(.array)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true", .boolean)
        case UInt8(ascii: "f"): try word("false", .boolean)
        case UInt8(ascii: "n"): try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        default: throw failure("expected a value")
        }
    }

    private mutating func begin(_ kind: JSONDocument.Kind) throws(JSONError) {
        guard open.count < JSONDocument.maximumDepth else {
            throw failure("nested deeper than \(JSONDocument.maximumDepth)")
        }
        open.append(nodes.count)
        members.append(0)
        append(kind, from: position)
        position += 1
    }

    private mutating func append(_ kind: JSONDocument.Kind, from start: Int, isEscaped: Bool = false) {
        let next = Int32(nodes.count + 1)
        nodes.append(
            .init(
                kind: kind, isEscaped: isEscaped, start: Int32(start), end: Int32(position), next: next))
    }

    private mutating func word(_ word: StaticString, _ kind: JSONDocument.Kind) throws(JSONError) {
        let start = position
        for offset in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count, bytes[position] == word.utf8Start[offset] else {
                throw failure("expected \(word)")
            }
            position += 1
        }
        append(kind, from: start)
    }

    private mutating func number() throws(JSONError) {
        let start = position
        if peek() == UInt8(ascii: "-") { position += 1 }
        if peek() == UInt8(ascii: "0") {
            position += 1
        } else {
            try digits()
        }
        if peek() == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            position += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        append(.number, from: start)
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        guard position > start else { throw failure("expected a digit") }
    }

    private mutating func string() throws(JSONError) {
        position += 1
        let start = position
        var isEscaped = false
        while true {
            guard position < bytes.count else { throw failure("a string does not end") }
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                try escape()
            } else if byte < 0x20 {
                throw failure("a control character in a string has to be escaped")
            } else if byte < 0x80 {
                position += 1
            } else {
                try multibyte()
            }
        }
        append(.string, from: start, isEscaped: isEscaped)
        position += 1
    }

    private mutating func escape() throws(JSONError) {
        let start = position
        position += 1
        switch peek() {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"):
            position += 1
            let unit = try hexadecimal()
            if (0xDC00...0xDFFF).contains(unit) { throw failure("a lone surrogate", at: start) }
            guard (0xD800...0xDBFF).contains(unit) else { return }
            guard peek() == UInt8(ascii: "\\"), position + 1 < bytes.count,
                bytes[position + 1] == UInt8(ascii: "u")
            else { throw failure("a lone surrogate", at: start) }
            position += 2
            guard (0xDC00...0xDFFF).contains(try hexadecimal()) else {
                throw failure("a lone surrogate", at: start)
            }
        default: throw failure("no such escape", at: start)
        }
    }

    private mutating func hexadecimal() throws(JSONError) -> Int {
        var unit = 0
        for _ in 0..<4 {
            guard let digit = peek().flatMap(JSONUnescape.hexadecimalDigit) else {
                throw failure("expected four hexadecimal digits")
            }
            unit = unit << 4 | digit
            position += 1
        }
        return unit
    }

    /// One character of two to four bytes: well-formed UTF-8 only (Unicode, table 3-7).
    private mutating func multibyte() throws(JSONError) {
        let lead = bytes[position]
        let range: ClosedRange<UInt8>
        let length: Int
        switch lead {
        case 0xC2...0xDF: (length, range) = (2, 0x80...0xBF)
        case 0xE0: (length, range) = (3, 0xA0...0xBF)
        case 0xE1...0xEC, 0xEE...0xEF: (length, range) = (3, 0x80...0xBF)
        case 0xED: (length, range) = (3, 0x80...0x9F)
        case 0xF0: (length, range) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, range) = (4, 0x80...0xBF)
        case 0xF4: (length, range) = (4, 0x80...0x8F)
        default: throw failure("not UTF-8")
        }
        guard position + length <= bytes.count, range.contains(bytes[position + 1]) else {
            throw failure("not UTF-8")
        }
        for offset in 2..<max(length, 2) where bytes[position + offset] & 0xC0 != 0x80 {
            throw failure("not UTF-8")
        }
        position += length
    }

    // MARK: - Bytes

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func expect(_ byte: UInt8, _ what: String) throws(JSONError) {
        guard peek() == byte else { throw failure("expected \(what)") }
        position += 1
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private func failure(_ problem: String, at offset: Int? = nil) -> JSONError {
        JSONError(offset: offset ?? position, problem: problem)
    }
}
