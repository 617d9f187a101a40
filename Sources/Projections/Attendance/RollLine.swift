// Rolls packed straight out of the bytes of an entry: the ordinary lines, with a person and a standing alone.

import Governance

extension PackedRoll {
    /// A person and a standing, as places in bytes that somebody else holds.
    struct Line {
        let person, standing: UnsafeRawBufferPointer

        /// nil where the bytes spell no identifier, or no standing.
        init?(_ person: UnsafeRawBufferPointer, _ standing: UnsafeRawBufferPointer) {
            guard Slug.isWellFormed(person), Self.isStanding(standing) else { return nil }
            (self.person, self.standing) = (person, standing)
        }

        private static let standings = Standing.allCases.map { Array($0.rawValue.utf8) }

        private static func isStanding(_ bytes: UnsafeRawBufferPointer) -> Bool {
            standings.contains { standing in
                standing.withUnsafeBytes { PackedRoll.compare($0, bytes) == 0 }
            }
        }

        /// Puts the line among lines in the order of persons, in place of the one that speaks of the same.
        func place(into lines: inout [Line]) {
            var place = lines.count
            while place > 0 {
                let order = PackedRoll.compare(lines[place - 1].person, person)
                if order == 0 { return lines[place - 1] = self }
                if order < 0 { break }
                place -= 1
            }
            lines.insert(self, at: place)
        }
    }

    /// The marks of one entry.
    ///
    /// - Parameter lines: in the order of persons, none of whom occurs twice.
    init(_ lines: [Line], seq: Int, isCorrected: Bool) {
        let tail = Array("\",\(seq),\(isCorrected ? 1 : 0)]".utf8)
        let length = lines.reduce(0) { $0 + $1.person.count + $1.standing.count + tail.count + 6 }
        self.init(
            text: [UInt8](unsafeUninitializedCapacity: length + 2) { buffer, count in
                var writer = ByteWriter(UnsafeMutableRawBufferPointer(buffer))
                for line in lines {
                    writer.add(count == 0 ? "[[\"" : ",[\"")
                    writer.add(line.person)
                    writer.add("\",\"")
                    writer.add(line.standing)
                    tail.withUnsafeBytes { writer.add($0) }
                    count = writer.count
                }
                writer.add(count == 0 ? "[]" : "]")
                count = writer.count
            })
    }
}

/// Writes bytes one after the other into memory that is known to be large enough.
private struct ByteWriter {
    private let buffer: UnsafeMutableRawBufferPointer
    private(set) var count = 0

    init(_ buffer: UnsafeMutableRawBufferPointer) { self.buffer = buffer }

    @inline(__always)
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(from: bytes)
        count += bytes.count
    }

    @inline(__always)
    mutating func add(_ text: StaticString) {
        add(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
