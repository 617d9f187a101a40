// Reads a record and notes every mistake in it, for documents that people write: they want the whole list, not the
// first line of it.

/// The coder that fills in a record from JSON as far as it can, and notes what is wrong with the rest.
struct FieldCollector: FieldCoder {
    private let object: JSONNode
    private(set) var problems: [FieldError] = []
    private var known: Set<String> = []

    init(_ node: JSONNode) { object = node }

    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        guard object["\(name)"] != nil else {
            known.insert("\(name)")
            return problems.append(FieldError("is missing", path: ["\(name)"]))
        }
        if let read: Value = read(name) { value = read }
    }

    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value?, _ meaning: StaticString
    ) throws(FieldError) { value = read(name) }

    mutating func field<Value: FieldValue>(
        _ name: StaticString, _ value: inout [Value], _ meaning: StaticString
    ) throws(FieldError) { value = read(name) ?? [] }

    mutating func defaulted<Value: FieldValue>(
        _ name: StaticString, _ value: inout Value, _ meaning: StaticString
    ) throws(FieldError) {
        if let read: Value = read(name) { value = read }
    }

    mutating func bound(_ name: StaticString, _ value: Int?, _ bounds: FieldBounds) throws(FieldError) {
        // A value that could not be read has a problem already.
        let path = ["\(name)"]
        guard let value, !bounds.range.contains(value), object["\(name)"] != nil,
            !problems.contains(where: { $0.path == path })
        else { return }
        problems.append(FieldError(bounds.text(of: value), path: path))
    }

    private mutating func read<Value: FieldValue>(_ name: StaticString) -> Value? {
        known.insert("\(name)")
        guard let node = object["\(name)"], node.kind != .null else { return nil }
        var inner: [FieldError] = []
        let value = Value.read(node, noting: &inner)
        problems += inner.map { $0.inside("\(name)") }
        return value
    }

    /// Notes the members that no field asked for.
    ///
    /// - Parameter names: those that there are.
    mutating func finish(_ names: [String]) {
        for (name, _) in object.members where !known.contains(name) {
            problems.append(FieldError("is not recognised here", path: [name]).suggesting(names))
        }
    }
}

extension FieldValue {
    public static func read(_ node: JSONNode, noting problems: inout [FieldError]) -> Self? {
        do {
            let value = try Self(reading: node)
            try value.check(.bounds)
            try value.check(.text)
            return value
        } catch {
            problems.append(error)
            return nil
        }
    }
}

extension Record {
    public static func read(_ node: JSONNode, noting problems: inout [FieldError]) -> Self? {
        guard node.kind == .object else {
            problems.append(FieldError("expected an object, found \(node.foundKind)"))
            // Something stands in its place, so that what comes behind it in a list keeps its own.
            return Self()
        }
        var collector = FieldCollector(node)
        var value = Self()
        // A collector throws nothing: it notes.
        try? value.fields(&collector)
        collector.finish(describedFields.map(\.name))
        problems += collector.problems
        return value
    }
}

extension Array where Element: FieldValue {
    public static func read(_ node: JSONNode, noting problems: inout [FieldError]) -> [Element]? {
        guard node.kind == .array else {
            problems.append(FieldError("expected a list, found \(node.foundKind)"))
            return nil
        }
        var values: [Element] = []
        for (position, element) in node.elements.enumerated() {
            var inner: [FieldError] = []
            if let value = Element.read(element, noting: &inner) { values.append(value) }
            problems += inner.map { $0.inside(String(position)) }
        }
        if values.count > FieldBounds.longestList {
            let bounds = FieldBounds(0...FieldBounds.longestList, isLength: true)
            problems.append(FieldError(bounds.text(of: values.count)))
        }
        return values
    }
}
