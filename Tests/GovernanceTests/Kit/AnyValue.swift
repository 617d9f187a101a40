// Random values for whatever fields a record has, from the one list of fields that it is read and
// written by: a payload with a new field is generated with it.

import Codec
import Governance
import Testing

/// A coder that fills in a record with values from a seeded generator.
struct RandomFiller: FieldCoder {
    var random: SeededGenerator
    /// How often a field that may be left out is left out, and how long lists are at most.
    var leavesOut = 0.4
    var longestList = 3

    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        value = try any(Value.self, "\(name)")
    }

    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value?, _ meaning: StaticString
    ) throws(FieldError) {
        value = Double.random(in: 0..<1, using: &random) < leavesOut ? nil : try any(Value.self, "\(name)")
    }

    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout [Value], _ meaning: StaticString
    ) throws(FieldError) {
        value = []
        for _ in 0..<Int.random(in: 0...longestList, using: &random) {
            value.append(try any(Value.self, "\(name)"))
        }
    }

    mutating func defaulted<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        try field(name, &value, meaning)
    }

    fileprivate mutating func any<Value: FieldValue>(
        _ type: Value.Type, _ name: String
    ) throws(FieldError) -> Value {
        if let record = type as? any Record.Type, let made = try filled(record) as? Value { return made }
        if let list = type as? any AnyList.Type, let made = try list.any(&self) as? Value { return made }
        if let choice = type as? any Choice.Type, let made = one(of: choice) as? Value { return made }
        if let plain = type as? any Arbitrary.Type, let made = plain.any(&random) as? Value { return made }
        throw FieldError("no values can be made for \(Value.self)", path: [name])
    }

    /// A record with every field filled in.
    mutating func filled<Value: Record>(_: Value.Type) throws(FieldError) -> Value {
        var record = Value()
        try record.fields(&self)
        return record
    }

    private mutating func one<Value: Choice>(of _: Value.Type) -> Value? {
        Array(Value.allCases).randomElement(using: &random)
    }
}

/// A list that may be left out whole.
private protocol AnyList {
    static func any(_ filler: inout RandomFiller) throws(FieldError) -> Self
}

extension Array: AnyList where Element: FieldValue {
    fileprivate static func any(_ filler: inout RandomFiller) throws(FieldError) -> [Element] {
        var list: [Element] = []
        try filler.field("element", &list, "")
        return list
    }
}

/// A value that can be made up.
protocol Arbitrary {
    static func any(_ random: inout SeededGenerator) -> Self
}

extension String: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> String {
        let pieces = [
            "", " ", "None", "Not Applicable", "Lee's", "\"If this were my child I would\"", "line\nline",
            "\t",
            "é", "–", "👪", "\\", "/", "\u{0}", "\u{1f}", "null", "{}", "&c.",
        ]
        return (0..<Int.random(in: 0...4, using: &random))
            .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
    }
}

extension Int: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> Int {
        Bool.random(using: &random)
            ? .random(in: -3...100, using: &random) : .random(in: .min ... .max, using: &random)
    }
}

extension Bool: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> Bool { .random(using: &random) }
}

extension Identifier: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> Self {
        let letters = Array("abcxyz0189-")
        let length = Int.random(in: 0...79, using: &random)
        let rest = (0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }
        return (try? Identifier(text: "a" + String(rest))) ?? Identifier()
    }
}

extension CivilDate: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> CivilDate {
        let days = Int(CivilDate.first.dayNumber)...Int(CivilDate.last.dayNumber)
        return CivilDate(dayNumber: .random(in: days, using: &random)) ?? .first
    }
}

extension CivilDateTime: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> CivilDateTime {
        let second = Int.random(in: 0..<86_400, using: &random)
        return CivilDateTime(.any(&random), secondOfDay: second) ?? .placeholder
    }
}

extension PartialDate: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> PartialDate {
        let date = CivilDate.any(&random)
        let made: PartialDate? =
            switch Int.random(in: 0..<5, using: &random) {
            case 0: PartialDate(year: date.year)
            case 1: PartialDate(year: date.year, month: date.month)
            case 2: PartialDate(year: date.year, quarter: (date.month + 2) / 3)
            case 3:
                Season.allCases.randomElement(using: &random).flatMap { .init(year: date.year, season: $0) }
            default: PartialDate(date)
            }
        return made ?? PartialDate(date)
    }
}

extension ClockTime: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> ClockTime {
        let two = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
        let hour = Int.random(in: 0..<24, using: &random)
        let text = "\(two(hour)):\(two(.random(in: 0..<60, using: &random)))"
        return (try? ClockTime(text: text)) ?? "00:00"
    }
}

extension Cadence: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> Cadence {
        let forms = [
            "monthly", "bi-monthly", "quarterly", "annually", "four times a year", "annually in August",
            "at least once a year", "at least every three years",
        ]
        let text = forms[Int.random(in: 0..<forms.count, using: &random)]
        do { return try Cadence(text: text) } catch { preconditionFailure("\(text): \(error)") }
    }
}

extension Participant: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> Participant {
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .body(.any(&random))
        case 1: .office(.any(&random))
        case 2: .person(.any(&random))
        default: .group(.any(&random))
        }
    }
}

extension Stream: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> Stream {
        Bool.random(using: &random) ? .decision(.any(&random)) : .body(.any(&random))
    }
}

extension ContentDigest: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> ContentDigest {
        let digits = Array("0123456789abcdef")
        let text = String((0..<64).map { _ in digits[Int.random(in: 0..<16, using: &random)] })
        return (try? ContentDigest(text: text)) ?? .placeholder
    }
}

extension Array: Arbitrary where Element: Arbitrary {
    static func any(_ random: inout SeededGenerator) -> [Element] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in .any(&random) }
    }
}
