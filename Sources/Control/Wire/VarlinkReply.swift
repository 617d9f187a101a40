// A reply as one frame. Clients disconnect on unexpected members, so that a reply
// has `parameters`, and only where they say something `continues` and `error`.

public import Codec

/// One reply to a call, written out.
public struct VarlinkReply: Sendable, Equatable {
    /// Whether another reply to the same call follows.
    public let continues: Bool
    /// The reply's JSON, without the NUL that ends a frame.
    public let bytes: [UInt8]

    /// The last reply to a call, or its only one.
    public static func final(_ parameters: some FieldValue) -> VarlinkReply {
        make { json in
            json.name("parameters")
            parameters.write(to: &json)
        }
    }

    /// A reply after which another follows.
    public static func continuing(_ parameters: some FieldValue) -> VarlinkReply {
        make(continues: true) { json in
            json.name("parameters")
            parameters.write(to: &json)
            json.name("continues")
            json.value(true)
        }
    }

    /// An error, which ends the call.
    ///
    /// - Parameters:
    ///   - name: the error with its interface: `org.minuted.Records.Refused`.
    ///   - parameters: what the interface says about the error.
    public static func error(_ name: String, _ parameters: some FieldValue) -> VarlinkReply {
        make { json in
            json.name("error")
            json.value(name)
            json.name("parameters")
            parameters.write(to: &json)
        }
    }

    /// One of the errors that every service has.
    public static func error(_ error: ServiceError) -> VarlinkReply {
        .error(error.name, error.parameters)
    }

    private static func make(
        continues: Bool = false, _ members: (inout JSONWriter) -> Void
    ) -> VarlinkReply {
        var json = JSONWriter()
        json.object(members)
        return VarlinkReply(continues: continues, bytes: json.bytes)
    }
}

/// The members of a reply, as a client reads them: leniently, for a service may be newer.
struct ReplyEnvelope {
    let parameters: JSONNode?
    let continues: Bool
    let error: String?

    /// - Throws: ``CallError`` if the frame is no reply.
    init(frame: [UInt8]) throws(CallError) {
        let root: JSONNode
        do { root = try JSONDocument(frame).root } catch { throw CallError(problem: error.description) }
        guard root.kind == .object else { throw CallError(problem: "expected an object") }
        parameters = try Self.member("parameters", of: root, .object)
        continues = try Self.member("continues", of: root, .boolean)?.boolean ?? false
        error = try Self.member("error", of: root, .string)?.string
    }

    private static func member(
        _ name: String, of root: JSONNode, _ kind: JSONDocument.Kind
    ) throws(CallError) -> JSONNode? {
        guard let node = root[name], node.kind != .null else { return nil }
        guard node.kind == kind else { throw CallError(problem: "\(name): expected \(kind)") }
        return node
    }
}
