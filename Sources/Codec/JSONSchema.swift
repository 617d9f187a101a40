// JSON Schema (draft 2020-12) of a record, so that editors know which fields a document can have.

/// Writes the schema of a record from the fields that it lists.
public struct JSONSchema {
    private var json = JSONWriter(reservingCapacity: 16_384)
    private var waiting: [(name: String, fields: [FieldDescription])] = []
    private var described: Set<String> = []

    /// The schema of a record.
    ///
    /// - Parameter title: what the document is.
    public static func of<Described: Record>(_: Described.Type, title: String) -> [UInt8] {
        var schema = JSONSchema()
        schema.json.beginObject()
        schema.json.name("$schema")
        schema.json.value("https://json-schema.org/draft/2020-12/schema")
        schema.json.name("title")
        schema.json.value(title)
        schema.members(Described.describedFields)
        schema.json.name("$defs")
        schema.json.beginObject()
        while let next = schema.waiting.popLast() {
            schema.json.name(next.name)
            schema.json.beginObject()
            schema.members(next.fields)
            schema.json.endObject()
        }
        schema.json.endObject()
        schema.json.endObject()
        return schema.json.bytes
    }

    private mutating func members(_ fields: [FieldDescription]) {
        text("type", "object")
        json.name("additionalProperties")
        json.value(false)
        list("required", fields.filter { !$0.isOptional }.map(\.name))
        json.name("properties")
        json.beginObject()
        for field in fields {
            json.name(field.name)
            json.beginObject()
            if !field.meaning.isEmpty { text("description", field.meaning) }
            type(field.shape)
            json.endObject()
        }
        json.endObject()
    }

    private mutating func type(_ shape: FieldShape) {
        switch shape {
        case .string: text("type", "string")
        case .date(let isPartial):
            // A year alone looks like a number.
            if isPartial { list("type", ["string", "integer"]) } else { text("type", "string") }
            list(
                "examples",
                isPartial ? ["7 May 2026", "2026-05-07", "May 2026", "2026"] : ["7 May 2026", "2026-05-07"])
        case .integer: text("type", "integer")
        case .number: text("type", "number")
        case .boolean: text("type", "boolean")
        case .object: text("type", "object")
        case .choice(_, let words): list("enum", words)
        case .list(let element):
            text("type", "array")
            json.name("items")
            json.beginObject()
            type(element)
            json.endObject()
        case .record(let name, let fields):
            text("$ref", "#/$defs/\(name)")
            if described.insert(name).inserted { waiting.append((name, fields())) }
        }
    }

    private mutating func text(_ name: String, _ value: String) {
        json.name(name)
        json.value(value)
    }

    private mutating func list(_ name: String, _ values: [String]) {
        json.name(name)
        json.beginArray()
        for value in values { json.value(value) }
        json.endArray()
    }
}
