// Writes a record's fields as the members of a JSON object, in the record's order. What is generic here can be
// inlined: the compiler then writes each record's fields without looking their types up while the program runs.

/// The coder that writes a record.
public struct FieldWriter: FieldCoder {
    @usableFromInline var json: JSONWriter

    @inlinable
    init(json: JSONWriter) { self.json = json }

    @inlinable
    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        json.name(name)
        value.write(to: &json)
    }

    @inlinable
    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value?, _ meaning: StaticString
    ) throws(FieldError) {
        // Looked at where it lies: binding it would copy it, which for a generic type takes longer than writing it.
        if case .none = value { return }
        json.name(name)
        value?.write(to: &json)
    }

    @inlinable
    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout [Value], _ meaning: StaticString
    ) throws(FieldError) {
        json.name(name)
        value.write(to: &json)
    }

    @inlinable
    public mutating func bound(_ name: StaticString, _ value: Int?, _ bounds: FieldBounds) throws(FieldError)
    {
        if let value, !bounds.range.contains(value) { json.isOutOfBounds = true }
    }

    @inlinable
    public mutating func defaulted<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        try field(name, &value, meaning)
    }
}
