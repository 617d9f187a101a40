// Describes a record's fields, for interface definitions and documentation.

/// What a field's value looks like in JSON.
public indirect enum FieldShape: Sendable {
    case string
    /// A date as text, to the day or as precise as it is known.
    case date(isPartial: Bool)
    case integer
    case number
    case boolean
    /// Any JSON object.
    case object
    /// One of the given words.
    case choice(String, [String])
    case list(FieldShape)
    /// A record by its name; its fields are asked for when they are needed.
    case record(String, @Sendable () -> [FieldDescription])
}

/// One field of a record.
public struct FieldDescription: Sendable {
    public let name: String
    public let shape: FieldShape
    public let isOptional: Bool
    /// What the field means, if its name does not say so, and its bounds.
    public internal(set) var meaning: String
}

/// The coder that lists a record's fields.
public struct FieldDescriber: FieldCoder {
    var found: [FieldDescription] = []

    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        found.append(.init(name: "\(name)", shape: Value.shape, isOptional: false, meaning: "\(meaning)"))
    }

    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value?, _ meaning: StaticString
    ) throws(FieldError) {
        found.append(.init(name: "\(name)", shape: Value.shape, isOptional: true, meaning: "\(meaning)"))
    }

    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout [Value], _ meaning: StaticString
    ) throws(FieldError) {
        found.append(
            .init(name: "\(name)", shape: .list(Value.shape), isOptional: true, meaning: "\(meaning)"))
    }

    public mutating func bound(_ name: StaticString, _ value: Int?, _ bounds: FieldBounds) throws(FieldError)
    {
        guard let last = found.indices.last else { return }
        found[last].meaning += found[last].meaning.isEmpty ? bounds.text : ", \(bounds.text)"
    }

    public mutating func defaulted<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        found.append(.init(name: "\(name)", shape: Value.shape, isOptional: true, meaning: "\(meaning)"))
    }
}
