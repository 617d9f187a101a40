// An entry from elsewhere: a CloudEvents 1.0 object whose type and data are ours, whatever wrote it.

import Codec
import Governance
import Ledger

/// What an import takes from a line.
struct ImportedEntry {
    let id: String
    var event: Event
    /// When it took effect, if the line says so.
    let time: String?
    /// The envelope that it had, as attributes of the new entry.
    let envelope: [EnvelopeExtension]
    /// Where what it says comes from: an import makes nothing truer.
    let provenance: Provenance?

    init(_ line: [UInt8]) throws(Rejection) {
        let document: JSONDocument
        do throws(JSONError) { document = try JSONDocument(line) } catch {
            throw Self.refusal(
                "", "It is \(error).", "Write each entry as one JSON object on a line of its own.")
        }
        let root = document.root
        guard let id = root["id"]?.string, !id.isEmpty, let type = root["type"]?.string,
            let data = root["data"]
        else {
            throw Self.refusal(
                "", "It has no id, type or data.", "Give every entry a CloudEvents `id`, `type` and `data`.")
        }
        self.id = id
        do throws(EventError) { event = try Event(type: type, data: data) } catch {
            throw Self.refusal(id, "\(error).", "Correct the line, or leave it out with --keep-going.")
        }
        time = root["time"]?.string.flatMap { LogInstant(rfc3339: $0) == nil ? nil : $0 }
        provenance = try Self.provenance(root, id)
        envelope = ["id", "source", "time", "recordedtime", "actor", "sequence"].compactMap { name in
            guard let value = root[name]?.string, !value.isEmpty, value.utf8.count <= 200 else { return nil }
            return EnvelopeExtension(name: "original\(name)", value: value)
        }
    }

    private static func provenance(_ root: JSONNode, _ id: String) throws(Rejection) -> Provenance? {
        let remedy = "Correct the line, or leave it out with --keep-going."
        let word = root[Provenance.kindAttribute]?.string
        let kind = word.flatMap(ProvenanceKind.init(rawValue:))
        if let word, kind == nil {
            throw refusal(id, "\"\(word)\" is not source, inferred, assumed or invented.", remedy)
        }
        do throws(Rejection) {
            return try Provenance.read(kind, root[Provenance.placeAttribute]?.string)
        } catch { throw refusal(id, error.message, remedy) }
    }

    private static func refusal(_ id: String, _ problem: String, _ remedy: String) -> Rejection {
        Rejection("importable", id, problem, remedy: remedy)
    }
}
