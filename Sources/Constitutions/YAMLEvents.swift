// libyaml's parser as a sequence of events, in Swift's values.

import CYAML

/// Something that stands in a YAML text, with the place where it begins.
struct YAMLEvent {
    enum Kind {
        case scalar(text: String, isPlain: Bool)
        case sequenceStart, sequenceEnd, mappingStart, mappingEnd
        case documentStart, documentEnd, streamEnd
    }

    let kind: Kind
    /// From 1.
    let line: Int
    let column: Int
    /// The anchor's name, or what an alias refers to.
    let anchor: String?
    let tag: String?
}

/// Gives the events of a text, one after the other.
final class YAMLEvents {
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    // libyaml reads from it for as long as the parser lives.
    private let text: UnsafeMutableBufferPointer<UInt8>

    init(_ text: String) throws(YAMLError) {
        let bytes = Array(text.utf8)
        self.text = .allocate(capacity: max(bytes.count, 1))
        _ = self.text.initialize(from: bytes)
        guard yaml_parser_initialize(parser) == 1 else {
            self.text.deallocate()
            parser.deallocate()
            throw YAMLError("there is no memory for the parser", line: nil, column: nil)
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, self.text.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        text.deallocate()
    }

    /// The next event.
    ///
    /// - Throws: ``YAMLError`` where the text is no YAML.
    func next() throws(YAMLError) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
        defer { yaml_event_delete(&event) }
        let line = Int(event.start_mark.line) + 1
        let column = Int(event.start_mark.column) + 1
        func made(
            _ kind: YAMLEvent.Kind, anchor: UnsafePointer<UInt8>? = nil, tag: UnsafePointer<UInt8>? = nil
        ) -> YAMLEvent {
            YAMLEvent(
                kind: kind, line: line, column: column, anchor: anchor.map { String(cString: $0) },
                tag: tag.map { String(cString: $0) })
        }
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE
            return made(.scalar(text: text, isPlain: isPlain), anchor: scalar.anchor, tag: scalar.tag)
        case YAML_ALIAS_EVENT: return made(.scalar(text: "", isPlain: false), anchor: event.data.alias.anchor)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            return made(.sequenceStart, anchor: start.anchor, tag: start.tag)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            return made(.mappingStart, anchor: start.anchor, tag: start.tag)
        case YAML_SEQUENCE_END_EVENT: return made(.sequenceEnd)
        case YAML_MAPPING_END_EVENT: return made(.mappingEnd)
        case YAML_DOCUMENT_START_EVENT: return made(.documentStart)
        case YAML_DOCUMENT_END_EVENT: return made(.documentEnd)
        case YAML_STREAM_END_EVENT: return made(.streamEnd)
        default: return try next()
        }
    }

    /// What the parser says of the text.
    private var failure: YAMLError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "the parser gives no reason"
        let context = parser.pointee.context.map { String(cString: $0) + ", " } ?? ""
        if parser.pointee.error == YAML_READER_ERROR {
            let before = text.prefix(Int(parser.pointee.problem_offset))
            return YAMLError(problem, line: before.count { $0 == UInt8(ascii: "\n") } + 1, column: nil)
        }
        let mark = parser.pointee.problem_mark
        return YAMLError(context + problem, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}
