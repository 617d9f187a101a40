// The named types of an interface, gathered from the fields that use them.

import Codec

struct DefinedTypes {
    enum Body {
        case words([String])
        case fields([FieldDescription])
    }

    struct Entry {
        let name: String
        let body: Body
        /// Whether a call can hold it; a list in it may then be left out.
        var isInput: Bool
        /// What the body says, to tell two types of one name apart.
        let signature: String
    }

    private var entries: [Entry] = []
    private var positions: [String: Int] = [:]
    /// The names of methods and errors, which no type may have as well.
    private var reserved: Set<String> = []

    var inOrder: [Entry] { entries }

    /// Words that can stand as an enumeration in a definition.
    static func isEnumeration(_ words: [String]) -> Bool {
        words.count >= 2 && words.allSatisfy(DefinitionNames.isField)
    }

    mutating func reserve(_ name: String, _ place: String) throws(DefinitionError) {
        guard reserved.insert(name).inserted else {
            throw DefinitionError(place: place, problem: "there are two methods or errors of this name")
        }
    }

    /// Takes up the types of these fields and of all fields below them.
    mutating func collect(
        _ fields: [FieldDescription], _ place: String, isInput: Bool
    ) throws(DefinitionError) {
        var names: Set<String> = []
        for field in fields {
            let place = "\(place).\(field.name)"
            guard DefinitionNames.isField(field.name) else {
                throw DefinitionError(place: place, problem: "is no name for a field")
            }
            guard names.insert(field.name).inserted else {
                throw DefinitionError(place: place, problem: "there are two fields of this name")
            }
            try collect(field.shape, place, isInput: isInput)
        }
    }

    private mutating func collect(
        _ shape: FieldShape, _ place: String, isInput: Bool
    ) throws(DefinitionError) {
        switch shape {
        case .string, .date, .integer, .number, .boolean, .object: break
        case .list(.list): throw DefinitionError(place: place, problem: "a list of lists cannot be described")
        case .list(let element): try collect(element, place, isInput: isInput)
        case .choice(let name, let words):
            guard Self.isEnumeration(words) else { return }
            _ = try add(name, .words(words), place, isInput: isInput)
        case .record(let name, let fields):
            let fields = fields()
            guard !fields.isEmpty, try add(name, .fields(fields), place, isInput: isInput) else { return }
            try collect(fields, name, isInput: isInput)
        }
    }

    /// Returns whether what is inside the type has still to be looked at.
    private mutating func add(
        _ name: String, _ body: Body, _ place: String, isInput: Bool
    ) throws(DefinitionError) -> Bool {
        guard DefinitionNames.isMember(name) else {
            throw DefinitionError(place: place, problem: "\"\(name)\" is no name for a type")
        }
        guard !reserved.contains(name) else {
            throw DefinitionError(place: place, problem: "\(name) is a method or error too")
        }
        let signature = Self.signature(of: body)
        guard let position = positions[name] else {
            positions[name] = entries.count
            entries.append(Entry(name: name, body: body, isInput: isInput, signature: signature))
            return true
        }
        guard entries[position].signature == signature else {
            throw DefinitionError(place: place, problem: "there are two different types named \(name)")
        }
        guard isInput, !entries[position].isInput else { return false }
        entries[position].isInput = true
        return true
    }

    private static func signature(of body: Body) -> String {
        switch body {
        case .words(let words): words.joined(separator: "|")
        case .fields(let fields):
            fields.map { "\($0.name)\($0.isOptional ? "?" : ""):\(signature(of: $0.shape))" }
                .joined(separator: ",")
        }
    }

    private static func signature(of shape: FieldShape) -> String {
        switch shape {
        case .string, .date: "string"
        case .integer: "int"
        case .number: "float"
        case .boolean: "bool"
        case .object: "object"
        case .choice(let name, let words): name + "(" + words.joined(separator: "|") + ")"
        case .list(let element): "[]" + signature(of: element)
        case .record(let name, _): name
        }
    }
}
