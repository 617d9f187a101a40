// Whether an entry is spelled as entries are, seen by going through its bytes once. Writing the entry anew and
// comparing says the same (Envelope.init(checking:)) and takes several times as long, because it makes a string of
// every attribute.

extension EntryView {
    /// Whether all is well with the entry, as far as this can be seen without writing it anew.
    ///
    /// True only where ``Envelope/init(checking:)`` accepts the bytes. False says nothing: texts that are not of
    /// printable ASCII alone, or hold escapes, are left to it, as is what is wrong.
    package var isPlainlySpelled: Bool {
        // The view has found the attributes in order, with nothing between them, and numbers without leading zeros.
        // So what is left are the texts: copied as they are by a writer, and of the form that each has to have.
        guard bytes.count <= Envelope.maximumLength,
            EnvelopeText.isIdentifier(id.raw), EnvelopeText.isName(source.raw),
            EnvelopeText.isType(type.raw), EnvelopeText.isStream(stream.raw),
            LogInstant(rfc3339: recordedTime.raw)?.utf8.elementsEqual(recordedTime.raw) == true,
            LogInstant(rfc3339: time.raw) != nil,
            Self.isPlain(actor), Self.isPlain(commandId), Self.isPlain(causationId),
            Self.isPlain(correlationId), commandDigest.map({ EnvelopeText.isDigest($0.raw) }) ?? true,
            extensions.allSatisfy({ Self.isPlain($0.value) }), isProvenanceSound
        else { return false }
        return data.allSatisfy { $0 >= 0x20 } && EnvelopeText.payloadProblem(Array(data)) == nil
    }

    /// Whether a text is of printable ASCII alone, without escapes.
    @inline(__always)
    private static func isPlain(_ text: Text) -> Bool {
        !text.isEscaped && text.raw.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}
