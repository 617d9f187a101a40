// Writes a record's fields as the members of a JSON object, in the record's order.

/// The coder that writes a record.
public struct FieldWriter: FieldCoder {
    var json: JSONWriter

    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        json.name(name)
        value.write(to: &json)
    }

    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value?, _ meaning: StaticString
    ) throws(FieldError) {
        // Looked at where it lies: binding it would copy it, which for a generic type takes longer than writing it.
        if case .none = value { return }
        json.name(name)
        value?.write(to: &json)
    }

    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout [Value], _ meaning: StaticString
    ) throws(FieldError) {
        json.name(name)
        value.write(to: &json)
    }

    public mutating func bound(_ name: StaticString, _ value: Int?, _ bounds: FieldBounds) throws(FieldError)
    {
        if let value, !bounds.range.contains(value) { json.isOutOfBounds = true }
    }

    public mutating func defaulted<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        try field(name, &value, meaning)
    }
}
