// Writes an interface down in Varlink's definition language, with a named type for each record and
// choice. What one of the known clients would stumble over is not written: words that are no identifiers
// become strings, records without fields objects, and no comment follows a structure's last field.

import Codec

struct DefinitionRenderer {
    let interface: InterfaceDefinition
    private var types = DefinedTypes()

    init(interface: InterfaceDefinition) {
        self.interface = interface
    }

    mutating func render() throws(DefinitionError) -> String {
        guard DefinitionNames.isInterface(interface.name) else {
            throw DefinitionError(place: interface.name, problem: "is no name for an interface")
        }
        try checkMembers()
        try collectTypes()
        var text = Self.comment(interface.documentation)
        text += "interface \(interface.name)\n"
        for type in types.inOrder { text += "\n" + render(type) }
        for method in interface.methods { text += "\n" + render(method) }
        for error in interface.errors {
            text += "\n" + Self.comment(error.documentation)
            text += "error \(error.name) \(structure(error.parameters, isInput: false))\n"
        }
        return text
    }

    // MARK: - Names and types

    private mutating func checkMembers() throws(DefinitionError) {
        for name in interface.methods.map(\.name) + interface.errors.map(\.name) {
            let place = "\(interface.name).\(name)"
            guard DefinitionNames.isMember(name) else {
                throw DefinitionError(place: place, problem: "is no name for a method, type or error")
            }
            try types.reserve(name, place)
        }
    }

    private mutating func collectTypes() throws(DefinitionError) {
        for method in interface.methods {
            let place = "\(interface.name).\(method.name)"
            try types.collect(method.parameters, place, isInput: true)
            try types.collect(method.reply, place, isInput: false)
        }
        for error in interface.errors {
            try types.collect(error.parameters, "\(interface.name).\(error.name)", isInput: false)
        }
    }

    // MARK: - Members

    private func render(_ type: DefinedTypes.Entry) -> String {
        switch type.body {
        case .words(let words):
            "type \(type.name) (\n" + words.map { "    \($0)" }.joined(separator: ",\n") + "\n)\n"
        case .fields(let fields): "type \(type.name) \(structure(fields, isInput: type.isInput))\n"
        }
    }

    private func render(_ method: MethodDefinition) -> String {
        var documentation = method.documentation
        switch method.streams {
        case .never: break
        case .offered: documentation += "\nWith 'more' it has many replies."
        case .required: documentation += "\nHas many replies: it has to be called with 'more'."
        }
        return Self.comment(documentation) + "method \(method.name)"
            + structure(method.parameters, isInput: true) + " -> "
            + structure(method.reply, isInput: false) + "\n"
    }

    private func structure(_ fields: [FieldDescription], isInput: Bool) -> String {
        guard !fields.isEmpty else { return "()" }
        let lines = fields.map { field in
            Self.comment(meaning(of: field), indentation: "    ")
                + "    \(field.name): \(Self.type(of: field, isInput: isInput))"
        }
        return "(\n" + lines.joined(separator: ",\n") + "\n)"
    }

    /// What a field means, and the words it takes if they cannot be an enumeration.
    private func meaning(of field: FieldDescription) -> String {
        guard let words = Self.spelledOutWords(field.shape) else { return field.meaning }
        let listed = "One of: " + words.joined(separator: ", ")
        return field.meaning.isEmpty ? listed : field.meaning + "\n" + listed
    }

    private static func spelledOutWords(_ shape: FieldShape) -> [String]? {
        switch shape {
        case .choice(_, let words): DefinedTypes.isEnumeration(words) ? nil : words
        case .list(let element): spelledOutWords(element)
        case .string, .date, .integer, .number, .boolean, .object, .record: nil
        }
    }

    /// The type of a field. A list may be left out of a call; in a reply it is always there.
    private static func type(of field: FieldDescription, isInput: Bool) -> String {
        let isList = if case .list = field.shape { true } else { false }
        let isOptional = field.isOptional && (isInput || !isList)
        return (isOptional ? "?" : "") + type(of: field.shape)
    }

    private static func type(of shape: FieldShape) -> String {
        switch shape {
        case .string, .date: "string"
        case .integer: "int"
        case .number: "float"
        case .boolean: "bool"
        case .object: "object"
        case .choice(let name, let words): DefinedTypes.isEnumeration(words) ? name : "string"
        case .list(let element): "[]" + type(of: element)
        case .record(let name, let fields): fields().isEmpty ? "object" : name
        }
    }

    // MARK: - Comments

    /// Text as comment lines, each of about a hundred characters at most; none for an empty text.
    static func comment(_ text: String, indentation: String = "") -> String {
        var lines: [String] = []
        for paragraph in text.split(whereSeparator: \.isNewline) {
            var line = indentation + "#"
            for word in paragraph.split(separator: " ") {
                if line.count + word.count > 100 {
                    lines.append(line)
                    line = indentation + "#"
                }
                line += " " + word
            }
            lines.append(line)
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
