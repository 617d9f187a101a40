// Records that people write in files, in YAML or JSON, with the lines that messages point at.

import Codec
import Constitutions
import Control
import Governance

/// A file that holds one record.
struct SourceDocument {
    /// More bytes than this are not recorded in one go.
    static let greatestSize = SubmitRequest.greatestUpload - 4_096

    let name: String
    private let content: Content

    private enum Content {
        case yaml(YAMLDocument)
        case json(JSONDocument)
    }

    /// Reads a file; `-` is the standard input.
    init(file: String) throws(Failure) {
        let input = try InputFile(file)
        try self.init(name: input.name, bytes: input.readAll(atMost: Self.greatestSize))
    }

    /// - Parameters:
    ///   - name: how messages name the document.
    ///   - bytes: its text; JSON if it begins with a brace, otherwise YAML.
    init(name: String, bytes: [UInt8]) throws(Failure) {
        self.name = name
        // Some editors put a mark before text in UTF-8; it is no part of it.
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        if first == UInt8(ascii: "{") {
            do { content = .json(try JSONDocument(bytes)) } catch {
                let line = Self.line(at: error.offset, in: bytes)
                throw Failure(.usage, "\(name):\(line): not valid JSON: \(error.problem).")
            }
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.usage, "\(name) is not text in UTF-8.")
        }
        do { content = .yaml(try YAMLDocument(text)) } catch {
            let line = error.line.map { ":\($0)" } ?? ""
            throw Failure(.usage, "\(name)\(line): \(error.problem).")
        }
    }

    /// The document as JSON.
    var json: [UInt8] {
        switch content {
        case .yaml(let document): document.json
        case .json(let document): document.bytes
        }
    }

    /// Reads the document as a record.
    func read<Value: Record>(_: Value.Type) throws(Failure) -> Value {
        let dates = try settled(Value.shape)
        do { return try Value(json: dates.json.bytes) } catch {
            let error = dates.problems.first { $0.path == error.path } ?? error
            let place = error.path.isEmpty ? "" : error.place + (error.isStatement ? " " : ": ")
            throw Failure(.usage, "\(name):\(line(of: error.path)): \(place)\(error.problem).")
        }
    }

    /// The document with its dates as the log has them.
    private func settled(_ shape: FieldShape) throws(Failure) -> DocumentDates {
        do { return DocumentDates(try JSONDocument(json).root, as: shape, on: .today) } catch {
            throw Failure(.usage, "\(name) cannot be read: \(error).")
        }
    }

    /// The line, from 1, on which a value stands; of what it would stand in where there is none.
    func line(of path: [String]) -> Int {
        switch content {
        case .yaml(let document): document.line(of: path)
        case .json(let document):
            Self.line(at: Self.node(at: path, in: document).rawBytes.startIndex, in: document.bytes)
        }
    }

    /// The path of the value inside a list that has the identifier, such as the body `malap`.
    func path(ofItem id: String, in list: String) -> [String]? {
        guard let document = try? JSONDocument(json), let items = document.root[list]?.elements,
            let index = items.firstIndex(where: { $0["id"]?.string == id })
        else { return nil }
        return [list, String(index)]
    }

    private static func node(at path: [String], in document: JSONDocument) -> JSONNode {
        var node = document.root
        for step in path {
            let elements = node.elements
            if let index = Int(step), elements.indices.contains(index) {
                node = elements[index]
            } else if let member = node[step] {
                node = member
            } else {
                break
            }
        }
        return node
    }

    private static func line(at offset: Int, in bytes: [UInt8]) -> Int {
        bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") } + 1
    }
}
