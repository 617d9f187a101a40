// Reads a record's fields from a JSON object, in any order, and refuses what the record does not know.

/// The coder that fills in a record from JSON.
public struct FieldReader: FieldCoder {
    private let object: JSONNode
    /// The member that is tried first: records are written in the order in which they are read.
    private var cursor: Int
    /// Which members have been read, by their position, to find those that nobody asked for.
    private var taken: [Bool] = []
    private var position = 0

    init(_ node: JSONNode) throws(FieldError) {
        guard node.kind == .object else { throw FieldError("expected an object, found \(node.foundKind)") }
        object = node
        cursor = node.index + 1
    }

    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        guard let node = take(name) else { throw FieldError("is missing", path: ["\(name)"]) }
        do { value = try Value(reading: node) } catch { throw error.inside("\(name)") }
    }

    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value?, _ meaning: StaticString
    ) throws(FieldError) {
        guard let node = take(name), node.kind != .null else { return value = nil }
        do { value = try Value(reading: node) } catch { throw error.inside("\(name)") }
    }

    public mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout [Value], _ meaning: StaticString
    ) throws(FieldError) {
        guard let node = take(name), node.kind != .null else { return value = [] }
        do { value = try [Value](reading: node) } catch { throw error.inside("\(name)") }
    }

    public mutating func defaulted<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        var given: Value?
        try field(name, &given, meaning)
        if let given { value = given }
    }

    /// Refuses the first member that no field asked for.
    mutating func finish() throws(FieldError) {
        var child = object.index + 1
        var index = 0
        while child < Int(object.node.next) {
            if index >= taken.count || !taken[index] {
                let name = JSONNode(document: object.document, index: child).string ?? ""
                throw FieldError("is not recognised here", path: [name])
            }
            index += 1
            child = Int(object.document.nodes[child + 1].next)
        }
    }

    private mutating func take(_ name: StaticString) -> JSONNode? {
        if let found = match(name, at: cursor) {
            mark(position)
            cursor = Int(object.document.nodes[cursor + 1].next)
            position += 1
            return found
        }
        var child = object.index + 1
        var index = 0
        while child < Int(object.node.next) {
            if let found = match(name, at: child) {
                mark(index)
                cursor = Int(object.document.nodes[child + 1].next)
                position = index + 1
                return found
            }
            index += 1
            child = Int(object.document.nodes[child + 1].next)
        }
        return nil
    }

    private mutating func mark(_ index: Int) {
        while taken.count <= index { taken.append(false) }
        taken[index] = true
    }

    private func match(_ name: StaticString, at child: Int) -> JSONNode? {
        guard child < Int(object.node.next) else { return nil }
        let key = object.document.nodes[child]
        let length = Int(key.end - key.start)
        guard !key.isEscaped, length == name.utf8CodeUnitCount else {
            guard key.isEscaped,
                JSONNode(document: object.document, index: child).string == "\(name)"
            else { return nil }
            return JSONNode(document: object.document, index: child + 1)
        }
        for offset in 0..<length
        where object.document.bytes[Int(key.start) + offset] != name.utf8Start[offset] {
            return nil
        }
        return JSONNode(document: object.document, index: child + 1)
    }
}

extension JSONNode {
    /// What was found, in words, for messages.
    var foundKind: String {
        switch kind {
        case .null: "null"
        case .boolean: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
